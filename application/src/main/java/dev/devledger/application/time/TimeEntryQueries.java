package dev.devledger.application.time;

import dev.devledger.application.entity.AskedMoment;
import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.time.Rounding;
import dev.devledger.domain.time.WorkingDays.Logged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads of the time entries. An {@code idOrKey} is the id or the key ({@code E-12}, in any case). */
public interface TimeEntryQueries {
    Optional<TimeEntryView> find(String idOrKey);

    /** Those of these that there are, in any order. */
    List<TimeEntryView> findAll(Collection<UUID> ids);

    /** The newest start first. */
    Page<TimeEntryView> list(TimeEntryFilter filter, PageRequest page);

    /**
     * An entry, and what it is logged on.
     *
     * @param project the name of its project, also of that of its task
     * @param task the title of its task
     * @param person the id of the person whose it is
     * @param email their address; null where none is known
     */
    record Named(
            TimeEntryView entry,
            @Nullable String project,
            @Nullable String task,
            UUID person,
            @Nullable String email) {
        public Named of(TimeEntryView shown) {
            return new Named(shown, project, task, person, email);
        }
    }

    /** All of them, as they are at one moment, the newest start first. Only some are in memory at a time. */
    void export(TimeEntryFilter filter, Consumer<Named> each);

    /** The entry of a person that runs. */
    Optional<TimeEntryView> running(PersonId person);

    /** All time of a person that has a moment in that time; a running one ends now. */
    List<Logged> logged(PersonId person, Instant from, Instant to);

    TimeSummary summary(TimeGrouping grouping, TimeEntryFilter filter);

    /** The same reads of what was there at a moment; what ran then ran until then. */
    TimeEntryQueries asOf(AskedMoment moment);

    /**
     * A time entry as the read model holds it; the components are the fields of docs/contract.md, section 7.
     *
     * @param projectId that of the task, where there is one
     * @param seconds whole ones; of a running one up to the moment of the answer
     * @param locked whether a service keeps it from being changed
     */
    record TimeEntryView(
            UUID id,
            String key,
            @Nullable UUID taskId,
            @Nullable String taskKey,
            @Nullable UUID projectId,
            @Nullable String projectKey,
            Who person,
            Instant start,
            @Nullable Instant end,
            ZoneId timeZone,
            long seconds,
            boolean running,
            @Nullable String note,
            SortedSet<String> tags,
            boolean billable,
            boolean billed,
            boolean locked,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt,
            long version,
            List<LinkView> links,
            List<Warning> warnings) {

        public TimeEntryView withWarnings(List<Warning> others) {
            return new TimeEntryView(
                    id,
                    key,
                    taskId,
                    taskKey,
                    projectId,
                    projectKey,
                    person,
                    start,
                    end,
                    timeZone,
                    seconds,
                    running,
                    note,
                    tags,
                    billable,
                    billed,
                    locked,
                    createdAt,
                    updatedAt,
                    deletedAt,
                    version,
                    links,
                    others);
        }

        public record Who(String key, String name) {}

        /**
         * What is unusual about it, and stays so.
         *
         * @param code {@code overlap}, {@code long}, {@code negative} or {@code future}
         * @param entries the keys of the first ten that it overlaps; none with the other codes
         */
        public record Warning(String code, List<String> entries) {}
    }

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
    record TimeEntryFilter(
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

    /**
     * How time is summed up.
     *
     * @param by up to three
     * @param zone whose days are meant
     * @param split whether an entry over midnight is on both days, and not only on that of its start
     */
    record TimeGrouping(List<By> by, Rounding rounding, ZoneId zone, boolean split) {

        /** A tag stands for all tags of an entry: the sums of the groups are the total then too. */
        public enum By {
            DAY,
            WEEK,
            MONTH,
            PROJECT,
            TASK,
            PERSON,
            TAG,
            CUSTOMER,
            BILLABLE
        }
    }

    /** Sums of time, as docs/contract.md, section 7, has them. */
    record TimeSummary(List<Item> items, Sums total, Rounded rounding) {

        /**
         * @param group by the words of the grouping: a day as {@code 2026-03-31}, a week as that of its Monday, a month as {@code
         *     2026-03}; {@code {key, name}} of what has a key; a list of tags; null where an entry has none of it
         */
        public record Item(
                Map<String, @Nullable Object> group,
                long seconds,
                long billableSeconds,
                long billedSeconds,
                long entries) {}

        public record Sums(long seconds, long billableSeconds, long billedSeconds, long entries) {}

        /**
         * What the rounding did to the total.
         *
         * @param stepSeconds 1 where nothing is rounded
         * @param unroundedSeconds what the total is without
         */
        public record Rounded(long stepSeconds, String direction, long unroundedSeconds) {}
    }
}
