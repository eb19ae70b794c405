package dev.devledger.adapters.health;

import dev.devledger.application.proof.HeadDelivery;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.application.sync.cycle.SyncMeters;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.PendingWork.SyncLag;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gauges with current values for all nodes together. A value is NaN if unknown, such as while the database is
 * unreachable.
 */
public final class SyncGauges implements MeterBinder {
    private final ConnectedAccount account;
    private final BudgetUsage budget;
    private final Looks looks;
    private @Nullable MultiGauge lists;

    public SyncGauges(ConnectedAccount account, SyncLag lag, BudgetUsage budget) {
        this(account, lag, budget, System::nanoTime);
    }

    SyncGauges(ConnectedAccount account, SyncLag lag, BudgetUsage budget, LongSupplier nanos) {
        this.account = account;
        this.budget = budget;
        this.looks = new Looks(
                () -> {
                    Looks.Look look = new Looks.Look(lag.of(account), budget.use());
                    show(look.lag().sinceRead());
                    return look;
                },
                nanos);
    }

    /**
     * Adds new lists, which appear from the next scrape on. Runs within a scrape, so existing rows stay: a replaced row
     * would appear twice and fail the scrape.
     */
    private void show(Map<String, Duration> sinceRead) {
        MultiGauge gauge = lists;
        if (gauge != null) {
            gauge.register(sinceRead.keySet().stream().map(this::sinceRead).toList(), false);
        }
    }

    private MultiGauge.Row<?> sinceRead(String list) {
        return MultiGauge.Row.of(Tags.of("list", list), looks, all -> all.newest()
                .map(look -> seconds(look.lag().sinceRead().get(list)))
                .orElse(Double.NaN));
    }

    /** Registers the gauges. Reads the database once, to learn the windows of the budget. */
    @Override
    public void bindTo(MeterRegistry registry) {
        ofLag("devledger.sync.pending", null, "Entities with changes that wait to be pushed", SyncLag.Lag::pending)
                .register(registry);
        ofLag("devledger.sync.conflicts.open", null, "Conflicts that wait for a decision", SyncLag.Lag::openConflicts)
                .register(registry);
        ofLag("devledger.sync.lag", "seconds", "How long the oldest change has waited", lag -> seconds(lag.waiting()))
                .register(registry);
        ofLag(
                        "devledger.sync.last.complete.read.age",
                        "seconds",
                        "Time since the last complete read, for the list with the oldest one",
                        lag -> seconds(lag.sinceCompleteRead()))
                .register(registry);
        lists = MultiGauge.builder("devledger.sync.list.read.age")
                .description("Time since the last complete read of each list")
                .tag("connector", account.connector())
                .baseUnit("seconds")
                .register(registry);
        budget.use().forEach(use -> left(use.window()).register(registry));
    }

    private Gauge.Builder<?> ofLag(
            String name, @Nullable String unit, String description, ToDoubleFunction<SyncLag.Lag> value) {
        return gauge(name, description, look -> value.applyAsDouble(look.lag())).baseUnit(unit);
    }

    private Gauge.Builder<?> left(Duration window) {
        return gauge(
                        "devledger.sync.budget.left",
                        "Requests that are left in the window",
                        look -> left(window, look.budget()))
                .tag("window", window.toSeconds() + "s");
    }

    private static double left(Duration window, List<BudgetUsage.Use> budget) {
        return budget.stream()
                .filter(use -> use.window().equals(window))
                .mapToInt(use -> use.limit() - use.used())
                .findFirst()
                .orElseThrow();
    }

    private Gauge.Builder<Looks> gauge(String name, String description, ToDoubleFunction<Looks.Look> value) {
        return Gauge.builder(name, looks, all -> all.newest()
                        .map(value::applyAsDouble)
                        .orElse(Double.NaN))
                .description(description)
                .tag("connector", account.connector());
    }

    private static double seconds(@Nullable Duration age) {
        return age == null ? Double.NaN : age.toMillis() / 1000.0;
    }

    /** Reads the database only once for all gauges of a scrape, which are read one after the other. */
    static final class Looks {
        private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

        /**
         * The time for which a read is used: longer than a scrape takes, and shorter than the time between two scrapes.
         */
        static final Duration GOOD_FOR = Duration.ofSeconds(1);

        record Look(SyncLag.Lag lag, List<BudgetUsage.Use> budget) {}

        private final Supplier<Look> look;
        private final LongSupplier nanos;
        private Optional<Look> newest = Optional.empty();
        private boolean looked;
        private long lookedAt;

        Looks(Supplier<Look> look, LongSupplier nanos) {
            this.look = look;
            this.nanos = nanos;
        }

        /**
         * Returns the newest read; empty after a failure. A failure is kept like a result, as the next try may take
         * equally long.
         */
        synchronized Optional<Look> newest() {
            if (!looked || nanos.getAsLong() - lookedAt >= GOOD_FOR.toNanos()) {
                newest = look();
                looked = true;
                lookedAt = nanos.getAsLong();
            }
            return newest;
        }

        private Optional<Look> look() {
            try {
                return Optional.of(look.get());
            } catch (RuntimeException e) {
                if (!looked || newest.isPresent()) { // otherwise the failure was logged before
                    LOG.warn(
                            "The sync metrics show NaN, because they cannot be read ({})",
                            String.valueOf(e.getCause()));
                    LOG.debug("They could not be read", e);
                }
                return Optional.empty();
            }
        }
    }

    /**
     * The counters of this node since its start. All counters exist with the value zero from the beginning: a counter that
     * appears with its first failure does not show this failure as an increase.
     */
    public static final class SyncCounters implements SyncMeters {
        private final MeterRegistry registry;
        private final String connector;
        private final Counter pulled;
        private final Counter pushed;
        private final Counter conflicts;

        public SyncCounters(MeterRegistry registry, ConnectedAccount account) {
            this.registry = registry;
            this.connector = account.connector();
            this.pulled = counter("devledger.sync.pulled", "Entities changed in Devledger by the sync");
            this.pushed = counter("devledger.sync.pushed", "Entities changed in the connected service");
            this.conflicts = counter("devledger.sync.conflicts", "Conflicts raised");
            for (boolean complete : new boolean[] {true, false}) {
                cycles("narrow", complete);
                cycles("full", complete);
            }
            requests("ok");
            requests("refused");
            requests("unknown");
            for (RemoteAnswer.NotSentReason hold : RemoteAnswer.NotSentReason.values()) {
                if (!hold.isOfOneList()) {
                    requests(word(hold));
                }
            }
        }

        @Override
        public void answered(RemoteAnswer<?> answer) {
            requests(
                            switch (answer) {
                                case RemoteAnswer.Ok<?> ok -> "ok";
                                case RemoteAnswer.Refused<?> refused -> "refused";
                                case RemoteAnswer.NotSent<?> notSent
                                when notSent.hold().isOfOneList() -> "refused";
                                case RemoteAnswer.NotSent<?> notSent -> word(notSent.hold());
                                case RemoteAnswer.Unknown<?> unknown -> "unknown";
                            })
                    .increment();
        }

        @Override
        public void over(Cycles.Cycle cycle) {
            pulled.increment(cycle.pulled());
            pushed.increment(cycle.pushed());
            conflicts.increment(cycle.conflicts());
            if (cycle.finishedAt() != null) {
                cycles(cycle.kind(), cycle.complete()).record(Duration.between(cycle.startedAt(), cycle.finishedAt()));
            }
        }

        /** Returns a connector's state in the words of docs/contract.md, section 4. */
        private static String word(RemoteAnswer.NotSentReason hold) {
            return hold.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private Counter counter(String name, String description) {
            return Counter.builder(name)
                    .description(description)
                    .tag("connector", connector)
                    .register(registry);
        }

        private Counter requests(String outcome) {
            return Counter.builder("devledger.sync.requests")
                    .description("Requests of the sync cycles, by outcome; a rate-limited one was not sent")
                    .tag("connector", connector)
                    .tag("outcome", outcome)
                    .register(registry);
        }

        private Timer cycles(String kind, boolean complete) {
            return Timer.builder("devledger.sync.cycle")
                    .description("Sync cycles, and how long they took")
                    .tag("connector", connector)
                    .tag("kind", kind)
                    .tag("complete", String.valueOf(complete))
                    .register(registry);
        }
    }

    /** The metrics of sealing new events, and of delivering the heads. */
    public static final class ProofGauges implements MeterBinder {
        private final Sealing sealing;
        private final List<HeadDelivery> givers;
        private final Clock clock;

        public ProofGauges(Sealing sealing, List<HeadDelivery> givers, Clock clock) {
            this.sealing = sealing;
            this.givers = List.copyOf(givers);
            this.clock = clock;
        }

        @Override
        public void bindTo(MeterRegistry registry) {
            Gauge.builder("devledger.ledger.unsealed", this, ProofGauges::unsealed)
                    .baseUnit("seconds")
                    .description("How long the oldest unsealed event has waited")
                    .register(registry);
            givers.forEach(giver -> Gauge.builder("devledger.ledger.heads.waiting", giver, this::waiting)
                    .baseUnit("seconds")
                    .tag("to", giver.name().substring(giver.name().lastIndexOf('-') + 1))
                    .description("How long the heads of sealed batches could not be sent to this place")
                    .register(registry));
        }

        private double unsealed() {
            try {
                return sealing.unsealedFor().toSeconds();
            } catch (RuntimeException away) { // the sync's gauges report the outage
                return Double.NaN;
            }
        }

        private double waiting(HeadDelivery giver) {
            HeadDelivery.DeliveryFailure trouble = giver.trouble();
            return trouble == null
                    ? 0
                    : Duration.between(trouble.since(), clock.instant()).toSeconds();
        }
    }
}
