package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.PipelinedQuery;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.projection.LiveProjections.WriteBatching;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends rows to their tables: at once, or, where a transaction keeps them back, several statements in one round trip. The
 * driver sends the statements of one text without waiting for the answer of each.
 */
public final class RowWrites implements WriteBatching {

    /** More statements than this, as of one stream with many events, are too long a text. */
    private static final int AT_ONCE = 50;

    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final TransactionBound<Kept> bound;
    private final TransactionBound<WriteTicket> pass;

    public RowWrites(DataSource dataSource) {
        this.database = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.pass = WriteTicket.of(dataSource);
        this.bound = new TransactionBound<>(RowWrites.class, dataSource, this::flush);
    }

    /** For what is read, and for statements of other kinds. */
    public JdbcClient jdbc() {
        return JdbcClient.create(jdbc);
    }

    public DataSource database() {
        return database;
    }

    /** What a transaction keeps back. */
    private static final class Kept {
        private final BufferedRows rows = new BufferedRows();
        private int open;
    }

    /** At once, or with the others where they are kept back. */
    public void write(RowWrite row) {
        @Nullable Kept kept = bound.find();
        if (kept != null && kept.open > 0) {
            kept.rows.add(row);
        } else {
            run(List.of(List.of(row)));
        }
    }

    /** With the next that is sent, at the latest at the end of the transaction; at once where there is none. */
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
        if (kept.open == 0 && !sharesItsTransaction()) {
            flush();
        }
    }

    /** Before a read that has to see what is kept back. */
    public void flush() {
        @Nullable Kept kept = bound.find();
        if (kept != null && !kept.rows.isEmpty()) {
            send(kept.rows.take());
        }
    }

    /** As {@link #flush}, with something to read at its end, in the same round trip. */
    public <T> List<T> flushAndRead(PipelinedQuery<T> reading) {
        @Nullable Kept kept = bound.find();
        List<List<RowWrite>> waiting = kept == null ? List.of() : kept.rows.take();
        int first = Math.max(0, waiting.size() - AT_ONCE);
        send(waiting.subList(0, first));
        return run(waiting.subList(first, waiting.size()), reading);
    }

    /** Then the rows of all writes go out together, when the first of them reads its answer. */
    private boolean sharesItsTransaction() {
        @Nullable WriteTicket taken = pass.find();
        return taken != null && taken.isShared();
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
}
