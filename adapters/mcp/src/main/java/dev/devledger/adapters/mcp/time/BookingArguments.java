package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.time.EntryBooking;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the target of time, and its person, from a call.
 *
 * @param zone the time zone of an entry's days
 */
record BookingArguments(EntryBooking booked, ProjectNames projects, ZoneId zone) {
    /** A key, an e-mail address, a name or me; the ledger's owner by default. */
    static final Schema PERSON = Schema.text();

    /** A key or an exact name. */
    static final Schema PROJECT = Schema.text();

    static final Schema MOMENT = Schema.text();

    static @Nullable Instant moment(Arguments arguments, String field) {
        String text = arguments.text(field);
        if (text == null) {
            return null;
        }
        try {
            if (When.parse(text) instanceof When.Moment(Instant instant)) {
                return instant;
            }
        } catch (DateTimeException unreadable) {
            // reported below, as for a day
        }
        throw arguments.wrong(field, Quoted.sent(text) + " is not a moment. Use 2026-03-31T09:00:00Z.");
    }

    /** Called outside of a change set, as it may create the owner. */
    PersonId person(Arguments arguments) {
        String name = arguments.text("person");
        try {
            return booked.person(name);
        } catch (Rejection refused) {
            if (refused.code() == Rejection.Code.NOT_FOUND) {
                throw new ToolFailure(
                        ToolProblem.NOT_FOUND,
                        "%s: there is nobody called %s. Give a U- key, an e-mail address, a name or me."
                                .formatted(arguments.place("person"), Quoted.sent(name == null ? "me" : name)));
            }
            throw RuleWords.of(refused, arguments::place);
        }
    }

    static void requireOneTarget(Arguments arguments) {
        if (arguments.has("task") && arguments.has("project")) {
            throw arguments.wrong("project", "is the one of task. Give only one of the two.");
        }
    }

    /** An entry without other fields. */
    TimeEntryDetails blank(PersonId person, Instant start) {
        return new TimeEntryDetails(
                person, null, null, start, null, zone, null, Collections.emptySortedSet(), false, false);
    }

    boolean billable(TimeEntryDetails entry) {
        TaskId task = entry.task();
        ProjectId project = entry.project();
        return booked.billable(task == null ? null : task.toString(), project == null ? null : project.toString());
    }

    /** Null if none is named. */
    @Nullable
    TaskId task(Arguments arguments) {
        String key = arguments.text("task");
        return key == null ? null : booked.task(key);
    }

    /** Null if none is named. */
    @Nullable
    ProjectId project(Arguments arguments) {
        String name = arguments.text("project");
        return name == null
                ? null
                : booked.project(
                        projects.named(name.strip(), arguments.place("project")).key());
    }

    /** The tool's names of fields in the rules for a timer. */
    static UnaryOperator<String> place(Arguments arguments) {
        return field -> arguments.place(field.equals("start") ? "at" : field);
    }
}
