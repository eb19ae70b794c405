package dev.devledger.domain.undo;

import org.jspecify.annotations.Nullable;

/**
 * Something that was changed since, so that taking the change set back would lose it.
 *
 * @param entity what was changed since
 * @param field by its name in docs/contract.md, section 4; null where it is about being there at all
 * @param was what the change set left; of an existence {@code present}, {@code deleted}, or null where it was not made yet
 * @param now what it is now
 * @param by who changed it last since; null where the events at hand do not tell
 * @param why a sentence
 * @param inTheWay that it cannot be taken back even where the caller insists
 */
public record LaterEdit(
        Entity entity,
        @Nullable String field,
        @Nullable Object was,
        @Nullable Object now,
        @Nullable Author by,
        String why,
        boolean inTheWay) {

    static final String PRESENT = "present";
    static final String DELETED = "deleted";
}
