package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Where;
import org.jspecify.annotations.Nullable;

/**
 * The ready tasks in their order: by priority, due date, the number of open tasks that they block, age and key. Most
 * tasks block no other, and most of the rest block one. For each of these two groups an index has the order, and is
 * read only as far as the page needs. The last task read from the first group limits how far the other groups are read.
 * Only tasks that block several are sorted. Readiness costs more than all that, so it is checked last, one task at a
 * time, until the page is full.
 *
 * @param lookedUp the most blocking tasks that are looked up by key; with more, the index is scanned
 */
record ReadyOrder(AsOfRows tasks, int lookedUp) {
    private static final String DUE = "coalesce(due_at, 'infinity'::timestamptz)";
    private static final String ORDER = "urgency, due, -waiting, created_at, key_number";

    /** The order among tasks that block the same number of tasks. */
    private static final String AMONG_EQUALS = "urgency, due, created_at, key_number";

    /** The columns of the order; the index has all of them. */
    private static final String PLACE =
            "id, key_number, created_at, -priority_rank as urgency, %s as due".formatted(DUE);

    /** As {@link #PLACE}, with the columns that the readiness needs. */
    private static final String COLUMNS =
            "%s, key_number, created_at, -priority_rank as urgency, %s as due".formatted(Readiness.COLUMNS, DUE);

    /**
     * The condition of tasks that block no other task, written so that PostgreSQL checks it in a hash table, and still
     * reads tasks by the index of the order.
     */
    private static final String NOBODY_WAITS = "(id in (select id from blocking)) is not true";

    private static final String ONE_WAITS =
            "(id in (select id from blocking)) is true and (id in (select id from several)) is not true";

    private static final String FEW = "(select few from few)";

    /** The number of lookups by key that take as long as a scan of the index. */
    static final int LOOKED_UP = 1_000;

    /**
     * Returns the first {@code limit} rows, each with the columns {@code place}, {@code sort_value} and {@code
     * sort_id}. {@code walked} may have tasks that block other tasks; such a task is in {@code awaited}, too, or comes
     * after a full page of tasks from it.
     *
     * @param behind true after a cursor
     * @param ready the condition that is checked last
     */
    String page(String where, boolean behind, String ready) {
        String inReach = inReach(where, behind);
        return """
                with blocking as materialized (%s),
                few as materialized (select %s as few),
                several as materialized (
                  select id, count(*) as number from blocking group by id having count(*) > 1 or %s),
                walked as materialized (%s),
                last as (select urgency, due from walked order by urgency, due offset :limit - 1 limit 1),
                awaited as materialized ((%s) union all (%s)),
                listed as (
                  select *, row_number() over (order by %s) as place
                  from (select id, key_number, created_at, urgency, due, 0::bigint as waiting
                        from walked where id not in (select id from awaited)
                        union all select * from awaited) each
                  order by place limit :limit)
                select past.*, listed.place,
                  concat_ws('|', urgency, due, listed.waiting, listed.created_at) as sort_value,
                  listed.key_number as sort_id
                from listed cross join lateral (%s) past
                """.formatted(
                        blocking(),
                        few("blocking"),
                        FEW,
                        walked(where, behind, ready),
                        one(inReach, behind, ready),
                        several(inReach, behind, ready),
                        ORDER,
                        tasks.select("e.id = listed.id"));
    }

    /** Counts the rows after the cursor. */
    String count(String where, boolean behind, String ready) {
        String counted = """
                (select found.*, coalesce(number, 0) as waiting
                 from %s found left join waiting on waiting.id = found.id)
                """.formatted(tasks.all(COLUMNS, where));
        return """
                with waiting as materialized (select id, count(*) as number from (%s) blocking group by id)
                select count(*) from %s tasks where %s and %s
                """.formatted(blocking(), counted, behind(behind), ready);
    }

    /** Selects the blockers of open tasks; a task is in the result once for each task that it blocks. */
    private String blocking() {
        return "select unnest(blocked_by) as id from %s blocked"
                .formatted(
                        tasks.all("blocked_by", "status = 'open' and deleted_at is null and blocked_by is not null"));
    }

    /**
     * Selects the first ready tasks in the order of the index. On a first page tasks that block other tasks are not
     * excluded: sorted by the number of tasks they block, they only move forward, so no task is missing. After a
     * cursor, moving forward could put them before the cursor, so they are excluded. The order is fixed before the
     * readiness is checked.
     */
    private String walked(String where, boolean behind, String ready) {
        String condition = where + (behind ? " and " + NOBODY_WAITS : "");
        return "select * from %s tasks where %s limit :limit"
                .formatted(tasks.inOrder(COLUMNS, condition + behindOf(0, behind), AMONG_EQUALS), ready);
    }

    /**
     * Selects the tasks that block one task. The index alone finds them; the row is read only for the readiness.
     * Blocking is checked after the sort: before it, for a past moment, the blockers would be hashed twice, once for
     * each table.
     */
    private String one(String inReach, boolean behind, String ready) {
        String inOrder = tasks.inOrder(PLACE, inReach + behindOf(1, behind), AMONG_EQUALS);
        return """
                select each.*, 1::bigint as waiting from (select * from %s found where %s offset 0) each
                cross join lateral (%s) tasks where not (%s) and %s limit :limit
                """.formatted(inOrder, ONE_WAITS, readinessOfEach(), FEW, ready);
    }

    private String several(String inReach, boolean behind, String ready) {
        return """
                select each.* from (
                  select * from (%s union all %s) reached where %s order by %s offset 0) each
                cross join lateral (%s) tasks
                where %s limit :limit
                """.formatted(byKey(inReach), byPlace(inReach), behind(behind), ORDER, readinessOfEach(), ready);
    }

    private String readinessOfEach() {
        return "select %s from (%s) past offset 0".formatted(Readiness.COLUMNS, tasks.select("e.id = each.id"));
    }

    /** Looks up each blocking task, if they are few. */
    private String byKey(String condition) {
        return """
                select found.*, number as waiting from several
                cross join lateral (select %s from (%s) tasks where %s offset 0) found
                where %s
                """.formatted(PLACE, tasks.select("e.id = several.id"), condition, few("several"));
    }

    /** Scans all tasks in reach by the index, if the blocking tasks are many. */
    private String byPlace(String condition) {
        return """
                select found.*, number as waiting
                from (select * from %s tasks offset 0) found join several using (id)
                where not (%s)
                """.formatted(tasks.all(PLACE, condition), few("several"));
    }

    /** Compares the number of rows, counted only as far as needed. */
    private String few(String rows) {
        return "(select count(*) from (select from %1$s limit %2$d + 1) counted) <= %2$d".formatted(rows, lookedUp);
    }

    /** Excludes tasks that come after the last task of {@code walked}, if {@code walked} fills the page. */
    private static String inReach(String where, boolean behind) {
        return """
                %s and (-priority_rank, %s) <= (
                  coalesce((select urgency from last), 32767::smallint), coalesce((select due from last), 'infinity'))
                """.formatted(where, DUE) + notBefore(behind);
    }

    /** Returns the part of the cursor's condition that the index can use. */
    private static String notBefore(boolean behind) {
        if (!behind) {
            return "";
        }
        return " and (-priority_rank, %s) >= (cast(:urgency as smallint), cast(:due as timestamptz))".formatted(DUE);
    }

    private static String behind(boolean behind) {
        if (!behind) {
            return "true";
        }
        return """
                (urgency, due, -waiting, created_at, key_number)
                > (cast(:urgency as smallint), cast(:due as timestamptz), -cast(:waiting as bigint),
                  cast(:created as timestamptz), cast(:key as bigint))""";
    }

    /**
     * As {@link #behind}, for tasks that block {@code waiting} others: among tasks of equal priority and due date they
     * come after all tasks that block more.
     */
    private static String behindOf(int waiting, boolean behind) {
        if (!behind) {
            return "";
        }
        return """
                 and (-priority_rank, coalesce(due_at, 'infinity'::timestamptz), created_at, key_number)
                > (cast(:urgency as smallint), cast(:due as timestamptz),
                  case sign(cast(:waiting as bigint) - %d)
                    when 1 then '-infinity' when 0 then cast(:created as timestamptz) else 'infinity' end,
                  cast(:key as bigint))""".formatted(waiting);
    }

    /** Sets the values of the cursor, for statements that continue after it. */
    static void bind(Where where, @Nullable Cursor after) {
        if (after == null) {
            return;
        }
        String[] values = after.value().split("\\|", -1);
        where.parameters().put("urgency", values[0]);
        where.parameters().put("due", values[1]);
        where.parameters().put("waiting", values[2]);
        where.parameters().put("created", values[3]);
        where.parameters().put("key", after.id());
    }
}
