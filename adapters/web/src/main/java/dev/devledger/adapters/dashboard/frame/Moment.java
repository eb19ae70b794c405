package dev.devledger.adapters.dashboard.frame;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the past that a page shows.
 *
 * @param last what was changed last by then; null before all changes
 * @param before the address of the same page before that change set; null where there was nothing before
 * @param after that of the same page behind the next change set; null where there is none
 * @param now that of the page as it is now
 * @param since that of what has changed since then in what is shown
 * @param marks that of the moments at which something changed in it
 */
public record Moment(
        long position,
        Instant at,
        @Nullable ChangeView last,
        @Nullable String before,
        @Nullable String after,
        String now,
        String since,
        String marks) {}
