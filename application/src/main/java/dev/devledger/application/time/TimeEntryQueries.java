package dev.devledger.application.time;

import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.time.Rounding;
import dev.devledger.domain.time.Timer;
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

/** Reads of the time entries. An {@code idOrKey} is an entry's id or key ({@code E-12}, in any case). */
public interface TimeEntryQueries {
    Optional<TimeEntryView> find(String idOrKey);

    /** Returns those of these entries that exist, in any order. */
    List<TimeEntryView> findAll(Collection<UUID> ids);

    /** Lists entries by their start, the newest first. */
    Page<TimeEntryView> list(TimeEntryFilter filter, PageRequest page);

    /**
     * An entry with the names of what it refers to.
     *
     * @param project the name of the entry's project, or of its task's project
     * @param task the title of the entry's task
     * @param person the id of the entry's person
     * @param email the person's e-mail address; null if unknown
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

    /**
     * Exports all entries of the filter as of one moment, the newest start first. Only some of them are in memory at a
     * time.
     */
    void export(TimeEntryFilter filter, Consumer<Named> each);

    /** Returns the worker's running entry; empty if none runs. */
    Optional<TimeEntryView> running(Timer.Worker worker);

    /** Returns all running entries, of people and of agents, in the order of their keys. */
    List<Named> allRunning();

    /** Returns all entries of a person that overlap this period; a running entry counts as ending now. */
    List<LoggedEntry> logged(PersonId person, Instant from, Instant to);

    TimeSummary summary(TimeGrouping grouping, TimeEntryFilter filter);

    /** Returns the same reads as of a past moment; an entry that ran then counts as ending at that moment. */
    TimeEntryQueries asOf(LedgerMoment moment);

    /**
     * A time entry as the read model holds it; the components are the fields of docs/contract.md, section 7.
     *
     * @param projectId the task's project, if there is a task
     * @param seconds whole seconds; for a running entry up to the moment of the answer
     * @param locked true if a service prevents changes
     * @param agent the agent that works for the person; null if the person does
     */
    record TimeEntryView(
            UUID id,
            String key,
            @Nullable UUID taskId,
            @Nullable String taskKey,
            @Nullable UUID projectId,
            @Nullable String projectKey,
            WorkedBy person,
            @Nullable String agent,
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
                    agent,
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
         * An unusual property of an entry; the entry is stored all the same.
         *
         * @param code {@code overlap}, {@code long}, {@code negative} or {@code future}
         * @param entries the keys of the first ten entries that this entry overlaps; none with the other codes
         */
        public record Warning(String code, List<String> entries) {}
    }

    /**
     * A filter of entries; null and empty match all. A filter is read, and changed, by the names of its parts.
     *
     * @param person an id, as {@code task} and {@code project} are; a project's entries include those of its tasks
     * @param tags an entry must have all of them, in any case
     * @param from the first moment; an entry belongs to the period in which it starts
     * @param to the first moment after the period
     * @param split true if an entry belongs to every period that it overlaps
     * @param texts words in any case; each of them has to be in the note
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
         * Reads a filter from a request; the caller reads the person, the task and the project. The last day is
         * included as a whole.
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

        /** Returns the running entries, of all projects or only of the given one. */
        public static TimeEntryFilter running(@Nullable UUID project) {
            return ALL.with(criteria -> {
                criteria.project = project == null ? null : project.toString();
                criteria.running = true;
            });
        }

        /** Returns this filter with some criteria changed. */
        public TimeEntryFilter with(Consumer<Builder> change) {
            Builder criteria = new Builder();
            change.accept(criteria);
            return criteria.filter();
        }

        /** The criteria of a filter that can be changed; at first they have the filter's values. */
        public final class Builder {
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
     * @param by up to three properties of an entry
     * @param zone the time zone that divides time into days
     * @param split true if an entry over midnight is on both days, false if only on the day of its start
     */
    record TimeGrouping(List<By> by, Rounding rounding, ZoneId zone, boolean split) {

        /**
         * A property by which time is summed. The tag groups by the whole set of an entry's tags, so that the sums of
         * all groups add up to the total here too.
         */
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
         * @param group the values of the group by the names of its properties: a day as {@code 2026-03-31}, a week as
         *     the day of its Monday, a month as {@code 2026-03}; {@code {key, name}} for a group with a key; a list of
         *     tags; null if the entries have none
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
