package dev.devledger.application.entity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some items of a list, and the cursor of the next ones; {@code nextCursor} is null on the last page. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * The requested part of a list.
     *
     * @param limit 1 to 200
     * @param cursor the {@code nextCursor} of the page before with the same filter and sort; anything else is a
     *     Rejection of the field {@code cursor}
     */
    public record PageRequest(int limit, @Nullable String cursor) {
        public static final int DEFAULT_LIMIT = 50;
        public static final int MAX_LIMIT = 200;
    }

    /**
     * The order of a list; equal items are in the order of their keys. Items without a date come last in both
     * directions.
     */
    public record Sort(By by, boolean descending) {
        public enum By {
            UPDATED,
            DUE,
            PRIORITY,
            /** A project's name or a task's title, in any case. */
            NAME,
            /** The order of creation. */
            KEY,
            /** The order in which tasks are to be begun; always the most urgent first. */
            READY
        }

        /** The newest change first, the usual order of a list. */
        public static final Sort DEFAULT = new Sort(By.UPDATED, true);

        public static final Sort READY = new Sort(By.READY, false);
    }
}
