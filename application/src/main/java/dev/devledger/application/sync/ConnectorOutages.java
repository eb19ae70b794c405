package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import dev.devledger.application.sync.time.TimePass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tracks the outages that a connector's cycles meet, and sets the time of the next try. */
final class ConnectorOutages {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorOutages.class);

    /** Number of failed cycles in a row after which the service counts as away. */
    private static final int AWAY = 3;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ConnectedAccount account;
    private final ConnectorStates states;
    private final Clock clock;
    private final UndecidedReads undecided;
    private List<String> failed = List.of();
    private @Nullable String untakenTime;

    ConnectorOutages(CycleContext connection) {
        this.account = connection.account();
        this.states = connection.ports().states();
        this.clock = connection.clock();
        this.undecided = new UndecidedReads(connection.settings().absence());
    }

    /** True if a harmless call has to succeed before anything is written: the service was away, or refused access. */
    boolean isInDoubt() {
        ConnectorState state = states.get(account);
        return state.failures() >= AWAY || state.state() == ConnectorCondition.NEEDS_AUTHORIZATION;
    }

    /**
     * @param away the reason why a part of the cycle could not reach the service; null if all parts could
     * @param read the read of the lists; null if this cycle was not to read all lists whose turn it was
     * @param time the pass over time entries; a problem of it stands until a later read of time entries has none
     * @param threw descriptions of the parts of the cycle that threw
     */
    void over(@Nullable String away, FullCycle.@Nullable Result read, TimePass time, List<String> threw) {
        if (read != null) {
            undecided.looked(read.open(), clock.instant());
        }
        boolean looked = time.looked();
        if (looked && time.problem() != null && !time.problem().equals(untakenTime)) {
            LOG.warn("Not all time is taken over: {}", time.problem());
        }
        untakenTime = looked ? time.problem() : untakenTime;
        boolean news = read != null || looked || !failed.equals(threw);
        failed = List.copyOf(threw);
        ConnectorState idle = idle(news);
        // The work of a part that threw is still due, so the next try has to wait.
        ConnectorState now = away != null
                ? failing(ConnectorCondition.UNREACHABLE, away, Duration.ZERO)
                : threw.isEmpty() ? idle : failing(ConnectorCondition.IDLE, idle.message(), Duration.ZERO);
        if (!now.equals(states.get(account))) {
            states.set(account, now);
        }
    }

    /** Logs an outage when it begins; each cycle until its end only has a debug line. */
    void stopped(CycleStopped stopped) {
        boolean known = states.get(account).state() == stopped.state();
        LOG.atLevel(known ? Level.DEBUG : Level.WARN)
                .log("The sync cycle stops; the rest waits for the next cycle: {}", stopped.reason());
        if (stopped.state() != ConnectorCondition.IDLE) { // IDLE means that this node stops, not that the remote failed
            states.set(account, failing(stopped.state(), stopped.reason(), stopped.after()));
        }
    }

    /**
     * Returns the idle state with a message about everything that was not taken over, by the newest reads of lists and
     * time entries.
     */
    private ConnectorState idle(boolean news) {
        ConnectorState before = states.get(account);
        String left = news ? left() : before.state() == ConnectorCondition.IDLE ? before.message() : null;
        return left == null ? ConnectorState.IDLE : new ConnectorState(ConnectorCondition.IDLE, left, null, 0);
    }

    private @Nullable String left() {
        String left = Stream.of(Stream.ofNullable(untakenTime), failed.stream(), Stream.ofNullable(undecided.told()))
                .flatMap(each -> each)
                .collect(Collectors.joining("; "));
        return left.isEmpty() ? null : left;
    }

    /** Waits longer with each failed cycle in a row. */
    private ConnectorState failing(ConnectorCondition state, @Nullable String message, Duration after) {
        int failures = states.get(account).failures() + 1;
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 6));
        Duration backoff = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        Duration wait = after.compareTo(backoff) > 0 ? after : backoff;
        return new ConnectorState(state, message, clock.instant().plus(wait), failures);
    }

    /**
     * Questions that reads of a service have left open, each in words. One read proves little; a question that is open
     * in a second one is reported.
     */
    static final class UndecidedReads {
        private final Duration apart;
        private final Map<String, Instant> since = new HashMap<>();
        private List<String> twice = List.of();

        /** @param apart the time between two reads after which they prove something */
        UndecidedReads(Duration apart) {
            this.apart = apart;
        }

        /** Records the questions that a read has left open. */
        void looked(Collection<String> open, Instant now) {
            since.keySet().retainAll(open);
            open.forEach(each -> since.putIfAbsent(each, now));
            twice = since.entrySet().stream()
                    .filter(each -> each.getValue().isBefore(now)
                            && !each.getValue().plus(apart).isAfter(now))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }

        /** Describes the questions that stay open; null if there are none. */
        @Nullable
        String told() {
            return twice.isEmpty()
                    ? null
                    : "undecided since " + Collections.min(since.values()).truncatedTo(ChronoUnit.SECONDS) + ": "
                            + twice.getFirst()
                            + (twice.size() == 1 ? "" : "; and " + (twice.size() - 1) + " more");
        }
    }
}
