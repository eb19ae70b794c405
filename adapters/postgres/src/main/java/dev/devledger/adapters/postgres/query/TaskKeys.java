package dev.devledger.adapters.postgres.query;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The keys of the tasks that a task, {@code t}, has to do with, in the statement that reads it; without deleted ones. What is
 * named is looked up by its id, and what others say of themselves once for all rows that are read, {@code page}: these may be
 * thousands.
 */
record TaskKeys(AsOfRows source) {

    /** To follow other columns, and to be followed. */
    static final String COLUMNS = "others.blocker_keys, others.waiting_keys, others.related_keys, others.origin_key";

    static final String JOIN = "left join others on others.id = t.id\n";

    /** To follow {@code with}. Others that name one of the page are compared with all of a part of it. */
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
                  select named.id, how, key, key_number
                  from named cross join lateral (%s offset 0) other where other.deleted_at is null
                  union select waits, 'waiting', key, key_number from %s o cross join lateral unnest(blocked_by) waits
                  union select relates, 'related', key, key_number from %s o cross join lateral unnest(related) relates),
                others as (
                  select id,
                    array_agg(key order by key_number) filter (where how = 'blocker') as blocker_keys,
                    array_agg(key order by key_number) filter (where how = 'waiting') as waiting_keys,
                    array_agg(key order by key_number) filter (where how = 'related') as related_keys,
                    min(key) filter (where how = 'origin') as origin_key
                  from told group by id)
                """.formatted(rows, source.select("e.id = named.other"), saying("blocked_by"), saying("related"));
    }

    /** Others that name one of the page. */
    private String saying(String column) {
        return """
                (select o.* from asked cross join lateral %s o)
                """.formatted(source.few("key, key_number, " + column, column + " && asked.ids and deleted_at is null"));
    }

    static List<String> get(ResultSet row, String column) throws SQLException {
        Array keys = row.getArray(column);
        return keys == null ? List.of() : List.of((String[]) keys.getArray());
    }
}
