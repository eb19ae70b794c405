package dev.devledger.application.sync;

import dev.devledger.application.confined.Confinement;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.plan.SyncPlan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The syncs of all connectors. A request without a name is about the connectors that are on, or about all if none is
 * on.
 */
public final class Syncs {
    private final Connectors connectors;
    private final Map<String, Sync> syncs;

    /** @param syncs the syncs by the connector's name */
    public Syncs(Connectors connectors, Map<String, Sync> syncs) {
        this.connectors = connectors;
        this.syncs = Map.copyOf(syncs);
    }

    /** The plan of one connector's next full cycle; see {@link SyncPlan}. */
    public record Plan(String connector, String planHash, List<SyncPlan.Item> plan) {
        static Plan of(String connector, SyncPlan plan) {
            return new Plan(connector, plan.planHash(), plan.plan());
        }
    }

    public Connectors connectors() {
        return connectors;
    }

    public Sync of(Connector connector) {
        return Objects.requireNonNull(syncs.get(connector.account().connector()));
    }

    /** Returns the connectors that a request with this name, or without one, is about. */
    public List<Connector> meant(@Nullable String name) {
        return name == null ? connectors.onOrAll() : connectors.named(name);
    }

    /**
     * Returns the status of each connector; none for a caller confined to a project, as a status counts the waiting
     * work of all projects.
     */
    public List<SyncStatus> statuses() {
        return !Confinement.current().isNone()
                ? List.of()
                : meant(null).stream().map(each -> of(each).status()).toList();
    }

    /** Runs a cycle for each connector, as {@link Sync#run} does, even if the cycle of another one fails. */
    public List<Sync.Report> run(List<Connector> of) {
        return sideBySide(of, each -> of(each).run());
    }

    public List<Plan> plan(List<Connector> of) {
        return sideBySide(of, each -> Plan.of(each.account().connector(), of(each).plan()));
    }

    private static <T> List<T> sideBySide(List<Connector> of, Function<Connector, T> work) {
        if (of.size() == 1) {
            return List.of(work.apply(of.getFirst()));
        }
        Map<String, String> log = MDC.getCopyOfContextMap();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> running = of.stream()
                    .map(each -> CompletableFuture.supplyAsync(logged(log, () -> work.apply(each)), threads))
                    .toList();
            return running.stream().map(Syncs::result).toList();
        }
    }

    private static <T> Supplier<T> logged(@Nullable Map<String, String> log, Supplier<T> work) {
        return () -> {
            if (log != null) {
                MDC.setContextMap(log);
            }
            return work.get();
        };
    }

    private static <T> T result(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
