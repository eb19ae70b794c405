package dev.devledger.adapters.postgres;

import dev.devledger.application.projection.RoundTrips;
import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends rows to their tables: at once, or, where a transaction keeps them back, several statements in one round trip. The
 * driver sends the statements of one text without waiting for the answer of each.
 */
final class RowWrites implements RoundTrips {

    private static final String UNIQUE_VIOLATION = "23505";

    /** More statements than this, as of one stream with many events, are too long a text. */
    private static final int AT_ONCE = 50;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcTemplate jdbc;
    private final TransactionBound<Kept> bound;

    RowWrites(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.bound = new TransactionBound<>(RowWrites.class, dataSource, this::flush);
    }

    /** For what is read, and for statements of other kinds. */
    JdbcClient jdbc() {
        return JdbcClient.create(jdbc);
    }

    /** What a transaction keeps back. */
    private static final class Kept {
        private final HeldRows rows = new HeldRows();
        private int open;
    }

    /** At once, or with the others where they are kept back. */
    void write(RowWrite row) {
        @Nullable Kept kept = bound.find();
        if (kept != null && kept.open > 0) {
            kept.rows.add(row);
        } else {
            run(List.of(List.of(row)));
        }
    }

    /** With the next that is sent, at the latest at the end of the transaction; at once where there is none. */
    void keep(List<RowWrite> rows) {
        HeldRows held = kept().rows;
        rows.forEach(held::add);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            send(held.take());
        }
    }

    @Override
    public void inOne(Runnable writes) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            writes.run();
            return;
        }
        Kept kept = kept();
        kept.open++;
        try {
            writes.run();
        } finally {
            kept.open--;
        }
        if (kept.open == 0) {
            flush();
        }
    }

    /** Before a read that has to see what is kept back. */
    void flush() {
        @Nullable Kept kept = bound.find();
        if (kept != null && !kept.rows.isEmpty()) {
            send(kept.rows.take());
        }
    }

    private Kept kept() {
        return bound.get(Kept::new);
    }

    private void send(List<List<RowWrite>> statements) {
        for (int from = 0; from < statements.size(); from += AT_ONCE) {
            run(statements.subList(from, Math.min(from + AT_ONCE, statements.size())));
        }
    }

    private void run(List<List<RowWrite>> statements) {
        String sql = statements.stream().map(rows -> rows.getFirst().sql()).collect(Collectors.joining(";\n"));
        try {
            jdbc.execute(sql, (PreparedStatementCallback<Integer>) statement -> run(statement, statements));
        } catch (RuntimeException e) {
            throw isTaken(e) ? new ConcurrencyException("Another writer has stored this version of the stream", e) : e;
        }
    }

    private static int run(PreparedStatement statement, List<List<RowWrite>> statements) throws SQLException {
        for (int i = 0; i < statements.size(); i++) {
            statement.setString(i + 1, json(statements.get(i)));
        }
        statement.execute();
        for (List<RowWrite> rows : statements) {
            MissingRow.throwIf(
                    statement.getUpdateCount()
                            < rows.stream().filter(RowWrite::required).count(),
                    rows.getFirst().table(),
                    rows.stream().map(RowWrite::id).toList());
            statement.getMoreResults();
        }
        return statements.size();
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

    /** The version of the stream that the event would have had is another one's. */
    private static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                ServerErrorMessage told = sql.getServerErrorMessage();
                return told != null && "event_stream".equals(told.getConstraint());
            }
        }
        return false;
    }
}
