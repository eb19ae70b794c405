package dev.devledger.adapters.postgres.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Reads a query into a map in the order of its rows; of rows with the same key the last one counts. */
public final class RowMap {

    private RowMap() {}

    public interface Value<T> {
        T of(ResultSet row) throws SQLException;
    }

    public static <K, V> Map<K, V> of(StatementSpec query, Value<K> key, Value<V> value) {
        Map<K, V> found = new LinkedHashMap<>();
        query.query((ResultSet row) -> {
            found.put(key.of(row), value.of(row));
        });
        return found;
    }
}
