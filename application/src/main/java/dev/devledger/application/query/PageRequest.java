package dev.devledger.application.query;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list.
 *
 * @param limit 1 to 200
 * @param cursor the {@code nextCursor} of the page before with the same filter and sort; anything else is a Rejection of
 *     the field {@code cursor}
 */
public record PageRequest(int limit, @Nullable String cursor) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;
}
