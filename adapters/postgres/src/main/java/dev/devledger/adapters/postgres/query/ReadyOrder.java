package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Cursor;
import dev.devledger.adapters.postgres.sql.Where;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they are to be begun: by priority, due date, how many open ones wait for them, age and key.
 * Nobody waits for most, and these are read by an index, only as far as a page goes. How far that is says which of the
 * others can be on the page: only these are sorted. Whether a task is ready costs more than all that, and is asked of one
 * after the other until there are enough.
 */
record ReadyOrder(AsOfRows tasks) {
    private static final String DUE = "coalesce(due_at, 'infinity'::timestamptz)";
    private static final String ORDER = "urgency, due, -waiting, created_at, key_number";

    /** What the order of a task is made of: all of it is in the index. */
    private static final String PLACE =
            "id, key_number, created_at, -priority_rank as urgency, %s as due".formatted(DUE);

    /** The same, and what its readiness is made of. */
    private static final String COLUMNS =
            "%s, key_number, created_at, -priority_rank as urgency, %s as due".formatted(Readiness.COLUMNS, DUE);

    /** Written so that it is looked up in a table of all of them, and the index of the order is not left for it. */
    private static final String NOBODY_WAITS = "(id in (select id from waiting)) is not true";

    /** So many are looked up one by one in the time in which the index of all is looked through. */
    private static final int LOOKED_UP = 1_000;

    /**
     * The first {@code limit} rows, each with the columns {@code place}, {@code sort_value} and {@code sort_id}.
     *
     * @param ready a condition that is asked last
     */
    String page(Where where, @Nullable Cursor after, String ready) {
        return ofItsAge("""
                with %s,
                nobody as materialized (%s),
                last as (select urgency, due from nobody order by urgency desc, due desc offset :limit - 1 limit 1),
                listed as (
                  select *, row_number() over (order by %s) as place
                  from (select id, key_number, created_at, urgency, due, 0::bigint as waiting from nobody
                        union all (%s)) each
                  order by place limit :limit)
                select past.*, listed.place,
                  concat_ws('|', urgency, due, listed.waiting, listed.created_at) as sort_value,
                  listed.key_number as sort_id
                from listed cross join lateral (%s) past
                """.formatted(
                        waiting(),
                        nobody(where, after, ready),
                        ORDER,
                        somebody(where, after, ready),
                        tasks.select("e.id = listed.id")));
    }

    /** How many there are behind the cursor. */
    String count(Where where, @Nullable Cursor after, String ready) {
        String counted = """
                (select found.*, coalesce(number, 0) as waiting
                 from %s found left join waiting on waiting.id = found.id)
                """.formatted(tasks.all(COLUMNS, where.sql()));
        return ofItsAge("with %s select count(*) from %s tasks where %s and %s"
                .formatted(waiting(), counted, behind(where, after), ready));
    }

    /** The position is a part of the statement: no plan is good for all ages. */
    private String ofItsAge(String sql) {
        return tasks.isPast() ? sql.replace(":asOf", String.valueOf(tasks.asOf())) : sql;
    }

    private String waiting() {
        return """
                waiting as materialized (
                  select id, count(*) as number from (select unnest(blocked_by) as id from %s blocked) blocker group by id)
                """.formatted(
                        tasks.all("blocked_by", "status = 'open' and deleted_at is null and blocked_by is not null"));
    }

    /** The offset keeps the condition from being asked before all is in its order. */
    private String nobody(Where where, @Nullable Cursor after, String ready) {
        String behind = behindOfNone(where, after);
        String order = "order by urgency, due, created_at, key_number";
        return tasks.each(COLUMNS, where.sql() + " and " + NOBODY_WAITS).stream()
                .map(rows -> "select * from (select * from %s tasks where %s %s offset 0) tasks where %s limit :limit"
                        .formatted(rows, behind, order, ready))
                .collect(
                        Collectors.joining(") union all (", "select * from ((", ")) found " + order + " limit :limit"));
    }

    /** Not those behind the last one of a page that is full without them. */
    private String somebody(Where where, @Nullable Cursor after, String ready) {
        String inReach = """
                %s and (-priority_rank, %s) <= (
                  coalesce((select urgency from last), 32767::smallint), coalesce((select due from last), 'infinity'))
                """.formatted(where.sql(), DUE) + notBefore(where, after);
        return """
                select each.* from (
                  select * from (%s union all %s) reached where %s order by %s offset 0) each
                cross join lateral (select %s from (%s) past offset 0) tasks
                where %s limit :limit
                """.formatted(
                        byKey(inReach),
                        byPlace(inReach),
                        behind(where, after),
                        ORDER,
                        Readiness.COLUMNS,
                        tasks.select("e.id = each.id"),
                        ready);
    }

    /** Each of those that others wait for is looked up, where they are few. */
    private String byKey(String condition) {
        return """
                select found.*, number as waiting from waiting
                cross join lateral (select %s from (%s) tasks where %s offset 0) found
                where (select count(*) from waiting) <= %d
                """.formatted(PLACE, tasks.select("e.id = waiting.id"), condition, LOOKED_UP);
    }

    /** All that are in reach are looked through by the index, where those that others wait for are many. */
    private String byPlace(String condition) {
        return """
                select found.*, number as waiting
                from (select * from %s tasks offset 0) found join waiting using (id)
                where (select count(*) from waiting) > %d
                """.formatted(tasks.all(PLACE, condition + " and (id in (select id from waiting)) is true"), LOOKED_UP);
    }

    /** What the index can find of what is behind the cursor. */
    private static String notBefore(Where where, @Nullable Cursor after) {
        if (after == null) {
            return "";
        }
        bind(where, after);
        return " and (-priority_rank, %s) >= (cast(:urgency as smallint), cast(:due as timestamptz))".formatted(DUE);
    }

    private static String behind(Where where, @Nullable Cursor after) {
        if (after == null) {
            return "true";
        }
        bind(where, after);
        return """
                (urgency, due, -waiting, created_at, key_number)
                > (cast(:urgency as smallint), cast(:due as timestamptz), -cast(:waiting as bigint),
                  cast(:created as timestamptz), cast(:key as bigint))""";
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
