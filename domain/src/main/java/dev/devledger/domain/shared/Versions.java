package dev.devledger.domain.shared;

import org.jspecify.annotations.Nullable;

/** The check that a caller saw the newest state of what it changes. */
public final class Versions {
    private Versions() {}

    public static void require(@Nullable Long expected, long current) {
        if (expected != null && expected != current) {
            throw Rejection.of(
                    Rejection.Code.STALE,
                    "It is at version " + current + ", you gave " + expected + ". Read it again, then decide anew.");
        }
    }
}
