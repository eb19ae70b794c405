package dev.devledger.adapters.postgres.sql;

import java.util.function.UnaryOperator;

/**
 * The tracked time of an entity, as an SQL expression on its row: the whole seconds of all entries that are not
 * deleted. A running entry counts up to the moment of the read.
 */
public sealed interface TrackedTime {

    /** @param task the alias of the row */
    String ofTask(String task);

    /**
     * Includes the time on the project's tasks.
     *
     * @param project the alias of the row
     */
    String ofProject(String project);

    /** The present time, from the stored sums. */
    record Now() implements TrackedTime {
        @Override
        public String ofTask(String task) {
            return sum("task > 0 and task = %s.key_number".formatted(task));
        }

        @Override
        public String ofProject(String project) {
            return sum("project > 0 and project = %s.key_number".formatted(project));
        }

        private static String sum(String condition) {
            return """
                    (select coalesce(sum(coalesce(seconds, greatest(0, floor(extract(epoch from now()))::bigint - began))), 0)
                       ::bigint from worked_time where not deleted and %s)
                    """.formatted(condition);
        }
    }

    /**
     * The time as of a moment, computed from the entries and tasks as they were then.
     *
     * @param clock the end of running entries, as an expression
     * @param entries builds a table with the begin and end of the entries that a condition selects
     * @param tasks builds a table with the ids of the tasks that a condition selects
     */
    record Past(String clock, UnaryOperator<String> entries, UnaryOperator<String> tasks) implements TrackedTime {
        /** The columns of an entry that the expressions use. */
        public static final String COLUMNS = "start_at, end_at";

        @Override
        public String ofTask(String task) {
            return sum(of("task_id", task));
        }

        @Override
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
                    """.formatted(clock, times);
        }
    }
}
