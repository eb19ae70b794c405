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
 * The sync of each connector, and of all of them side by side. Without a name those are meant that are on, or all where
 * none is.
 */
public final class Syncs {
    private final Connectors connectors;
    private final Map<String, Sync> syncs;

    /** @param syncs by the connector's name */
    public Syncs(Connectors connectors, Map<String, Sync> syncs) {
        this.connectors = connectors;
        this.syncs = Map.copyOf(syncs);
    }

    /** What one connector's next full cycle would do; see {@link SyncPlan}. */
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

    /** Those that an order or a question without a name, or with this one, is about. */
    public List<Connector> meant(@Nullable String name) {
        return name == null ? connectors.onOrAll() : connectors.named(name);
    }

    /** None for who is confined to a project: each counts what waits in all of them. */
    public List<SyncStatus> statuses() {
        return !Confinement.current().isNone()
                ? List.of()
                : meant(null).stream().map(each -> of(each).status()).toList();
    }

    /** Runs a cycle for each, as {@link Sync#run} does; each to its end, also where that of another fails. */
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
