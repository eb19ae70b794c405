package dev.devledger.domain.shared;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The check that a caller saw the newest state of what it changes. */
public final class Versions {
    /** How many changes the caller has not seen; 0 or less where it expects what has not been yet. */
    public static final String MISSED = "missed";

    /** Of which entity, by its stream. */
    public static final String STREAM = "stream";

    private Versions() {}

    public static void require(@Nullable Long expected, long current) {
        if (expected != null && expected != current) {
            throw Rejection.of(
                            Rejection.Code.STALE,
                            "The current version is " + current + ", but you sent " + expected
                                    + ". Read it again, then send your change with the current version.")
                    .with(MISSED, current - expected);
        }
    }

    /** At which version the caller saw it, who has looked at each that is concerned: what has come since is none of them. */
    public static <T> long seen(T id, Map<T, Long> versions) {
        Long version = versions.get(id);
        if (version == null) {
            throw Rejection.of(
                    Rejection.Code.STALE, id + " was added after you read. Read again, then repeat the request.");
        }
        return version;
    }
}
