package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a connector is doing, known to all nodes and after a restart. */
public interface ConnectorStates {

    /**
     * @param message what to do, for people
     * @param notBefore no call before this time
     * @param failures cycles in a row that could not reach it
     */
    record ConnectorState(
            ConnectorCondition state,
            @Nullable String message,
            @Nullable Instant notBefore,
            int failures) {
        public static final ConnectorState IDLE = new ConnectorState(ConnectorCondition.IDLE, null, null, 0);

        /** No connector is held for longer at once; a later time is one that a clock was set back from. */
        private static final Duration LONGEST = Duration.ofMinutes(10);

        /** Until when nothing may be called; null where it may be now. */
        @Nullable
        public Instant pausedUntil(Instant now) {
            boolean held = notBefore != null && notBefore.isAfter(now) && !notBefore.isAfter(now.plus(LONGEST));
            return held ? notBefore : null;
        }
    }

    ConnectorState get(ConnectedAccount account);

    void set(ConnectedAccount account, ConnectorState state);

    /** What the connector of that account has learned of it. */
    ConnectorMemory memory(ConnectedAccount account);

    /** How a connector is doing; the words are the states of docs/contract.md, section 4. */
    enum ConnectorCondition {
        IDLE,
        RUNNING,
        /** It works, and something about it waits for a person. */
        ATTENTION,
        RATE_LIMITED,
        UNREACHABLE,
        NEEDS_AUTHORIZATION,
        OFF;

        public static ConnectorCondition of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        /** As it is stored and shown. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
