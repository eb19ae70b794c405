package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.application.history.Moments;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.domain.shared.When;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The moment that {@code as_of} names. */
final class AsOfArgument {
    static final String ARGUMENT = "as_of";

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final Moments moments;
    private final FilterArguments filters;

    AsOfArgument(Moments moments, ZoneId zone) {
        this.moments = moments;
        this.filters = new FilterArguments(zone);
    }

    /** Null where it is today; a day stands for its start. */
    @Nullable
    AskedMoment moment(Arguments arguments) {
        String text = arguments.text(ARGUMENT);
        if (text == null) {
            return null;
        }
        if (POSITION.matcher(text).matches()) {
            return moments.at(ARGUMENT, Long.parseLong(text));
        }
        try {
            // A moment of the domain is cut to milliseconds; an event may be a part of one after another.
            return switch (When.parse(text)) {
                case When.Day day -> moments.at(ARGUMENT, filters.begin(day));
                case When.Moment moment ->
                    moments.at(ARGUMENT, OffsetDateTime.parse(text).toInstant());
            };
        } catch (DateTimeException unreadable) {
            throw arguments.wrong(
                    ARGUMENT,
                    Quoted.sent(text)
                            + " is not a time or a position. Use 2026-03-31T09:00:00Z, 2026-03-31, or the position of"
                            + " an entry in get_history, such as 12; positions start at 1.");
        }
    }
}
