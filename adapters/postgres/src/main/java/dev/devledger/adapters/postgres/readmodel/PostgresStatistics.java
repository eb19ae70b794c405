package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.application.projection.BulkEvents.TableStatistics;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Analyzes tables right after a large change. Autovacuum would do so within a minute or so, too late for many
 * statements, and by counters that a crash clears. Analyzing reads samples, and blocks neither readers nor writers.
 */
public final class PostgresStatistics implements TableStatistics, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresStatistics.class);

    /**
     * Selects the tables whose files have grown by a fifth since the last analysis; unlike counters, file sizes survive
     * a crash.
     */
    public static final String OUTDATED = """
            select c.oid::regclass::text from pg_class c
            where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
              and pg_relation_size(c.oid) / current_setting('block_size')::int > 1.2 * greatest(c.relpages, 0) + 20
            order by 1
            """;

    private final JdbcClient jdbc;

    /**
     * Runs one analysis at a time. At most one further analysis waits, and also serves all requests made while it
     * waits.
     */
    private final ExecutorService thread = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(1),
            Thread.ofPlatform().daemon().name("statistics").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    public PostgresStatistics(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public void refresh() {
        thread.execute(this::analyze);
    }

    public void analyze() {
        try {
            List<String> outdated = jdbc.sql(OUTDATED).query(String.class).list();
            outdated.forEach(table -> jdbc.sql("analyze " + table).update());
            LOG.debug("Analyzed {}", outdated);
        } catch (DataAccessException e) {
            // A log line is enough: autovacuum will do it, and a replay may have replaced a table.
            LOG.info(
                    "The tables could not be analyzed now: {}",
                    e.getMostSpecificCause().getMessage());
        }
    }

    /** Interrupts the thread; a running analysis ends when its connection is closed. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
