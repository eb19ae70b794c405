package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.application.history.Moments;
import dev.devledger.application.query.AskedMoment;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The moment that {@code as_of} names. */
final class AsOfArgument {
    static final String ARGUMENT = "as_of";

    private final Moments moments;
    private final ZoneId zone;

    AsOfArgument(Moments moments, ZoneId zone) {
        this.moments = moments;
        this.zone = zone;
    }

    /** Null where it is today; a day stands for its start. */
    @Nullable
    AskedMoment moment(Arguments arguments) {
        String text = arguments.text(ARGUMENT);
        try {
            return moments.read(ARGUMENT, text, zone);
        } catch (DateTimeException unreadable) {
            throw arguments.wrong(
                    ARGUMENT,
                    Quoted.sent(String.valueOf(text))
                            + " is not a time or a position. Use 2026-03-31T09:00:00Z, 2026-03-31, or the position of"
                            + " an entry in get_history, such as 12; positions start at 1.");
        }
    }
}
