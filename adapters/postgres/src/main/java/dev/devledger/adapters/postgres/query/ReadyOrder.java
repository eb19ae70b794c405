package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Where;
import org.jspecify.annotations.Nullable;

/**
 * The ready tasks in their order: by priority, due date, the number of open tasks that they block, age and key. Most
 * tasks block none, most of the others block one: an index has each of these two groups in order, and is read only as
 * far as the page goes. The reach of the first group bounds the others on the page. Only tasks that block several are
 * sorted. Readiness costs more than all that, and is checked one by one until the page is full.
 *
 * @param lookedUp the number of blocking tasks up to which each is looked up by key instead
 */
record ReadyOrder(AsOfRows tasks, int lookedUp) {
    private static final String DUE = "coalesce(due_at, 'infinity'::timestamptz)";
    private static final String ORDER = "urgency, due, -waiting, created_at, key_number";

    /** The order of tasks that block equally many. */
    private static final String AMONG_EQUALS = "urgency, due, created_at, key_number";

    /** The columns of the order, all of them in the index. */
    private static final String PLACE =
            "id, key_number, created_at, -priority_rank as urgency, %s as due".formatted(DUE);

    /** As {@link #PLACE}, with the columns of the readiness. */
    private static final String COLUMNS =
            "%s, key_number, created_at, -priority_rank as urgency, %s as due".formatted(Readiness.COLUMNS, DUE);

    /** Written so that PostgreSQL looks it up in a hash table, and keeps to the index of the order. */
    private static final String NOBODY_WAITS = "(id in (select id from blocking)) is not true";

    private static final String ONE_WAITS =
            "(id in (select id from blocking)) is true and (id in (select id from several)) is not true";

    private static final String FEW = "(select few from few)";

    /** The number of lookups that take as long as a scan of the index. */
    static final int LOOKED_UP = 1_000;

    /**
     * Returns the first {@code limit} rows, each with the columns {@code place}, {@code sort_value} and
     * {@code sort_id}. A walked task that is not in {@code awaited} blocks none, or comes after a full page of such
     * tasks.
     *
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

    /** Returns the blockers of open tasks, once for each blocked task. */
    private String blocking() {
        return "select unnest(blocked_by) as id from %s blocked"
                .formatted(
                        tasks.all("blocked_by", "status = 'open' and deleted_at is null and blocked_by is not null"));
    }

    /**
     * Returns the first ready tasks of the index. A first page may have tasks that block others, too: as many tasks as
     * these come before all that are left out by that. After a cursor they could come before it, so they are excluded.
     * The offset keeps the readiness from being checked before the sort.
     */
    private String walked(String where, boolean behind, String ready) {
        String condition = where + (behind ? " and " + NOBODY_WAITS : "");
        return "select * from %s tasks where %s limit :limit"
                .formatted(tasks.inOrder(COLUMNS, condition + behindOf(0, behind), AMONG_EQUALS), ready);
    }

    /**
     * Returns the tasks that block one. The index alone finds them; the row is read only for the readiness. The
     * blockers are looked up after the sort: before it, for a past moment, they would be hashed twice, once for each
     * table.
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

    /** Excludes tasks after the last one of a page that is full without them. */
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
     * As {@link #behind}, for tasks that block so many: with equal priority and due date they come after all that block
     * more.
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

    /** Sets the values of the cursor, for the statements that go on after it. */
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
