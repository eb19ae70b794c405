package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.query.AsOfRows;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.time.PostgresTimeEntryQueries.TimeEntryConditions;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The columns of entries that sums need, as a table: {@code entry}, {@code began}, {@code length}, {@code person},
 * {@code task}, {@code project}, {@code billable}, {@code billed}, {@code tags}. A running entry counts until {@code
 * :now}.
 *
 * @param inOrder true if most rows are selected, so that they are read from an index with all columns, in the order of
 *     begins or of tasks
 */
record SumRows(String sql, Where where, boolean inOrder) {

    /** Returns the rows of the present, which are stored for sums. */
    static SumRows now(TimeEntryFilter filter) {
        Where where = new Where()
                .always(filter.deleted() ? "deleted" : "not deleted")
                .and("person = (select key_number from people where id = :person)", "person", id(filter.person()))
                .and("task = (select key_number from tasks where id = :task)", "task", id(filter.task()))
                .and(
                        "project = (select key_number from dev_projects where id = :project)",
                        "project",
                        id(filter.project()))
                .tagged(among("tags_lower @> cast(:tags as text[])"), filter.tags())
                .and("billable = :billable", "billable", filter.billable())
                .and("billed = :billed", "billed", filter.billed())
                .and("(seconds is null) = :running", "running", filter.running())
                .and(
                        filter.split()
                                ? "(began >= :from or began + seconds > :from or seconds is null)"
                                : "began >= :from",
                        "from",
                        second(filter.from()))
                .and("began < :to", "to", second(filter.to()))
                .containing(among("note ilike %1$s"), filter.texts());
        return new SumRows("""
                (select entry, began, coalesce(seconds, greatest(0, :now - began)) as length, person, task, project,
                   billable, billed, tags
                 from worked_time where %s)
                """.formatted(where.sql()), where, ofMost(filter));
    }

    private static boolean ofMost(TimeEntryFilter filter) {
        return !filter.deleted()
                && filter.person() == null
                && filter.task() == null
                && filter.project() == null
                && filter.tags().isEmpty()
                && filter.running() == null
                && filter.texts().isEmpty();
    }

    private static String among(String condition) {
        return "entry in (select key_number from time_entries where %s)".formatted(condition);
    }

    /** Returns the rows of a past moment, each with the project that its task had then. */
    static SumRows past(AsOfRows entries, AsOfRows tasks, TimeEntryFilter filter) {
        Where where = new TimeEntryConditions(entries, tasks).of(filter);
        return new SumRows(
                """
                (select e.key_number as entry, extract(epoch from e.start_at)::bigint as began,
                   greatest(0, coalesce(extract(epoch from e.end_at)::bigint, :now) - extract(epoch from e.start_at)::bigint)
                     as length,
                   coalesce(u.key_number, 0) as person, coalesce(t.key_number, 0) as task,
                   coalesce(p.key_number, 0) as project, e.billable, e.billed, nullif(e.tags, '{}') as tags
                 from %s e
                 left join people u on u.id = e.person_id
                 left join %s t on t.id = e.task_id
                 left join dev_projects p on p.id = coalesce(t.project_id, e.project_id))
                """.formatted(
                                entries.all(
                                        "key_number, person_id, task_id, project_id, start_at, end_at, tags, billable, billed",
                                        where.sql()),
                                tasks.all("id, key_number, project_id", "true")),
                where,
                false);
    }

    private static @Nullable UUID id(@Nullable String id) {
        return id == null ? null : UUID.fromString(id);
    }

    /** Returns the moment rounded up to a second. */
    static @Nullable Long second(@Nullable Instant moment) {
        return moment == null ? null : moment.getEpochSecond() + (moment.getNano() > 0 ? 1 : 0);
    }
}
