package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.eventstore.PostgresLostCommits;
import dev.devledger.adapters.postgres.eventstore.RememberedRows;
import dev.devledger.adapters.postgres.limit.PostgresPermits;
import dev.devledger.adapters.postgres.readmodel.PostgresProjectLocks;
import dev.devledger.adapters.postgres.readmodel.PostgresTaskTree;
import dev.devledger.adapters.postgres.sql.DatabaseAway;
import dev.devledger.adapters.postgres.sql.PostgresSavepoints;
import dev.devledger.adapters.postgres.write.PostgresFence;
import dev.devledger.adapters.postgres.write.PostgresGenerations;
import dev.devledger.adapters.postgres.write.PostgresIdempotencyStore;
import dev.devledger.adapters.postgres.write.PostgresSettledHead;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.application.confined.ConfinedLocks;
import dev.devledger.application.confined.ConfinedTree;
import dev.devledger.application.history.Moments;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.LostCommits;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.ledger.WriteGate;
import dev.devledger.application.limit.SharedPermits;
import dev.devledger.application.projection.Generations;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Rebuilds;
import dev.devledger.application.projection.Savepoints;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import java.time.Clock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The ports that PostgreSQL is behind. All of them take part in the Spring transaction at hand. Those that a write needs
 * are here, the others where they are imported from.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    AccessTokenConfiguration.class,
    ReadModelConfiguration.class,
    TimeConfiguration.class,
    EventLogConfiguration.class,
    SyncMemoryConfiguration.class
})
public class PostgresConfiguration {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;
    private final SpareKeys taskKeys = new SpareKeys();
    private final SpareKeys projectKeys = new SpareKeys();
    private final PostgresTaskTree taskTree;

    public PostgresConfiguration(DataSource dataSource, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = transactions;
        this.taskTree = new PostgresTaskTree(dataSource, taskKeys);
    }

    /** Static, as the transactions that the others take part in are made with it. */
    @Bean
    static LostCommits lostCommits(DataSource dataSource) {
        return new PostgresLostCommits(dataSource);
    }

    @Bean
    RowWrites rowWrites() {
        return new RowWrites(dataSource);
    }

    @Bean
    Moments moments(Clock clock, ObjectProvider<Rebuilds> rebuilds) {
        return new Moments(new PostgresSettledHead(jdbc), clock, () -> rebuilds.ifAvailable(Rebuilds::requirePast));
    }

    @Bean
    RememberedRows rememberedRows() {
        return () -> {
            forgetKeys();
            taskTree.forget();
        };
    }

    private void forgetKeys() {
        taskKeys.forget();
        projectKeys.forget();
    }

    @Bean
    WriteGate writeGate(PostgresFence fence) {
        return new PostgresWriteGate(dataSource, fence, this::forgetKeys);
    }

    @Bean
    PostgresFence fence(ObjectProvider<Projection> projections) {
        return new PostgresFence(
                jdbc, projections.stream().collect(Collectors.toMap(Projection::name, Projection::generation)));
    }

    @Bean
    Generations generations() {
        return new PostgresGenerations(jdbc, transactions);
    }

    @Bean
    StoreOutage outage() {
        return new DatabaseAway();
    }

    @Bean
    Savepoints savepoints() {
        return new PostgresSavepoints(transactions);
    }

    @Bean
    IdempotencyStore answers() {
        return new PostgresIdempotencyStore(jdbc, dataSource, transactions, taskKeys);
    }

    @Bean
    SharedPermits permits() {
        return new PostgresPermits(dataSource);
    }

    @Bean
    TaskTree taskTree() {
        return new ConfinedTree(taskTree);
    }

    @Bean
    ProjectLocks projectLocks() {
        return new ConfinedLocks(new PostgresProjectLocks(dataSource, taskKeys, projectKeys));
    }
}
