package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.application.projection.ManyEvents.TableStatistics;
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
 * Analyzes tables after a large change at once. Autovacuum does it within a minute or so, but by counters that a crash
 * clears, and many statements come before. Analyzing reads samples, and blocks neither readers nor writers.
 */
public final class PostgresStatistics implements TableStatistics, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresStatistics.class);

    /**
     * The tables to analyze, by the size of their files, which a crash does not clear: those that grew by a fifth
     * since.
     */
    public static final String OUTDATED = """
            select c.oid::regclass::text from pg_class c
            where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
              and pg_relation_size(c.oid) / current_setting('block_size')::int > 1.2 * greatest(c.relpages, 0) + 20
            order by 1
            """;

    private final JdbcClient jdbc;

    /** One run at a time; a waiting one serves all later requests. */
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

    /** A run under way ends with its connection. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
