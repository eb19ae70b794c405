package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.PipelinedQuery;
import dev.devledger.adapters.postgres.sql.Unreadable.MissingRow;
import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Statements that are sent as one text, each with its rows, and what is read behind them. */
record RowStatements<T>(
        List<List<RowWrite>> statements, @Nullable PipelinedQuery<T> reading) {
    private static final JsonMapper JSON = new JsonMapper();

    String sql() {
        Stream<String> writes = statements.stream().map(rows -> rows.getFirst().sql());
        return Stream.concat(writes, Stream.ofNullable(reading).map(PipelinedQuery::sql))
                .collect(Collectors.joining(";\n"));
    }

    List<T> run(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < statements.size(); i++) {
            statement.setString(i + 1, json(statements.get(i)));
        }
        if (reading != null) {
            reading.bind(statement, statements.size() + 1);
        }
        statement.execute();
        for (List<RowWrite> rows : statements) {
            MissingRow.throwIf(
                    !rows.getFirst().derived() && statement.getUpdateCount() < rows.size(),
                    rows.getFirst().table(),
                    rows.stream().map(RowWrite::id).toList());
            statement.getMoreResults();
        }
        return reading == null ? List.of() : reading.rows(statement);
    }

    private static String json(List<RowWrite> rows) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            rows.forEach(row -> row.writeTo(json));
            json.writeEndArray();
        }
        return text.toString();
    }
}
