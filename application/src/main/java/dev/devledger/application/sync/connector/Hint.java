package dev.devledger.application.sync.connector;

import org.jspecify.annotations.Nullable;

/**
 * That something may have changed there: a reason to look, and never a fact. It may be false, come twice, late, or not at all.
 *
 * @param list where; null where that is not said, and of the whole account where there is no object either
 * @param object which task; null of a list as a whole
 * @param deleted whether it is said to be gone, which a whole list alone proves
 * @param dedupe the same for each delivery of it
 */
public record Hint(@Nullable String list, @Nullable String object, boolean deleted, String dedupe) {
    /** Look at everything. */
    public static final Hint EVERYTHING = new Hint(null, null, false, "");
}
