package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.query.AsOfRows;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.time.TimeEntryFilter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which rows a filter means. */
record TimeEntryConditions(AsOfRows entries, AsOfRows tasks) {

    /** A task in a project of then is found as of then. */
    Where of(TimeEntryFilter filter) {
        Where where = new Where()
                .always(filter.deleted() ? "deleted_at is not null" : "deleted_at is null")
                .and("person_id = :person", "person", id(filter.person()))
                .and("task_id = :task", "task", id(filter.task()))
                .and(
                        "(project_id = :project or task_id in (select id from %s tasks))"
                                .formatted(tasks.few("id", "project_id = :project")),
                        "project",
                        id(filter.project()))
                .tagged(filter.tags())
                .and("billable = :billable", "billable", filter.billable())
                .and("billed = :billed", "billed", filter.billed())
                .and("(end_at is null) = :running", "running", filter.running())
                .and(begins(filter.split(), "start_at >= :from"), "from", Times.of(filter.from()))
                .and("start_at < :to", "to", Times.of(filter.to()))
                .containing("note ilike %1$s", filter.texts());
        where.parameters().putAll(entries.parameters());
        return where;
    }

    /** What runs has a moment in all time from its start on; how much of it is past is seen where it is summed up. */
    private static String begins(boolean split, String condition) {
        return split ? "(" + condition + " or end_at > :from or end_at is null)" : condition;
    }

    private static @Nullable UUID id(@Nullable String id) {
        return id == null ? null : UUID.fromString(id);
    }
}
