package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.projection.ReplayRunner.ReplayRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

public final class PostgresReplayRecords implements ReplayRecords {

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;

    public PostgresReplayRecords(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Stores the begin of a replay, unless another one runs, which a unique index prevents, or one has the same name: a
     * repeated call must not restart it.
     */
    @Override
    public boolean begin(String name, long total, Instant at) {
        try {
            return Boolean.TRUE.equals(ownTransaction.execute(status -> insert(name, total, at)));
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private boolean insert(String name, long total, Instant at) {
        return jdbc.sql("""
                                insert into projection_replay as r (name, state, done, total, started_at, runs_since)
                                values (:name, 'running', 0, :total, :at, :at)
                                on conflict (name) do update
                                set state = 'running', done = 0, total = :total, started_at = :at, finished_at = null,
                                    error = null, cancelled = false, runs_since = :at, runs_from = 0
                                where r.state <> 'running'
                                """)
                        .param("name", name)
                        .param("total", total)
                        .param("at", Times.of(at))
                        .update()
                == 1;
    }

    @Override
    public void runs(String name, long done, Instant at) {
        jdbc.sql("""
                        update projection_replay set done = :done, runs_since = :at, runs_from = :done
                        where name = :name and state = 'running'
                        """)
                .param("done", done)
                .param("at", Times.of(at))
                .param("name", name)
                .update();
    }

    @Override
    public void progress(String name, long done, long total) {
        jdbc.sql("update projection_replay set done = :done, total = :total where name = :name and state = 'running'")
                .param("done", done)
                .param("total", total)
                .param("name", name)
                .update();
    }

    @Override
    public void finish(String name, State state, long done, Instant at, @Nullable String error) {
        jdbc.sql("""
                        update projection_replay set state = :state, done = :done, finished_at = :at, error = :error
                        where name = :name and state = 'running'
                        """)
                .param("state", EnumColumns.of(state))
                .param("done", done)
                .param("at", Times.of(at))
                .param("error", Texts.storableOrNull(error))
                .param("name", name)
                .update();
    }

    @Override
    public Optional<Replay> running() {
        return jdbc.sql("select * from projection_replay where state = 'running'")
                .query((row, number) -> replay(row))
                .optional();
    }

    @Override
    public Optional<Replay> find(String name) {
        return jdbc.sql("select * from projection_replay where name = :name")
                .param("name", name)
                .query((row, number) -> replay(row))
                .optional();
    }

    @Override
    public boolean cancel(String name) {
        return jdbc.sql("update projection_replay set cancelled = true where name = :name and state = 'running'")
                        .param("name", name)
                        .update()
                == 1;
    }

    @Override
    public boolean cancelled(String name) {
        return jdbc.sql("select cancelled from projection_replay where name = :name")
                .param("name", name)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static Replay replay(ResultSet row) throws SQLException {
        return new Replay(
                row.getString("name"),
                EnumColumns.to(State.class, row.getString("state")),
                row.getLong("done"),
                row.getLong("total"),
                Times.get(row, "started_at"),
                Times.find(row, "finished_at"),
                row.getString("error"),
                Times.get(row, "runs_since"),
                row.getLong("runs_from"));
    }
}
