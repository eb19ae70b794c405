package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Cursor;
import dev.devledger.adapters.postgres.sql.Where;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they are to be begun: by priority, due date, how many open ones wait for them, age and key.
 * Nobody waits for most, and these are read by an index, only as far as a page goes; the others are counted for each list
 * and sorted. Whether a task is ready costs more than all that, and is asked of one after the other until there are enough.
 */
record ReadyOrder(AsOfRows tasks) {
    private static final String DUE = "coalesce(due_at, 'infinity'::timestamptz)";
    private static final String ORDER = "urgency, due, -waiting, created_at, key_number";

    /** What the order and the readiness of a task are made of. */
    private static final String COLUMNS =
            "%s, key_number, created_at, -priority_rank as urgency, %s as due".formatted(Readiness.COLUMNS, DUE);

    /**
     * The first {@code limit} rows, each with the columns {@code place}, {@code sort_value} and {@code sort_id}.
     *
     * @param ready a condition that is asked last
     */
    String page(Where where, @Nullable Cursor after, String ready) {
        return ofItsAge("""
                with %s,
                listed as (
                  select *, row_number() over (order by %s) as place from (%s) each order by place limit :limit)
                select past.*, listed.place,
                  concat_ws('|', urgency, due, listed.waiting, listed.created_at) as sort_value,
                  listed.key_number as sort_id
                from listed cross join lateral (%s) past
                """.formatted(waiting(), ORDER, first(where, after, ready), tasks.select("e.id = listed.id")));
    }

    /** How many there are behind the cursor. */
    String count(Where where, @Nullable Cursor after, String ready) {
        String counted = """
                (select found.*, coalesce(waiting.number, 0) as waiting
                 from %s found left join waiting on waiting.id = found.id)
                """.formatted(tasks.all(COLUMNS, where.sql()));
        return ofItsAge("with %s select count(*) from %s tasks where %s and %s"
                .formatted(waiting(), counted, behind(where, after, "waiting"), ready));
    }

    /** The position is a part of the statement: no plan is good for all ages. */
    private String ofItsAge(String sql) {
        return tasks.isPast() ? sql.replace(":asOf", String.valueOf(tasks.asOf())) : sql;
    }

    private String waiting() {
        return """
                waiting as materialized (
                  select blocker as id, count(*) as number
                  from %s blocked cross join lateral unnest(blocked.blocked_by) blocker group by blocker)
                """.formatted(
                        tasks.all("blocked_by", "status = 'open' and deleted_at is null and blocked_by is not null"));
    }

    private String first(Where where, @Nullable Cursor after, String ready) {
        String all = tasks.all(COLUMNS, where.sql());
        String nobodyWaits = """
                select *, 0::bigint as waiting from %s tasks where id not in (select id from waiting) and %s
                order by urgency, due, created_at, key_number
                """.formatted(all, behindOfNone(where, after));
        String somebodyWaits = """
                select tasks.*, number as waiting from %s tasks join waiting on waiting.id = tasks.id where %s
                order by urgency, due, -number, created_at, key_number
                """.formatted(all, behind(where, after, "number"));
        return "(%s) union all (%s)".formatted(limited(nobodyWaits, ready), limited(somebodyWaits, ready));
    }

    /** The offset keeps the condition from being asked before all is in its order. */
    private static String limited(String sorted, String ready) {
        return "select * from (%s offset 0) tasks where %s limit :limit".formatted(sorted, ready);
    }

    private static String behind(Where where, @Nullable Cursor after, String waiting) {
        if (after == null) {
            return "true";
        }
        bind(where, after);
        return """
                (urgency, due, -%s, created_at, key_number)
                > (cast(:urgency as smallint), cast(:due as timestamptz), -cast(:waiting as bigint),
                  cast(:created as timestamptz), cast(:key as bigint))""".formatted(waiting);
    }

    /** Where nobody waits for a task, it comes behind all of the same urgency for which somebody waits. */
    private static String behindOfNone(Where where, @Nullable Cursor after) {
        if (after == null) {
            return "true";
        }
        bind(where, after);
        return """
                (urgency, due, created_at, key_number)
                > (cast(:urgency as smallint), cast(:due as timestamptz),
                  case when cast(:waiting as bigint) > 0 then '-infinity' else cast(:created as timestamptz) end,
                  cast(:key as bigint))""";
    }

    private static void bind(Where where, Cursor after) {
        String[] values = after.value().split("\\|", -1);
        where.parameters().put("urgency", values[0]);
        where.parameters().put("due", values[1]);
        where.parameters().put("waiting", values[2]);
        where.parameters().put("created", values[3]);
        where.parameters().put("key", after.id());
    }
}
