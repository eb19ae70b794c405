package dev.devledger.domain.time;

import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.Changes;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Kind;
import dev.devledger.domain.field.Patch;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the decisions on a time entry need to know of its past. */
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

    /** With what has become of it; one that is deleted stays so. */
    default TimeEntry now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Of a deleted one as it was. */
    default Present last() {
        return present();
    }

    /** Refused where it is not there. */
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
    record TimeEntryKey(long number) {
        @Override
        public String toString() {
            return "E-" + number;
        }
    }

    /**
     * What is said of a time entry. Start and end are cut to whole seconds, the finest that all services hold, so that parts of
     * an entry have as many seconds as the whole.
     *
     * @param project only where there is no task: a task's project is its own
     * @param end null while it runs
     * @param timeZone where its days begin
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
            boolean billed) {

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

        public static final Kind<TimeEntryDetails> KIND = new Kind<>(
                List.of(PERSON, TASK, PROJECT, START, END, TIME_ZONE, NOTE, TAGS, BILLABLE, BILLED),
                TimeEntryDetails::of);

        /** What is logged by hand is no longer than this. */
        public static final Duration LONGEST = Duration.ofHours(24);

        private static final String FUTURE = "is in the future";
        private static final String NEGATIVE = "is before start";
        private static final String LONG = "is more than 24 hours after start";

        public TimeEntryDetails {
            project = task == null ? project : null;
            start = start.truncatedTo(ChronoUnit.SECONDS);
            end = end == null ? null : end.truncatedTo(ChronoUnit.SECONDS);
        }

        private static TimeEntryDetails of(Kind.Values<TimeEntryDetails> values) {
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
                    values.get(BILLED));
        }

        /** A task that is set takes the place of a project, and the other way round. */
        public TimeEntryDetails edited(Patch<TimeEntryDetails> patch) {
            SetTo<ProjectId> other = patch.get(PROJECT);
            boolean otherProject = other != null && other.value() != null && patch.get(TASK) == null;
            return KIND.edited(this, otherProject ? patch.set(TASK, null) : patch);
        }

        /** {@code note} null leaves what is noted already. */
        public static Patch<TimeEntryDetails> stopping(@Nullable Instant end, @Nullable String note) {
            Patch<TimeEntryDetails> stopping = Patch.of(END, end);
            return note == null ? stopping : stopping.set(NOTE, note);
        }

        /** Whether it ended what ran. */
        public static boolean stopped(Changes<TimeEntryDetails> changes) {
            Change<Instant> end = changes.get(END);
            return end != null && end.from() == null;
        }

        public boolean running() {
            return end == null;
        }

        /** Whole seconds, of a running one up to now; what ends before it starts has none. */
        public long seconds(Instant now) {
            return Math.max(0, Duration.between(start, end == null ? now : end).toSeconds());
        }

        TimeEntryDetails placed(@Nullable TaskId newTask, @Nullable ProjectId newProject) {
            return new TimeEntryDetails(
                    person, newTask, newProject, start, end, timeZone, note, tags, billable, billed);
        }

        TimeEntryDetails from(Instant newStart) {
            return new TimeEntryDetails(person, task, project, newStart, end, timeZone, note, tags, billable, billed);
        }

        /** What the rules have against it in any case, whoever brings it. */
        Violations texts() {
            Violations violations = new Violations().tags("tags", tags);
            if (note != null) {
                violations.text("note", note, Violations.NOTE);
            }
            if (billed && running()) {
                violations.add("billed", "is true, but the entry still runs; stop it first");
            }
            return violations;
        }

        /** All that the rules have against it where somebody logs it here. */
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

        /** What nobody can log, and a timer that was forgotten or a service may bring. */
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
     * What can be asked of a time entry. {@code expectedVersion} is the version that the caller saw, null where it does not mind.
     * What a service brings is taken as it is: the rules of time are for those who log here.
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

    /** What has happened to a time entry. Stored for ever: a record here is never changed, an old revision is upcast. */
    sealed interface TimeEntryEvent {
        TimeEntryId entry();

        Instant at();

        record Created(TimeEntryId entry, TimeEntryKey key, TimeEntryDetails details, Instant at)
                implements TimeEntryEvent {}

        record Edited(TimeEntryId entry, Changes<TimeEntryDetails> changes, Instant at) implements TimeEntryEvent {}

        record Deleted(TimeEntryId entry, Instant at) implements TimeEntryEvent {}

        record Restored(TimeEntryId entry, Instant at) implements TimeEntryEvent {}
    }
}
