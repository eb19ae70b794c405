package dev.devledger.adapters.rest;

import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.task.TaskQueries;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The reads of a request: of today, or of the moment that its {@code asOf} names. */
final class Past {
    private static final String AS_OF = "asOf";

    private final HistoryQueries history;
    private final ZoneId zone;

    Past(HistoryQueries history, ZoneId zone) {
        this.history = history;
        this.zone = zone;
    }

    ProjectQueries of(ProjectQueries today, Query query) {
        Long position = position(query, AS_OF);
        return position == null ? today : today.asOf(position);
    }

    TaskQueries of(TaskQueries today, Query query) {
        Long position = position(query, AS_OF);
        return position == null ? today : today.asOf(position);
    }

    /** Null where it is of today. */
    @Nullable
    Long position(Query query) {
        return position(query, AS_OF);
    }

    /** A position as it is, or the one of the last event at or before an instant. */
    @Nullable
    Long position(Query query, String name) {
        Moment moment = query.one(name, this::moment);
        return switch (moment) {
            case null -> null;
            case Moment.Position(long position) -> position;
            case Moment.Time(Instant instant) -> history.positionAt(instant);
        };
    }

    private sealed interface Moment {
        record Position(long position) implements Moment {}

        record Time(Instant instant) implements Moment {}
    }

    private Moment moment(String text) throws Parser.Wrong {
        if (text.matches("[0-9]{1,18}")) {
            return new Moment.Position(Long.parseLong(text));
        }
        try {
            // To its last digit: an event may be a part of a second after another.
            return new Moment.Time(
                    text.length() > 10
                            ? OffsetDateTime.parse(text.replace(' ', '+')).toInstant()
                            : LocalDate.parse(text).atStartOfDay(zone).toInstant());
        } catch (DateTimeException unreadable) {
            throw new Parser.Wrong("is " + Parser.quoted(text)
                    + "; a position of the history, an instant such as 2026-03-31T09:00:00Z or a day is expected");
        }
    }
}
