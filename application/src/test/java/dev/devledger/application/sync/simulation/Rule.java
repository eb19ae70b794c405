package dev.devledger.application.sync.simulation;

import java.util.List;
import java.util.Locale;

/**
 * Invariants that can be turned off. An invariant that is not always checked finds known bugs that are not fixed yet:
 * {@code -Ddevledger.simulation.rules=i6,stopped} checks some of these, {@code all} checks all.
 */
public enum Rule {
    /** No more is deleted in a day than the guards allow. */
    I6(true),
    /** Each agreed value was in the service at some time. */
    I11(true),
    /** Each agreed value is in the ledger too, or a person is told that it is not taken over. */
    AGREED(true),
    /** Data that only the remote knows stay as they are. */
    I17(true),
    /** A link remembers few writes without an answer. */
    SENT(true),
    /** Everything that waits, waits for a person or for something that waits for a person. */
    WAITS(true),
    /** Everything that is said to wait for an approval is among the writes to be approved. */
    LISTED(true),
    /** A finished task that waits also waits for a person. */
    FINISHED(true),
    /** A stopped create has asked a person. */
    STOPPED(true),
    /** Every text in the ledger in the end was written by a person. */
    WORDS(true);

    private static final List<String> ASKED =
            List.of(System.getProperty("devledger.simulation.rules", "").split(",", -1));

    private final boolean always;

    Rule(boolean always) {
        this.always = always;
    }

    public boolean isOn() {
        return always || ASKED.contains("all") || ASKED.contains(name().toLowerCase(Locale.ROOT));
    }
}
