package dev.devledger.domain.shared;

import java.util.Map;
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

    /** At which version the caller saw it, who has looked at each that is concerned: what has come since is none of them. */
    public static <T> long seen(T id, Map<T, Long> versions) {
        Long version = versions.get(id);
        if (version == null) {
            throw Rejection.of(
                    Rejection.Code.STALE, id + " has come since you looked. Read it again, then decide anew.");
        }
        return version;
    }
}
