package dev.devledger.adapters.rest.time;

import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a time entry from a body. References in the body are resolved in the change set: a repeat gets
 * the first answer, even if the targets of the references have changed.
 *
 * @param zone the time zone of days without one
 */
public record TimeEntryFields(EntryReferenceResolver booked, ZoneId zone) {
    private static final int LONGEST = 86_400;

    static final Set<String> READ_ONLY = Set.of(
            "id key taskId taskKey projectId projectKey agent running billed locked createdAt updatedAt deletedAt version links warnings"
                    .split(" "));

    /** Reads an entry that has ended. */
    Supplier<TimeEntryDetails> ended(JsonFields body) {
        Instant start = body.required("start", TimeEntryFields::instant, Instant.EPOCH);
        Instant end = body.optional("end", TimeEntryFields::instant);
        Integer seconds = SetTo.orElse(body.wholeNumber("seconds", 0, LONGEST), null);
        if (end != null && seconds != null) {
            body.add("seconds", "comes together with end; send one of the two");
        } else if (end == null && seconds == null && !body.isSet("end") && !body.isSet("seconds")) {
            body.add("end", "is missing; send end or seconds. POST /api/timer/start starts one that runs");
        }
        Instant known = end != null ? end : start.plusSeconds(length(body, seconds));
        Function<Instant, TimeEntryDetails> details = new EntryBody(body).details(start, known, null);
        return () -> details.apply(start);
    }

    private static int length(JsonFields body, @Nullable Integer seconds) {
        if (seconds != null && (seconds < 0 || seconds > LONGEST)) {
            body.add("seconds", "is " + seconds + "; whole seconds from 0 to " + LONGEST + " are allowed");
        }
        return seconds == null ? 0 : seconds;
    }

    /**
     * Reads a running entry. The entry starts by default at the moment of its change set, which the returned function
     * receives.
     *
     * @param agent the agent that works for the person; null if the person does
     */
    Function<Instant, TimeEntryDetails> running(JsonFields body, Instant now, @Nullable String agent) {
        Instant at = body.optional("at", TimeEntryFields::instant);
        if (at != null && at.isAfter(now)) {
            body.add("at", "is in the future; a timer starts now, or at a moment that is past");
        }
        return new EntryBody(body).details(at, null, agent);
    }

    /** The fields of any entry, before all fields are known to be valid. */
    private final class EntryBody {
        private final @Nullable String task;
        private final @Nullable String project;
        private final @Nullable String person;
        private final @Nullable String note;
        private final SortedSet<String> tags;
        private final @Nullable Boolean billable;
        private final ZoneId timeZone;
        private final JsonFields body;

        private EntryBody(JsonFields body) {
            this.body = body;
            task = body.optional("task", Parser::text);
            project = body.optional("project", Parser::text);
            person = body.optional("person", Parser::text);
            note = body.optional("note", Parser::text);
            SetTo<SortedSet<String>> said = body.tags("tags");
            tags = SetTo.orElse(said, Collections.emptySortedSet(), Collections.emptySortedSet());
            billable = SetTo.orElse(body.truth("billable"), null);
            timeZone = body.orElse("timeZone", Parser::zone, zone);
            if (task != null && project != null) {
                body.add("project", "comes together with task, whose project it is; send one of the two");
            }
        }

        /** Returns a function that builds the details, given the default start. */
        private Function<Instant, TimeEntryDetails> details(
                @Nullable Instant start, @Nullable Instant end, @Nullable String agent) {
            body.rejectIfAny();
            booked.ensure(person);
            return now -> new TimeEntryDetails(
                    booked.person(person),
                    task == null ? null : booked.task(task),
                    project == null ? null : booked.project(project),
                    start == null ? now : start,
                    end,
                    timeZone,
                    note,
                    tags,
                    billable == null ? booked.billable(task, project) : billable,
                    false,
                    agent);
        }
    }

    Supplier<Patch<TimeEntryDetails>> edit(JsonFields body) {
        SetTo<String> task = body.wish("task", Parser::text);
        SetTo<String> project = body.wish("project", Parser::text);
        SetTo<String> person = body.wish("person", Parser::text);
        SetTo<Instant> start = body.wish("start", TimeEntryFields::instant);
        SetTo<Instant> end = body.wish("end", TimeEntryFields::instant);
        SetTo<ZoneId> timeZone = body.wish("timeZone", Parser::zone);
        SetTo<String> note = body.wish("note", Parser::text);
        SetTo<SortedSet<String>> tags = body.tags("tags");
        SetTo<Boolean> billable = body.truth("billable");
        if (isSet(task) && isSet(project)) {
            body.add("project", "comes together with task, whose project it is; send one of the two");
        }
        if (start != null && start.value() == null) {
            body.add("start", "cannot be taken away; leave it out, and it stays as it is");
        }
        body.rejectIfAny();
        if (person != null) {
            booked.ensure(person.value());
        }
        return () -> Patch.<TimeEntryDetails>none()
                .with(
                        TimeEntryDetails.PERSON,
                        person == null ? null : new SetTo<PersonId>(booked.person(person.value())))
                .with(TimeEntryDetails.TASK, mapped(task, booked::task))
                .with(TimeEntryDetails.PROJECT, mapped(project, booked::project))
                .with(TimeEntryDetails.START, start)
                .with(TimeEntryDetails.END, end)
                .with(TimeEntryDetails.TIME_ZONE, timeZone)
                .with(TimeEntryDetails.NOTE, note)
                .with(TimeEntryDetails.TAGS, tags)
                .with(TimeEntryDetails.BILLABLE, billable);
    }

    private static boolean isSet(@Nullable SetTo<String> wish) {
        return wish != null && wish.value() != null;
    }

    private static <T> @Nullable SetTo<T> mapped(@Nullable SetTo<String> wish, Function<String, T> id) {
        if (wish == null) {
            return null;
        }
        String value = wish.value();
        return new SetTo<>(value == null ? null : id.apply(value));
    }

    static Instant instant(String text) throws Parser.InvalidText {
        if (Parser.when(text) instanceof When.Moment(Instant instant)) {
            return instant;
        }
        throw new Parser.InvalidText("is a day; an instant such as 2026-03-31T09:00:00Z is expected");
    }
}
