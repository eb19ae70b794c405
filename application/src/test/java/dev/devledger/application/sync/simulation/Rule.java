package dev.devledger.application.sync.simulation;

import java.util.List;
import java.util.Locale;

/**
 * Invariants that can be turned off. One that is not always looked at finds what is not mended yet:
 * {@code -Ddevledger.simulation.rules=i6,stopped} looks at some of those, {@code all} at all.
 */
public enum Rule {
    /** No more is deleted in a day than the guards let through. */
    I6(true),
    /** What is said to be agreed was there at some time. */
    I11(true),
    /** And here as well, or somebody is told that it is not taken over. */
    AGREED(true),
    /** What only the remote knows of stays as it is. */
    I17(true),
    /** The writes without an answer that a link remembers are few. */
    SENT(true),
    /** Whatever waits, waits for a person or for something that does. */
    WAITS(true),
    /** What is said to wait for an approval is among those that there are to be approved. */
    LISTED(true),
    /** What waits although it is finished waits for a person as well. */
    FINISHED(true),
    /** What was stopped has asked somebody. */
    STOPPED(true),
    /** What is written here in the end somebody wrote. */
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
