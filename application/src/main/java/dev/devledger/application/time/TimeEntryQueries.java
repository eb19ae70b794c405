package dev.devledger.application.time;

import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.time.Rounding;
import dev.devledger.domain.time.WorkingDays.LoggedEntry;
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

    /** Returns the existing ones of these, in any order. */
    List<TimeEntryView> findAll(Collection<UUID> ids);

    /** Lists entries by their start, the newest first. */
    Page<TimeEntryView> list(TimeEntryFilter filter, PageRequest page);

    /**
     * An entry with the names that it refers to.
     *
     * @param project the name of its project, or that of its task's
     * @param task the title of its task
     * @param person the id of its person
     * @param email their address; null if unknown
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

    /** Exports all entries as of one moment, the newest start first. Only some are in memory at a time. */
    void export(TimeEntryFilter filter, Consumer<Named> each);

    /** Returns the running entry of a person. */
    Optional<TimeEntryView> running(PersonId person);

    /** Returns all entries of a person that overlap that time; a running one ends now. */
    List<LoggedEntry> logged(PersonId person, Instant from, Instant to);

    TimeSummary summary(TimeGrouping grouping, TimeEntryFilter filter);

    /** Returns the same reads as of a moment; an entry running then ends at the moment. */
    TimeEntryQueries asOf(LedgerMoment moment);

    /**
     * A time entry as the read model holds it; the components are the fields of docs/contract.md, section 7.
     *
     * @param projectId the task's project, if there is a task
     * @param seconds whole seconds; for a running entry up to the moment of the answer
     * @param locked true if a service prevents changes
     */
    record TimeEntryView(
            UUID id,
            String key,
            @Nullable UUID taskId,
            @Nullable String taskKey,
            @Nullable UUID projectId,
            @Nullable String projectKey,
            WorkedBy person,
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

        public record WorkedBy(String key, String name) {}

        /**
         * An unusual property of an entry, which stays so.
         *
         * @param code {@code overlap}, {@code long}, {@code negative} or {@code future}
         * @param entries the keys of the first ten that it overlaps; none with the other codes
         */
        public record Warning(String code, List<String> entries) {}
    }

    /**
     * A filter of entries; null and empty match all. It is read, and changed, by the names of its parts.
     *
     * @param person the id, as {@code task} and {@code project}; a project is found with the entries of its tasks
     * @param tags an entry must have all of them, in any case
     * @param from the first moment; an entry belongs to the time in which it starts
     * @param to the first moment that does not belong to it
     * @param split true if an entry belongs to each time that it overlaps
     * @param texts words, each searched in the note, in any case
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

        /** All entries that are not deleted. */
        public static final TimeEntryFilter ALL =
                new TimeEntryFilter(null, null, null, Set.of(), null, null, null, null, null, false, List.of(), false);

        /**
         * Reads a filter; the person, the task and the project are read by the caller. The last day is included as a
         * whole.
         */
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

        /** Returns the running entries, of that project if one is given. */
        public static TimeEntryFilter running(@Nullable UUID project) {
            return ALL.with(criteria -> {
                criteria.project = project == null ? null : project.toString();
                criteria.running = true;
            });
        }

        /** Returns the filter with some criteria changed. */
        public TimeEntryFilter with(Consumer<Criteria> change) {
            Criteria criteria = new Criteria();
            change.accept(criteria);
            return criteria.filter();
        }

        /** The criteria that can be changed, with the filter's values at first. */
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
     * The grouping of sums of time.
     *
     * @param by up to three groups
     * @param zone the zone of days
     * @param split true if an entry over midnight is on both days, false if only on that of its start
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

    /** Sums of time, in the form of docs/contract.md, section 7. */
    record TimeSummary(List<Item> items, Sums total, Rounded rounding) {

        /**
         * @param group the values by the words of the grouping: a day as {@code 2026-03-31}, a week as that of its
         *     Monday, a month as {@code 2026-03}; {@code {key, name}} for a group with a key; a list of tags; null if
         *     the entries have none
         */
        public record Item(
                Map<String, @Nullable Object> group,
                long seconds,
                long billableSeconds,
                long billedSeconds,
                long entries) {}

        public record Sums(long seconds, long billableSeconds, long billedSeconds, long entries) {}

        /**
         * The effect of rounding on the total.
         *
         * @param stepSeconds 1 without rounding
         * @param unroundedSeconds the total without rounding
         */
        public record Rounded(long stepSeconds, String direction, long unroundedSeconds) {}
    }
}
