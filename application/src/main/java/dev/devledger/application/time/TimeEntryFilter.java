package dev.devledger.application.time;

import dev.devledger.application.query.FilterSource;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which entries; null and empty stand for all. It is read, and changed, by the names of its parts.
 *
 * @param person the id, as {@code task} and {@code project}; a project is found with the entries of its tasks
 * @param tags an entry must have all of them, in any case
 * @param from an entry belongs to the time in which it starts
 * @param to the first moment that does not belong to it
 * @param split whether an entry belongs to each time that it has a moment in
 * @param texts each is looked for in the note, in any case
 */
public record TimeEntryFilter(
        @Nullable String person,
        @Nullable String task,
        @Nullable String project,
        Set<String> tags,
        @Nullable Boolean billable,
        @Nullable Boolean billed,
        @Nullable Boolean running,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean split,
        List<String> texts,
        boolean deleted) {

    /** Those that are not deleted. */
    public static final TimeEntryFilter ALL =
            new TimeEntryFilter(null, null, null, Set.of(), null, null, null, null, null, false, List.of(), false);

    /** As it is asked for; how a person, a task and a project are named is the door's. The last day is in it as a whole. */
    public static TimeEntryFilter read(FilterSource source, ZoneId zone) {
        When first = source.when("from");
        When last = source.when("to");
        Instant begin = first == null ? null : FilterSource.begin(first, zone);
        Instant end = last == null ? null : end(last, zone);
        boolean backwards = begin != null && end != null && end.isBefore(begin);
        if (backwards || (first != null && last != null && last.isBefore(first))) {
            source.wrong("to", "is before from");
        }
        return ALL.with(criteria -> {
            criteria.tags = source.texts("tag");
            criteria.billable = source.truth("billable");
            criteria.billed = source.truth("billed");
            criteria.running = source.truth("running");
            criteria.from = begin;
            criteria.to = end;
            criteria.split = source.flag("split");
            criteria.texts = source.search("q");
            criteria.deleted = source.flag("deleted");
        });
    }

    private static Instant end(When last, ZoneId zone) {
        return last instanceof When.Day(LocalDate day)
                ? day.plusDays(1).atStartOfDay(zone).toInstant()
                : FilterSource.begin(last, zone);
    }

    /** What runs, in that project where one is said. */
    public static TimeEntryFilter running(@Nullable UUID project) {
        return ALL.with(criteria -> {
            criteria.project = project == null ? null : project.toString();
            criteria.running = true;
        });
    }

    /** The same but for some of it. */
    public TimeEntryFilter with(Consumer<Criteria> change) {
        Criteria criteria = new Criteria();
        change.accept(criteria);
        return criteria.filter();
    }

    /** What of a filter can be another; it begins as it is. */
    public final class Criteria {
        public @Nullable String person = TimeEntryFilter.this.person;
        public @Nullable String task = TimeEntryFilter.this.task;
        public @Nullable String project = TimeEntryFilter.this.project;
        public Set<String> tags = TimeEntryFilter.this.tags;
        public @Nullable Boolean billable = TimeEntryFilter.this.billable;
        public @Nullable Boolean billed = TimeEntryFilter.this.billed;
        public @Nullable Boolean running = TimeEntryFilter.this.running;
        public @Nullable Instant from = TimeEntryFilter.this.from;
        public @Nullable Instant to = TimeEntryFilter.this.to;
        public boolean split = TimeEntryFilter.this.split;
        public List<String> texts = TimeEntryFilter.this.texts;
        public boolean deleted = TimeEntryFilter.this.deleted;

        private TimeEntryFilter filter() {
            return new TimeEntryFilter(
                    person, task, project, tags, billable, billed, running, from, to, split, texts, deleted);
        }
    }
}
