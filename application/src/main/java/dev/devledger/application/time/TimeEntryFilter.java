package dev.devledger.application.time;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries; null stands for all.
 *
 * @param person the id, as {@code task} and {@code project}; a project is found with the entries of its tasks
 * @param tag in any case
 * @param from an entry belongs to the time in which it starts
 * @param to the first moment that does not belong to it
 * @param split whether an entry belongs to each time that it has a moment in
 * @param text what is looked for in notes
 */
public record TimeEntryFilter(
        @Nullable String person,
        @Nullable String task,
        @Nullable String project,
        @Nullable String tag,
        @Nullable Boolean billable,
        @Nullable Boolean billed,
        @Nullable Boolean running,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean split,
        @Nullable String text,
        boolean deleted) {

    /** The same, but in that project. */
    public TimeEntryFilter in(String only) {
        return new TimeEntryFilter(person, task, only, tag, billable, billed, running, from, to, split, text, deleted);
    }

    /** What runs, in that project where one is said. */
    public static TimeEntryFilter running(@Nullable UUID project) {
        return new TimeEntryFilter(
                null,
                null,
                project == null ? null : project.toString(),
                null,
                null,
                null,
                true,
                null,
                null,
                false,
                null,
                false);
    }
}
