package dev.devledger.domain.time;

import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a time entry. Start and end are cut to whole seconds, the finest that all services hold, so that parts of
 * an entry have as many seconds as the whole.
 *
 * @param project only where there is no task: a task's project is its own
 * @param end null while it runs
 * @param timeZone where its days begin
 */
public record TimeEntryDetails(
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

    public boolean running() {
        return end == null;
    }

    /** Whole seconds, of a running one up to now; what ends before it starts has none. */
    public long seconds(Instant now) {
        return Math.max(0, Duration.between(start, end == null ? now : end).toSeconds());
    }

    TimeEntryDetails placed(@Nullable TaskId newTask, @Nullable ProjectId newProject) {
        return new TimeEntryDetails(person, newTask, newProject, start, end, timeZone, note, tags, billable, billed);
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
