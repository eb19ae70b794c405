package dev.devledger.domain.time;

import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.EntityEvent;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of a time entry, built from its events: all that its decider needs. */
public sealed interface TimeEntry {
    record Unknown() implements TimeEntry {}

    record Present(TimeEntryDetails details, long version) implements TimeEntry {
        Present next() {
            return new Present(details, version + 1);
        }

        Present edited(Changes<TimeEntryDetails> changes) {
            return new Present(TimeEntryDetails.KIND.changed(details, changes), version + 1);
        }
    }

    record Deleted(Present last) implements TimeEntry {}

    /** Returns the state with this content; a deleted entry stays deleted. */
    default TimeEntry now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Returns the content of a deleted entry as it was before the deletion. */
    default Present last() {
        return present();
    }

    /** Rejects an entry that is unknown or deleted. */
    default Present present() {
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This time entry does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This time entry is deleted. Restore it first.");
        };
    }

    record TimeEntryId(UUID value) {
        /** The event stream of this entry. */
        public String address() {
            return "entry-" + value;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** The short id that people and agents use, such as {@code E-12}; never reused. */
    record TimeEntryKey(long number) implements EntityEvent.Key {
        @Override
        public String toString() {
            return "E-" + number;
        }
    }

    /**
     * The content of a time entry. Start and end are cut to whole seconds, the finest unit that all services hold, so
     * that the parts of an entry have as many seconds as the whole.
     *
     * @param project set only if {@code task} is null; an entry with a task belongs to the task's project
     * @param end null while the entry runs
     * @param timeZone the zone where its days begin
     * @param agent the agent that works for the person; null if the person does
     */
    record TimeEntryDetails(
            PersonId person,
            @Nullable TaskId task,
            @Nullable ProjectId project,
            Instant start,
            @Nullable Instant end,
            ZoneId timeZone,
            @Nullable String note,
            SortedSet<String> tags,
            boolean billable,
            boolean billed,
            @Nullable String agent) {

        public static final Field<TimeEntryDetails, PersonId> PERSON =
                Field.one("person", PersonId.class, TimeEntryDetails::person).always();
        public static final Field<TimeEntryDetails, TaskId> TASK =
                Field.one("task", TaskId.class, TimeEntryDetails::task);
        public static final Field<TimeEntryDetails, ProjectId> PROJECT =
                Field.one("project", ProjectId.class, TimeEntryDetails::project);
        public static final Field<TimeEntryDetails, Instant> START =
                Field.instant("start", TimeEntryDetails::start).always();
        public static final Field<TimeEntryDetails, Instant> END = Field.instant("end", TimeEntryDetails::end);
        public static final Field<TimeEntryDetails, ZoneId> TIME_ZONE =
                Field.zone("timeZone", TimeEntryDetails::timeZone).phrase("time zone");
        public static final Field<TimeEntryDetails, String> NOTE = Field.text("note", TimeEntryDetails::note);
        public static final Field<TimeEntryDetails, SortedSet<String>> TAGS =
                Field.sorted("tags", String.class, TimeEntryDetails::tags);
        public static final Field<TimeEntryDetails, Boolean> BILLABLE =
                Field.flag("billable", TimeEntryDetails::billable).phrase("billable state");
        public static final Field<TimeEntryDetails, Boolean> BILLED = Field.flag("billed", TimeEntryDetails::billed);
        public static final Field<TimeEntryDetails, String> AGENT = Field.text("agent", TimeEntryDetails::agent);

        public static final EntityKind<TimeEntryDetails> KIND = new EntityKind<>(
                List.of(PERSON, TASK, PROJECT, START, END, TIME_ZONE, NOTE, TAGS, BILLABLE, BILLED, AGENT),
                TimeEntryDetails::of);

        /** The longest entry that can be logged by hand. */
        public static final Duration LONGEST = Duration.ofHours(24);

        private static final String FUTURE = "is in the future";
        private static final String NEGATIVE = "is before start";
        private static final String LONG = "is more than 24 hours after start";

        public TimeEntryDetails {
            project = task == null ? project : null;
            start = start.truncatedTo(ChronoUnit.SECONDS);
            end = end == null ? null : end.truncatedTo(ChronoUnit.SECONDS);
        }

        /** The content of an entry on which the person works. */
        public TimeEntryDetails(
                PersonId person,
                @Nullable TaskId task,
                @Nullable ProjectId project,
                Instant start,
                @Nullable Instant end,
                ZoneId timeZone,
                @Nullable String note,
                SortedSet<String> tags,
                boolean billable,
                boolean billed) {
            this(person, task, project, start, end, timeZone, note, tags, billable, billed, null);
        }

        private static TimeEntryDetails of(EntityKind.Values<TimeEntryDetails> values) {
            return new TimeEntryDetails(
                    values.get(PERSON),
                    values.orNull(TASK),
                    values.orNull(PROJECT),
                    values.get(START),
                    values.orNull(END),
                    values.get(TIME_ZONE),
                    values.orNull(NOTE),
                    values.get(TAGS),
                    values.get(BILLABLE),
                    values.get(BILLED),
                    values.orNull(AGENT));
        }

        /** Returns the edited content: a new task replaces the project, and a new project replaces the task. */
        public TimeEntryDetails edited(Patch<TimeEntryDetails> patch) {
            SetTo<ProjectId> other = patch.get(PROJECT);
            boolean otherProject = other != null && other.value() != null && patch.get(TASK) == null;
            return KIND.edited(this, otherProject ? patch.set(TASK, null) : patch);
        }

        /** Returns the edit that ends the entry. A null {@code note} leaves the present note. */
        public static Patch<TimeEntryDetails> stopping(@Nullable Instant end, @Nullable String note) {
            Patch<TimeEntryDetails> stopping = Patch.of(END, end);
            return note == null ? stopping : stopping.set(NOTE, note);
        }

        /** True if the changes stopped a running entry. */
        public static boolean stopped(Changes<TimeEntryDetails> changes) {
            Change<Instant> end = changes.get(END);
            return end != null && end.from() == null;
        }

        public boolean running() {
            return end == null;
        }

        public Timer.Worker worker() {
            return new Timer.Worker(person, agent);
        }

        /**
         * The length in whole seconds, of a running entry up to {@code now}; 0 for an entry that ends before it starts.
         */
        public long seconds(Instant now) {
            return Math.max(0, Duration.between(start, end == null ? now : end).toSeconds());
        }

        TimeEntryDetails placed(@Nullable TaskId newTask, @Nullable ProjectId newProject) {
            return new TimeEntryDetails(
                    person, newTask, newProject, start, end, timeZone, note, tags, billable, billed, agent);
        }

        TimeEntryDetails from(Instant newStart) {
            return new TimeEntryDetails(
                    person, task, project, newStart, end, timeZone, note, tags, billable, billed, agent);
        }

        /** Reports problems of texts that no entry may have, wherever it comes from. */
        Violations texts() {
            Violations violations = new Violations().tags("tags", tags);
            if (note != null) {
                violations.text("note", note, Violations.NOTE);
            }
            if (agent != null) {
                violations.agent("agent", agent);
            }
            if (billed && running()) {
                violations.add("billed", "is true, but the entry still runs; stop it first");
            }
            return violations;
        }

        /** Reports everything wrong with an entry that a user or agent logs in the ledger. */
        public Violations violations(Instant now) {
            Violations violations = texts();
            unusual(now)
                    .found()
                    .forEach(each -> violations.add(each.field(), each.message() + "; " + wanted(each.message())));
            return violations;
        }

        private static String wanted(String message) {
            return switch (message) {
                case FUTURE -> "time is logged when it has begun";
                case NEGATIVE -> "it must be the same or later";
                default -> "log each day by itself";
            };
        }

        /** Reports times that cannot be logged by hand, but may come from a forgotten timer or a service. */
        public Violations unusual(Instant now) {
            Violations unusual = new Violations();
            if (start.isAfter(now)) {
                unusual.add("start", FUTURE);
            }
            if (end != null && end.isBefore(start)) {
                unusual.add("end", NEGATIVE);
            } else if (end != null && Duration.between(start, end).compareTo(LONGEST) > 0) {
                unusual.add("end", LONG);
            }
            return unusual;
        }
    }

    /**
     * A command to a time entry. {@code expectedVersion} is the version that the caller saw, null if any is accepted.
     * {@code asItIs} accepts a service's entry unchanged: the rules for times only apply to entries that are logged in
     * the ledger.
     */
    sealed interface TimeEntryCommand extends Addressed {
        TimeEntryId entry();

        Instant at();

        @Override
        default String address() {
            return entry().address();
        }

        record Create(TimeEntryId entry, TimeEntryKey key, TimeEntryDetails details, boolean asItIs, Instant at)
                implements TimeEntryCommand {}

        record Edit(
                TimeEntryId entry,
                Patch<TimeEntryDetails> edit,
                boolean asItIs,
                @Nullable Long expectedVersion,
                Instant at)
                implements TimeEntryCommand {}

        record Delete(TimeEntryId entry, @Nullable Long expectedVersion, Instant at) implements TimeEntryCommand {}

        record Restore(TimeEntryId entry, @Nullable Long expectedVersion, Instant at) implements TimeEntryCommand {}
    }

    /**
     * A change that happened to a time entry. Stored for ever: a record is never changed, an old revision is upcast.
     */
    sealed interface TimeEntryEvent extends EntityEvent {
        TimeEntryId entry();

        record Created(TimeEntryId entry, TimeEntryKey key, TimeEntryDetails details, Instant at)
                implements TimeEntryEvent, EntityEvent.Created {}

        record Edited(TimeEntryId entry, Changes<TimeEntryDetails> changes, Instant at) implements TimeEntryEvent {}

        record Deleted(TimeEntryId entry, Instant at) implements TimeEntryEvent, EntityEvent.Deleted {}

        record Restored(TimeEntryId entry, Instant at) implements TimeEntryEvent, EntityEvent.Restored {}
    }
}
