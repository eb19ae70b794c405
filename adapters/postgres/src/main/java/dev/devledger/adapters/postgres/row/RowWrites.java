package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.PipelinedQuery;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.sql.UnreadableValues.MissingRow;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.projection.LiveProjections.WriteBatching;
import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends rows to their tables: at once, or, in a transaction that buffers them, several statements in one round trip.
 * Statements in one text are sent without waiting for the answer of each.
 */
public final class RowWrites implements WriteBatching {

    /** The most statements in one text; a stream with many events needs more. */
    private static final int AT_ONCE = 50;

    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final TransactionBound<Kept> bound;
    private final TransactionBound<WriteTicket> pass;

    public RowWrites(DataSource dataSource) {
        this.database = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.client = JdbcClient.create(jdbc);
        this.pass = WriteTicket.of(dataSource);
        this.bound = new TransactionBound<>(RowWrites.class, dataSource, this::flush);
    }

    /** Returns the client for reads, and for statements of other kinds. */
    public JdbcClient jdbc() {
        return client;
    }

    public DataSource database() {
        return database;
    }

    /** The buffered rows of a transaction. */
    private static final class Kept {
        private final BufferedRows rows = new BufferedRows();
        private int open;
    }

    /** Sends the row at once, or buffers it within {@link #inOne}. */
    public void write(RowWrite row) {
        @Nullable Kept kept = bound.find();
        if (kept != null && kept.open > 0) {
            kept.rows.add(row);
        } else {
            run(List.of(List.of(row)));
        }
    }

    /**
     * Buffers rows, to be sent with the next text, at the latest at the end of the transaction. Outside of a
     * transaction they are sent at once.
     */
    public void keep(List<RowWrite> rows) {
        BufferedRows held = kept().rows;
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
        // The rows of all writes of a shared transaction are sent together, when the first of them reads its answer.
        if (kept.open == 0 && !WriteTicket.isShared(pass)) {
            flush();
        }
    }

    /** Sends the buffered rows before a read that must see them. */
    public void flush() {
        @Nullable Kept kept = bound.find();
        if (kept != null && !kept.rows.isEmpty()) {
            send(kept.rows.take());
        }
    }

    /** As {@link #flush}, with a query at the end, in the same round trip. */
    public <T> List<T> flushAndRead(PipelinedQuery<T> reading) {
        @Nullable Kept kept = bound.find();
        List<List<RowWrite>> waiting = kept == null ? List.of() : kept.rows.take();
        int first = Math.max(0, waiting.size() - AT_ONCE);
        send(waiting.subList(0, first));
        return run(waiting.subList(first, waiting.size()), reading);
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
        run(statements, null);
    }

    private <T> List<T> run(List<List<RowWrite>> statements, @Nullable PipelinedQuery<T> reading) {
        RowStatements<T> together = new RowStatements<>(statements, reading);
        try {
            return Objects.requireNonNull(
                    jdbc.execute(together.sql(), (PreparedStatement statement) -> together.run(statement)));
        } catch (RuntimeException e) {
            throw SqlFailures.orLostRace(e);
        }
    }

    /** Rows that are to be sent together. Rows with the same statement are sent in one. */
    static final class BufferedRows {

        /** Writes of different rows of one table, so that the order of their statements does not matter. */
        private static final class Wave {
            private final Map<String, List<RowWrite>> bySql = new LinkedHashMap<>();
            private final Set<Object> ids = new HashSet<>();
        }

        private static final Comparator<RowWrite> BY_ID =
                Comparator.comparing(row -> row.id().toString());

        private static final Comparator<List<RowWrite>> DERIVED_LAST =
                Comparator.comparing(rows -> rows.getFirst().derived());

        private final Map<String, List<Wave>> tables = new LinkedHashMap<>();

        /**
         * Adds a row. A derived row that is buffered already is not added again: it is computed once, after all rows
         * are written.
         */
        void add(RowWrite row) {
            List<Wave> waves = tables.computeIfAbsent(row.table(), table -> new ArrayList<>(List.of(new Wave())));
            if (waves.getLast().ids.contains(row.id())) {
                if (row.derived()) {
                    return;
                }
                waves.add(new Wave());
            }
            Wave wave = waves.getLast();
            wave.ids.add(row.id());
            wave.bySql.computeIfAbsent(row.sql(), sql -> new ArrayList<>()).add(row);
        }

        boolean isEmpty() {
            return tables.isEmpty();
        }

        /**
         * Empties the buffer, and returns the rows of each statement in the order of execution, statements with derived
         * rows last. All transactions send equal rows in the same order, so that they do not deadlock.
         */
        List<List<RowWrite>> take() {
            List<List<RowWrite>> taken = tables.values().stream()
                    .flatMap(List::stream)
                    .flatMap(wave -> wave.bySql.values().stream())
                    .map(rows -> rows.stream().sorted(BY_ID).toList())
                    .sorted(DERIVED_LAST)
                    .toList();
            tables.clear();
            return taken;
        }
    }

    /** Statements sent as one text, each with its rows, followed by a query. */
    record RowStatements<T>(
            List<List<RowWrite>> statements, @Nullable PipelinedQuery<T> reading) {
        private static final JsonMapper JSON = new JsonMapper();

        String sql() {
            Stream<String> writes =
                    statements.stream().map(rows -> rows.getFirst().sql());
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
}
