package dev.devledger.domain.undo;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field's way through the events, from the first one of what is taken back on.
 *
 * @param original what it was at the very beginning
 * @param before what it was before it was changed in what is taken back
 * @param after what that left
 * @param now what it is
 * @param own whether it was changed in what is taken back at all
 * @param since who else changed it last since then, null for nobody
 */
public record FieldHistory(
        @Nullable Object original,
        @Nullable Object before,
        @Nullable Object after,
        @Nullable Object now,
        boolean own,
        @Nullable Author since) {

    static FieldHistory begun(@Nullable Object from, @Nullable Object to, boolean own, Author by) {
        return own
                ? new FieldHistory(from, from, to, to, true, null)
                : new FieldHistory(from, from, from, to, false, by);
    }

    /**
     * What others put in between is not taken back: a change that comes after theirs goes back to what they left, not to
     * what was before them.
     */
    FieldHistory then(@Nullable Object from, @Nullable Object to, boolean ownChange, Author by) {
        if (!ownChange) {
            return new FieldHistory(original, before, after, to, own, by);
        }
        boolean goesOn = own && Objects.equals(from, after);
        return new FieldHistory(original, goesOn ? before : from, to, to, true, null);
    }

    long letters() {
        return Stream.of(original, before, after, now)
                .filter(value -> value instanceof CharSequence || value instanceof Collection)
                .mapToLong(value -> value.toString().length())
                .sum();
    }

    /** Whether there is something to take back. */
    boolean differs() {
        return own && !Objects.equals(now, before);
    }

    /** Whether somebody else gave it another value since. */
    boolean changedSince() {
        return since != null && !Objects.equals(now, after);
    }
}
