package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.query.AskedMoment;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the past that a page shows.
 *
 * @param at when its last event was
 * @param asked the page, whatever its moment
 * @param last what was changed last by then; null before all changes
 * @param before the address of the same page before that change set; null where there was nothing before
 * @param after that of the same page behind the next change set; null where there is none
 * @param now that of the page as it is now
 * @param since that of what has changed since then in what is shown
 * @param marks that of the moments at which something changed in it
 * @param zone in which a day begins
 */
public record Moment(
        AskedMoment of,
        Instant at,
        Asked asked,
        @Nullable ChangeView last,
        @Nullable String before,
        @Nullable String after,
        String now,
        String since,
        String marks,
        String zone) {
    public long position() {
        return of.position();
    }

    /** As an address has it: an instant stays one, as more depends on it than what had happened by then. */
    public String asOf() {
        Instant instant = of.instant();
        return instant == null ? String.valueOf(of.position()) : instant.toString();
    }

    /** By what is told what depends on the time. */
    public Instant clock() {
        Instant instant = of.instant();
        return instant == null ? at : instant;
    }

    /** What the same page as of another moment is asked for with. */
    Map<String, String> kept() {
        Map<String, String> kept = new TreeMap<>(asked.parameters());
        kept.keySet().removeAll(Set.of(Asked.AS_OF, Asked.CURSOR));
        return kept;
    }
}
