package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.row.TaskRows;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Texts.ServiceFieldsColumn;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task.TaskStatus;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of tasks in the form for users, with their links and the keys of their projects. */
record TaskViews(Links links, AsOfRows source) {

    TaskViews at(LedgerMoment moment) {
        return new TaskViews(links, source.at(moment));
    }

    Map<String, Object> parameters() {
        return links.parameters(source);
    }

    /** Builds the view of the rows found by {@link AsOfRows#select}. */
    String where(String condition) {
        return select(source.select(condition));
    }

    String select(String rows) {
        return select(rows, null);
    }

    /**
     * Builds the view. A task is shown even if its project's row could not be built.
     *
     * @param ready the readiness that all of the rows have, if it is known already
     */
    String select(String rows, @Nullable Boolean ready) {
        return """
                with %s
                select t.*, coalesce(p.key, '') as project_key,
                  array(select array[key, name] from people where id = any(t.assignees) order by key_number) as assignee_names,
                  %s as ready, %s as tracked_seconds, %s%s%s
                from page t
                left join (select id, key, placement, placements from dev_projects) p on p.id = t.project_id
                %s%s%s
                """.formatted(
                        new TaskKeys(source).read(rows),
                        ready == null ? new Readiness(source).of("t") : ready,
                        source.tracked().ofTask("t"),
                        TaskKeys.COLUMNS,
                        links.columns(source),
                        source.isPast() ? "" : TaskClaims.COLUMNS,
                        TaskKeys.JOIN,
                        links.joins(source, EntityRef.Kind.TASK, "t", "p"),
                        source.isPast() ? "" : TaskClaims.JOIN);
    }

    TaskView of(ResultSet row, int number) throws SQLException {
        String key = row.getString("key");
        return new TaskView(
                row.getObject("id", UUID.class),
                key,
                row.getObject("project_id", UUID.class),
                row.getString("project_key"),
                row.getObject("parent_id", UUID.class),
                TaskRows.FIELDS.shown(row, key),
                EnumColumns.to(TaskStatus.class, row.getString("status")),
                assignees(row),
                new TaskView.RelatedTaskKeys(
                        TaskKeys.get(row, "blocker_keys"),
                        TaskKeys.get(row, "waiting_keys"),
                        TaskKeys.get(row, "related_keys"),
                        row.getString("origin_key"),
                        TaskKeys.get(row, "open_blocker_keys")),
                UnreadableValues.find("The fields of services of " + key, () -> ServiceFieldsColumn.get(row))
                        .orElse(ServiceFields.NONE)
                        .byConnector(),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "completed_at"),
                Times.find(row, "deleted_at"),
                row.getLong("version"),
                links.get(source, row),
                source.isPast() ? null : TaskClaims.get(row),
                row.getBoolean("ready"),
                row.getLong("tracked_seconds"));
    }

    /** Reads the assignees, each with key and name. */
    private static List<TaskView.Assignee> assignees(ResultSet row) throws SQLException {
        Object[] people = (Object[]) row.getArray("assignee_names").getArray();
        return Arrays.stream(people)
                .map(String[].class::cast)
                .map(each -> new TaskView.Assignee(each[0], each[1]))
                .toList();
    }

    /**
     * The keys of the tasks related to a task {@code t}, read in the task's own statement; deleted tasks are left out.
     * Tasks that {@code t} names are looked up by id. Tasks that name {@code t} are found once for all rows of the
     * {@code page}, of which there may be thousands.
     */
    record TaskKeys(AsOfRows source) {

        /** The columns, to be put between other columns. */
        static final String COLUMNS =
                "others.blocker_keys, others.open_blocker_keys, others.waiting_keys, others.related_keys, others.origin_key";

        static final String JOIN = "left join others on others.id = t.id\n";

        /**
         * Returns the joins, to be put after {@code with}. The page is split into parts, and tasks that name one of its
         * tasks are searched for a whole part at once.
         */
        String read(String rows) {
            return """
                page as materialized (%s),
                asked as (
                  select array_agg(id) as ids from (select id, row_number() over () / 500 as part from page) page group by part),
                named as (
                  select id, 'blocker' as how, unnest(blocked_by) as other from page where blocked_by is not null
                  union all select id, 'related', unnest(related) from page where related is not null
                  union all select id, 'origin', discovered_from from page where discovered_from is not null),
                told as (
                  select named.id, how, key, key_number, how <> 'blocker' or other.status = 'open' as open
                  from named cross join lateral (%s offset 0) other where other.deleted_at is null
                  union select waits, 'waiting', key, key_number, true from %s o cross join lateral unnest(blocked_by) waits
                  union select relates, 'related', key, key_number, true from %s o cross join lateral unnest(related) relates),
                others as (
                  select id,
                    array_agg(key order by key_number) filter (where how = 'blocker') as blocker_keys,
                    array_agg(key order by key_number) filter (where how = 'blocker' and open) as open_blocker_keys,
                    array_agg(key order by key_number) filter (where how = 'waiting') as waiting_keys,
                    array_agg(key order by key_number) filter (where how = 'related') as related_keys,
                    min(key) filter (where how = 'origin') as origin_key
                  from told group by id)
                """.formatted(rows, source.select("e.id = named.other"), saying("blocked_by"), saying("related"));
        }

        /** Selects the tasks whose {@code column} names a task of the page. */
        private String saying(String column) {
            return """
                (select o.* from asked cross join lateral %s o)
                """.formatted(
                            source.few("key, key_number, " + column, column + " && asked.ids and deleted_at is null"));
        }

        static List<String> get(ResultSet row, String column) throws SQLException {
            Array keys = row.getArray(column);
            return keys == null ? List.of() : List.of((String[]) keys.getArray());
        }
    }

    /** The unexpired claims of tasks {@code t}, read in the tasks' own statement. */
    static final class TaskClaims {
        /** The columns, to be put after other columns. */
        static final String COLUMNS = """
            , claim.agent as claim_agent, claim.actor as claim_actor, claim.since as claim_since,
            claim.until as claim_until, claim.number as claim_number, claim.hand_over as claim_hand_over
            """;

        static final String JOIN = " left join claims claim on claim.id = t.id and claim.until > now()";

        private TaskClaims() {}

        static @Nullable ClaimView get(ResultSet row) throws SQLException {
            String agent = row.getString("claim_agent");
            return agent == null
                    ? null
                    : new ClaimView(
                            agent,
                            row.getString("claim_actor"),
                            Times.get(row, "claim_since"),
                            Times.get(row, "claim_until"),
                            row.getLong("claim_number"),
                            row.getString("claim_hand_over"));
        }
    }
}
