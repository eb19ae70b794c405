package dev.devledger.domain.sync.link;

import org.jspecify.annotations.Nullable;

/**
 * How a delete counts among those of a day, of which only so many are done unasked.
 *
 * @param unit what counts as one, such as all of one change set; null where it counts by itself
 * @param exempt why it does not count at all; null where it does
 */
public record Counted(@Nullable String unit, @Nullable String exempt) {
    private static final String APPROVED = "approved ";

    public static final Counted ALONE = new Counted(null, null);

    /** Nothing is lost: another object takes its place, or a person has decided on this very one. */
    public static final Counted NOT = new Counted(null, "decided");

    /** With all that count as the same unit. */
    public static Counted as(String unit) {
        return new Counted(unit, null);
    }

    /** A person has let it go, under the hash of that plan. */
    public static Counted approved(String planHash) {
        return new Counted(null, APPROVED + planHash);
    }
}
