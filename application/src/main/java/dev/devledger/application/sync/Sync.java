package dev.devledger.application.sync;

import dev.devledger.application.confined.Confinement;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.PendingHints;
import dev.devledger.application.sync.memory.PendingWork.SyncAlarm;
import dev.devledger.application.sync.plan.SyncPlan;
import java.time.Instant;
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

/** The sync of one connector, for people and scripts. */
public interface Sync {

    SyncStatus status();

    /**
     * Runs a cycle that begins after the call, and returns when the cycle is done. If another cycle is running, waits
     * for its end, and then runs one that all waiting callers share.
     */
    Report run();

    /** Plans what {@link #run} would do now; writes nothing. */
    SyncPlan plan();

    /** Returns the stage of the cycle that this node runs; null if it runs none. */
    default @Nullable Stage stage() {
        return null;
    }

    /** Returns the last read of each synced list, by its remote id. */
    default Map<String, Cycles.ListReadState> lists() {
        return Map.of();
    }

    /**
     * @param step the number of the step from 1, which grows while a cycle runs
     * @param phase the present step in a few words
     * @param done the finished part of {@code total} in a long step; both are 0 in a short one
     */
    record Stage(int step, String phase, int done, int total) {}

    /** The components are the fields of docs/contract.md, section 4. */
    record Report(String connector, int pulled, int pushed, int conflicts, int remoteRequests, long durationMs) {}

    /**
     * A connector's state, as {@code GET /api/sync/status} returns it; the components are the fields of
     * docs/contract.md, section 4.
     *
     * @param lastCompleteReadAt the time since which every list was read completely; null if a list never was
     * @param lagSeconds the age of the oldest waiting change, 0 if none waits; null if unknown
     * @param connectionEndsAt the time at which a person has to connect the account again; null if unknown, or never
     * @param progress the progress of a first or another long sync; null if there is none
     */
    record SyncStatus(
            String connector,
            ConnectorMode mode,
            ConnectorCondition state,
            @Nullable String message,
            Cycles.@Nullable Cycle lastCycle,
            int pending,
            int openConflicts,
            int held,
            List<Window> budget,
            @Nullable Instant lastCompleteReadAt,
            @Nullable Long lagSeconds,
            @Nullable Instant connectionEndsAt,
            @Nullable Progress progress) {

        /** The state of a connector of which nothing else is known. */
        public SyncStatus(
                String connector,
                ConnectorMode mode,
                ConnectorCondition state,
                @Nullable String message,
                Cycles.@Nullable Cycle lastCycle,
                int pending,
                int openConflicts,
                int held,
                List<Window> budget) {
            this(
                    connector,
                    mode,
                    state,
                    message,
                    lastCycle,
                    pending,
                    openConflicts,
                    held,
                    budget,
                    null,
                    null,
                    null,
                    null);
        }

        /** Returns a copy with another condition and message. */
        public SyncStatus with(ConnectorCondition now, @Nullable String told) {
            return but(now, told, lagSeconds, connectionEndsAt);
        }

        /** Returns a copy whose connection ends at {@code end}. */
        public SyncStatus endingAt(@Nullable Instant end) {
            return but(state, message, lagSeconds, end);
        }

        /**
         * Returns a copy without values that change with time alone, so that the copy stays equal as long as nothing
         * happens.
         */
        public SyncStatus standing() {
            return but(state, message, null, connectionEndsAt);
        }

        private SyncStatus but(
                ConnectorCondition now, @Nullable String told, @Nullable Long lag, @Nullable Instant end) {
            return new SyncStatus(
                    connector,
                    mode,
                    now,
                    told,
                    lastCycle,
                    pending,
                    openConflicts,
                    held,
                    budget,
                    lastCompleteReadAt,
                    lag,
                    end,
                    progress);
        }

        /** The number of projects and tasks that are done, and of all that are known by now. */
        public record Progress(int done, int total) {}

        /** {@code window} is the configured length, such as {@code 60s}. */
        public record Window(String window, int limit, int used) {}
    }

    /**
     * The syncs of all connectors. A request without a name is about the connectors that are on, or about all if none is
     * on.
     */
    final class Syncs {
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

    /**
     * Stores the hints of a service, and wakes the sync for a read. It makes no call, and does not rely on a hint being
     * true.
     */
    final class HintIntake {
        private final PendingHints hints;
        private final SyncAlarm alarm;

        public HintIntake(PendingHints hints, SyncAlarm alarm) {
            this.hints = hints;
            this.alarm = alarm;
        }

        public void take(ConnectedAccount account, Hint hint) {
            hints.add(account, hint);
            alarm.ring();
        }
    }
}
