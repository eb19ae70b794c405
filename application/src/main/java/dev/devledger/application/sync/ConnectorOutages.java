package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.cycle.Connection;
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

/** Which outages the cycles of a connector meet, and when one that could not do its work is tried again. */
final class ConnectorOutages {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorOutages.class);

    /** So many cycles in a row that could not do their work are more than a hiccup. */
    private static final int AWAY = 3;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ConnectedAccount account;
    private final ConnectorStates states;
    private final Clock clock;
    private final Undecided undecided;
    private List<String> failed = List.of();
    private @Nullable String untakenTime;

    ConnectorOutages(Connection connection) {
        this.account = connection.account();
        this.states = connection.ports().states();
        this.clock = connection.clock();
        this.undecided = new Undecided(connection.settings().absence());
    }

    /** Whether something harmless is to be asked before anything is written: it was away, or did not let us in. */
    boolean isInDoubt() {
        ConnectorState state = states.get(account);
        return state.failures() >= AWAY || state.state() == ConnectorCondition.NEEDS_AUTHORIZATION;
    }

    /**
     * @param away why it was not to be reached for some of it; null where it was
     * @param read the look at the lists; null where there was none at those whose turn it was
     * @param time whose trouble stands until a later look at the time is without it
     * @param threw the parts of the cycle that threw
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
        // What threw has left its work as due as it was, so that the next try has to wait.
        ConnectorState now = away != null
                ? failing(ConnectorCondition.UNREACHABLE, away, Duration.ZERO)
                : threw.isEmpty() ? idle : failing(ConnectorCondition.IDLE, idle.message(), Duration.ZERO);
        if (!now.equals(states.get(account))) {
            states.set(account, now);
        }
    }

    /** An outage is told when it begins; each cycle until its end has its own line all the same. */
    void stopped(CycleStopped stopped) {
        boolean known = states.get(account).state() == stopped.state();
        LOG.atLevel(known ? Level.DEBUG : Level.WARN)
                .log("The sync cycle stops; the rest waits for the next cycle: {}", stopped.reason());
        if (stopped.state() != ConnectorCondition.IDLE) { // else this node stops, which says nothing of the remote
            states.set(account, failing(stopped.state(), stopped.reason(), stopped.after()));
        }
    }

    /** With what is left alone and is linked to nothing, as the newest reads of lists and time have it. */
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

    /** Waits longer with each cycle in a row that could not do its work. */
    private ConnectorState failing(ConnectorCondition state, @Nullable String message, Duration after) {
        int failures = states.get(account).failures() + 1;
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 6));
        Duration backoff = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        Duration wait = after.compareTo(backoff) > 0 ? after : backoff;
        return new ConnectorState(state, message, clock.instant().plus(wait), failures);
    }

    /** What the looks at a service leave open, each thing in words; a first look proves little, and a second one decides. */
    static final class Undecided {
        private final Duration apart;
        private final Map<String, Instant> since = new HashMap<>();
        private List<String> twice = List.of();

        /** @param apart how far two looks have to be apart to prove something */
        Undecided(Duration apart) {
            this.apart = apart;
        }

        /** A look has left just these open. */
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

        /** Null where nothing stays open. */
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
