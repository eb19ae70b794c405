package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Where;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they are to be begun: by priority, due date, how many open ones wait for them, age and key.
 * Nobody waits for most, one task for most of the others: each of these two is in its order in an index, and is read only
 * as far as a page goes. How far the first of them is read says which of the others can be on the page. Only those for
 * which several wait are sorted. Whether a task is ready costs more than all that, and is asked of one after the other
 * until there are enough.
 *
 * @param lookedUp where others wait for at most so many, each of these is looked up instead
 */
record ReadyOrder(AsOfRows tasks, int lookedUp) {
    private static final String DUE = "coalesce(due_at, 'infinity'::timestamptz)";
    private static final String ORDER = "urgency, due, -waiting, created_at, key_number";

    /** The order of those for which as many wait. */
    private static final String AMONG_EQUALS = "urgency, due, created_at, key_number";

    /** What the order of a task is made of: all of it is in the index. */
    private static final String PLACE =
            "id, key_number, created_at, -priority_rank as urgency, %s as due".formatted(DUE);

    /** The same, and what its readiness is made of. */
    private static final String COLUMNS =
            "%s, key_number, created_at, -priority_rank as urgency, %s as due".formatted(Readiness.COLUMNS, DUE);

    /** Written so that it is looked up in a table of all of them, and the index of the order is not left for it. */
    private static final String NOBODY_WAITS = "(id in (select id from blocking)) is not true";

    private static final String ONE_WAITS =
            "(id in (select id from blocking)) is true and (id in (select id from several)) is not true";

    private static final String FEW = "(select few from few)";

    /** So many are looked up one by one in the time in which the index of all is looked through. */
    static final int LOOKED_UP = 1_000;

    /**
     * The first {@code limit} rows, each with the columns {@code place}, {@code sort_value} and {@code sort_id}. For a task
     * that is walked and not among the awaited nobody waits, or it comes behind a page full of these.
     *
     * @param ready a condition that is asked last
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

    /** How many there are behind the cursor. */
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

    /** What open tasks wait for, once for each that does. */
    private String blocking() {
        return "select unnest(blocked_by) as id from %s blocked"
                .formatted(
                        tasks.all("blocked_by", "status = 'open' and deleted_at is null and blocked_by is not null"));
    }

    /**
     * The first in the index that are ready. On a first page they may be others than nobody waits for: as many as these
     * come before all that are left out by that. Behind a cursor those would be some that come before it. The offset keeps
     * the condition from being asked before all is in its order.
     */
    private String walked(String where, boolean behind, String ready) {
        String condition = where + (behind ? " and " + NOBODY_WAITS : "");
        return "select * from %s tasks where %s limit :limit"
                .formatted(tasks.inOrder(COLUMNS, condition + behindOf(0, behind), AMONG_EQUALS), ready);
    }

    /**
     * The index alone says which they are; the row is asked only whether it is ready. Who waits is looked up behind the
     * order: before it, as of a moment, it would be hashed once for what has changed since and once for what has not.
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

    /** Each of those that others wait for is looked up, where they are few. */
    private String byKey(String condition) {
        return """
                select found.*, number as waiting from several
                cross join lateral (select %s from (%s) tasks where %s offset 0) found
                where %s
                """.formatted(PLACE, tasks.select("e.id = several.id"), condition, few("several"));
    }

    /** All that are in reach are looked through by the index, where those that others wait for are many. */
    private String byPlace(String condition) {
        return """
                select found.*, number as waiting
                from (select * from %s tasks offset 0) found join several using (id)
                where not (%s)
                """.formatted(tasks.all(PLACE, condition), few("several"));
    }

    /** Counted no further than it matters. */
    private String few(String rows) {
        return "(select count(*) from (select from %1$s limit %2$d + 1) counted) <= %2$d".formatted(rows, lookedUp);
    }

    /** Not those behind the last one of a page that is full without them. */
    private static String inReach(String where, boolean behind) {
        return """
                %s and (-priority_rank, %s) <= (
                  coalesce((select urgency from last), 32767::smallint), coalesce((select due from last), 'infinity'))
                """.formatted(where, DUE) + notBefore(behind);
    }

    /** What the index can find of what is behind the cursor. */
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

    /** The same of those for which so many wait: of an equal urgency they come behind all for which more do. */
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

    /** Where the cursor points to, for the statements that go on behind it. */
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
