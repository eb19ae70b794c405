package dev.devledger.adapters.postgres.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The keys of the tasks that a task, {@code t}, has to do with, in the statement that reads it; without deleted ones. */
record TaskKeys(AsOfRows source) {
    private static final String KEY = "key, key_number";

    /** To follow other columns, and to be followed. */
    String columns() {
        return """
                array(select key from %s o order by key_number) as blocker_keys,
                  array(select key from %s o order by key_number) as waiting_keys,
                  array(select key from (select %s from %s o union select %s from %s o) o order by key_number) as related_keys,
                  (select key from %s o limit 1) as origin_key
                """.formatted(
                        tasks("id = any(t.blocked_by)"),
                        tasks("blocked_by @> array[t.id]"),
                        KEY,
                        tasks("id = any(t.related)"),
                        KEY,
                        tasks("related @> array[t.id]"),
                        tasks("id = t.discovered_from"));
    }

    private String tasks(String condition) {
        return source.all(KEY, condition + " and deleted_at is null");
    }

    static List<String> get(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
