package dev.devledger.adapters.postgres.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Reads by one plan that is kept for all values. Where planning takes longer than reading, the server's own choice is no
 * good: it compares what a kept plan costs now with what those that it made before cost on the average, and of a table that
 * has grown since these seem cheaper for hundreds of reads, each of which is planned anew.
 */
public final class KeptPlan {
    private static final String FORCE = """
            select set_config('devledger.plans', current_setting('plan_cache_mode'), true),
              set_config('plan_cache_mode', 'force_generic_plan', true)""";

    /** For what else is read in the same transaction. */
    private static final String AS_BEFORE =
            "select set_config('plan_cache_mode', current_setting('devledger.plans'), true)";

    private final NamedParameterJdbcTemplate jdbc;

    public KeptPlan(DataSource database) {
        this.jdbc = new NamedParameterJdbcTemplate(database);
    }

    /** In one round trip; {@code sql} is a single statement. */
    <T> List<T> read(String sql, Map<String, ?> parameters, RowMapper<T> mapper) {
        List<T> rows = jdbc.execute(
                String.join(";\n", FORCE, sql, AS_BEFORE), parameters, statement -> second(statement, mapper));
        return rows == null ? List.of() : rows;
    }

    private static <T> List<T> second(PreparedStatement statement, RowMapper<T> mapper) throws SQLException {
        statement.execute();
        statement.getMoreResults();
        List<T> read = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                read.add(mapper.mapRow(rows, read.size()));
            }
        }
        return read;
    }
}
