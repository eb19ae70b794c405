package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.Moments;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.domain.shared.Rejection;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Which moments the address of a page names. */
public record AskedMoments(Moments moments, ZoneId zone) {
    /** The position of the moment; null for none. */
    public @Nullable Long position(Asked asked, String name) {
        AskedMoment moment = of(asked, name);
        return moment == null ? null : moment.position();
    }

    /** A position as it is, or a time with that of the last event at or before it; a day is its beginning. Null for none. */
    public @Nullable AskedMoment of(Asked asked, String name) {
        String moment = asked.text(name);
        try {
            return moments.read(name, moment, zone);
        } catch (DateTimeException e) {
            throw Rejection.invalid(
                    name,
                    "is \"" + moment + "\"; use a position such as 4711, a day such as 2026-03-31, or a time such as"
                            + " 2026-03-31T09:00:00Z");
        }
    }
}
