package dev.devledger.adapters.postgres.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/** A query with its values, to be sent after other statements in one text. */
public record PipelinedQuery<T>(String sql, List<Object> values, RowMapper<T> row) {

    public static <T> PipelinedQuery<T> of(ParsedSql query, Map<String, ?> parameters, RowMapper<T> row) {
        MapSqlParameterSource source = new MapSqlParameterSource(parameters);
        return new PipelinedQuery<>(
                NamedParameterUtils.substituteNamedParameters(query, source),
                List.of(NamedParameterUtils.buildValueArray(query, source, null)),
                row);
    }

    /** Binds the values from the parameter {@code first} on; returns the next free parameter. */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            StatementCreatorUtils.setParameterValue(statement, first + i, SqlTypeValue.TYPE_UNKNOWN, values.get(i));
        }
        return first + values.size();
    }

    /** Reads the statement's current result. */
    public List<T> rows(PreparedStatement statement) throws SQLException {
        List<T> read = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                read.add(row.mapRow(rows, read.size()));
            }
        }
        return read;
    }
}
