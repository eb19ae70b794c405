package dev.devledger.application.sync.connector;

import java.util.Locale;

/** How a connector is doing; the words are the states of docs/contract.md, section 4. */
public enum ConnectorCondition {
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
