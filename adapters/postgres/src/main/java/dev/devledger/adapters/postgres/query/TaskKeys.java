package dev.devledger.adapters.postgres.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The keys of the tasks that a task, {@code t}, has to do with, in the statement that reads it; without deleted ones. They are
 * looked for once for all rows that are read, {@code page}.
 */
record TaskKeys(AsOfRows source) {

    /** To follow other columns, and to be followed. */
    static final String COLUMNS = """
            array(select key from others where others.id = any(t.blocked_by) order by key_number) as blocker_keys,
              array(select key from others where t.id = any(others.blocked_by) order by key_number) as waiting_keys,
              array(select key from others where others.id = any(t.related) or t.id = any(others.related)
                    order by key_number) as related_keys,
              (select key from others where others.id = t.discovered_from) as origin_key
            """;

    /** To follow {@code with}. */
    String read(String rows) {
        return """
                page as materialized (%s),
                others as materialized (select * from %s others)
                """.formatted(rows, source.few("id, key, key_number, blocked_by, related", """
                                deleted_at is null and (
                                  id = any(array(select unnest(blocked_by || related || discovered_from) from page))
                                  or blocked_by && array(select id from page) or related && array(select id from page))
                                """));
    }

    static List<String> get(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
