package dev.devledger.adapters.postgres.sql;

import java.util.function.UnaryOperator;

/**
 * How long was worked on something, as an expression on its row: the whole seconds of all entries that are not deleted, of
 * one that runs up to the moment of the read. Nothing of it is kept: a task may be moved, and its time goes with it.
 *
 * @param entries the begin and end of those with a condition, as a table
 * @param tasks the ids of those with a condition, as a table
 * @param past whether it is that of the position {@code :asOf}
 */
public record TrackedTime(UnaryOperator<String> entries, UnaryOperator<String> tasks, boolean past) {
    /** What of an entry it is made of. */
    public static final String COLUMNS = "start_at, end_at";

    private static final String OF_THEN =
            "(select at from history where position <= :asOf order by position desc limit 1)";

    /** @param task the alias of the row */
    public String ofTask(String task) {
        return sum(of("task_id", task));
    }

    /**
     * With the time on its tasks.
     *
     * @param project the alias of the row
     */
    public String ofProject(String project) {
        return sum("""
                (select %s from %s own
                 union all
                 select below.start_at, below.end_at from %s home cross join lateral %s below)
                """.formatted(
                        COLUMNS,
                        of("project_id", project),
                        tasks.apply("project_id = %s.id".formatted(project)),
                        of("task_id", "home")));
    }

    private String of(String column, String row) {
        return entries.apply("%s = %s.id and deleted_at is null".formatted(column, row));
    }

    private String sum(String times) {
        return """
                (select coalesce(sum(floor(extract(epoch from
                   greatest(coalesce(end_at, %s), start_at) - start_at))), 0)::bigint from %s worked)
                """.formatted(past ? OF_THEN : "now()", times);
    }
}
