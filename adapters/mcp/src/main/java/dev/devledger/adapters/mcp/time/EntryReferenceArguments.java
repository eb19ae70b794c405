package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a call where time is booked, and whose time it is.
 *
 * @param zone the time zone of an entry's days
 */
record EntryReferenceArguments(EntryReferenceResolver booked, ProjectNames projects, ZoneId zone) {
    /** The schema of a person: a key, an e-mail address, a name or {@code me}; the ledger's owner by default. */
    static final Schema PERSON = Schema.text();

    /** The schema of a project: a key or an exact name. */
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
        } catch (When.OutOfRange e) {
            throw arguments.wrong(field, Quoted.sent(text) + " " + e.why() + ".");
        } catch (DateTimeException unreadable) {
            // reported below, like a day without a time
        }
        throw arguments.wrong(field, Quoted.sent(text) + " is not a moment. Use 2026-03-31T09:00:00Z.");
    }

    /** Returns the person. Must be called outside of a change set, as the call may create the owner. */
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

    /** Returns an entry with only a person and a start. */
    TimeEntryDetails blank(PersonId person, Instant start) {
        return new TimeEntryDetails(
                person, null, null, start, null, zone, null, Collections.emptySortedSet(), false, false);
    }

    boolean billable(TimeEntryDetails entry) {
        TaskId task = entry.task();
        ProjectId project = entry.project();
        return booked.billable(task == null ? null : task.toString(), project == null ? null : project.toString());
    }

    /** Returns the task; null if the call names none. */
    @Nullable
    TaskId task(Arguments arguments) {
        String key = arguments.text("task");
        return key == null ? null : booked.task(key);
    }

    /** Returns the project; null if the call names none. */
    @Nullable
    ProjectId project(Arguments arguments) {
        String name = arguments.text("project");
        return name == null
                ? null
                : booked.project(
                        projects.named(name.strip(), arguments.place("project")).key());
    }

    /** Maps the field names in the rules of timers to places in the call. */
    static UnaryOperator<String> place(Arguments arguments) {
        return field -> arguments.place(field.equals("start") ? "at" : field);
    }
}
