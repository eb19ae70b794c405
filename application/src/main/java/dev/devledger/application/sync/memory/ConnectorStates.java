package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The state of each connector; stored, so that all nodes know it, also after a restart. */
public interface ConnectorStates {

    /**
     * @param message what a person has to do, or what is wrong
     * @param notBefore the time before which no call is made
     * @param failures the number of cycles in a row that could not reach the service
     */
    record ConnectorState(
            ConnectorCondition state,
            @Nullable String message,
            @Nullable Instant notBefore,
            int failures) {
        public static final ConnectorState IDLE = new ConnectorState(ConnectorCondition.IDLE, null, null, 0);

        /** The longest pause of a connector; a later time was set before the clock was set back. */
        private static final Duration LONGEST = Duration.ofMinutes(10);

        /** Returns the time until which no call may be made; null if calls may be made now. */
        @Nullable
        public Instant pausedUntil(Instant now) {
            boolean held = notBefore != null && notBefore.isAfter(now) && !notBefore.isAfter(now.plus(LONGEST));
            return held ? notBefore : null;
        }
    }

    ConnectorState get(ConnectedAccount account);

    void set(ConnectedAccount account, ConnectorState state);

    /** Returns the memory of that account's connector. */
    ConnectorMemory memory(ConnectedAccount account);

    /** The condition of a connector; the words are the states of docs/contract.md, section 4. */
    enum ConnectorCondition {
        IDLE,
        RUNNING,
        /** The connector works, but something about it waits for a person. */
        ATTENTION,
        RATE_LIMITED,
        UNREACHABLE,
        NEEDS_AUTHORIZATION,
        OFF;

        public static ConnectorCondition of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        /** Returns the word that is stored and shown. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
