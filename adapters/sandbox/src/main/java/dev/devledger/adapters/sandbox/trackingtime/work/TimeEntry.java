package dev.devledger.adapters.sandbox.trackingtime.work;

import dev.devledger.adapters.sandbox.trackingtime.people.WallTime;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A time entry.
 *
 * @param seconds the stated duration, which may differ from the time between start and end
 * @param body the fields that are not searched: {@code notes}, {@code type}, {@code tags}, {@code fields}, {@code
 *     repeat}
 */
public record TimeEntry(long id, Of of, Span span, long seconds, Flags marks, Dates dates, ObjectNode body) {
    /** The owner and the target of an entry. */
    public record Of(
            long account,
            long user,
            @Nullable Long task,
            @Nullable Long project) {}

    /** The local times of an entry; without an end the entry runs. */
    public record Span(LocalDateTime start, @Nullable LocalDateTime end, ZoneOffset offset) {
        public long seconds() {
            return end == null ? 0 : Duration.between(start, end).toSeconds();
        }

        public WallTime started() {
            return new WallTime(start, offset);
        }
    }

    public record Flags(
            boolean billable,
            boolean billed,
            boolean locked,
            @Nullable Long repeatGroup) {}

    /** Moments in milliseconds. */
    public record Dates(long created, @Nullable Long updated) {}

    public boolean runs() {
        return span.end() == null;
    }

    public TimeEntry with(Of newOf) {
        return new TimeEntry(id, newOf, span, seconds, marks, dates, body);
    }

    public TimeEntry with(Span newSpan, long newSeconds) {
        return new TimeEntry(id, of, newSpan, newSeconds, marks, dates, body);
    }

    public TimeEntry with(Flags newMarks) {
        return new TimeEntry(id, of, span, seconds, newMarks, dates, body);
    }

    public TimeEntry updated(long at) {
        return new TimeEntry(id, of, span, seconds, marks, new Dates(dates.created(), at), body);
    }

    public String text(String field) {
        return body.path(field).asString("");
    }
}
