package dev.devledger.bootstrap;

import dev.devledger.adapters.connection.CommitResolvingTransactions.BoundedTransactions;
import dev.devledger.adapters.connection.DatabaseHealth;
import dev.devledger.adapters.connection.PoolConnectionSource.ServerChangeDetector;
import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.embeddedpostgres.DatabaseUrlFile;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.postgres.eventstore.PostgresLostCommits;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.application.access.AccessTokenCheck;
import dev.devledger.application.ledger.Ledger.StoreOutage.LostCommits;
import dev.devledger.application.ledger.axon.StateCache;
import dev.devledger.bootstrap.database.DatabaseMigration;
import dev.devledger.bootstrap.database.DatabaseMigration.PublishedDatabaseUrl;
import dev.devledger.bootstrap.database.EmbeddedStart;
import dev.devledger.bootstrap.database.LimitedPool;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.start.StopDeadline;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.transaction.PlatformTransactionManager;

/** The data folder and the database: the user's own if a URL is set, otherwise the embedded one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Resolves lost commits of all transactions, as the transaction manager uses it. */
    @Bean
    LostCommits lostCommits(DataSource dataSource) {
        return new PostgresLostCommits(dataSource);
    }

    @Bean
    ServerChangeDetector serverWatch() {
        return new ServerChangeDetector();
    }

    /** Clears this node's caches when the database server changes. */
    @Bean
    SmartInitializingSingleton memories(
            ServerChangeDetector watch, StateCache states, PostgresTables tables, AccessTokenCheck tokens) {
        return () -> {
            watch.remembers(states::removeAll);
            watch.remembers(tables::forget);
            watch.remembers(tokens::forget);
        };
    }

    /** Makes the transaction manager. A write waits for its turn at most as long as for a connection. */
    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource, LostCommits lost) throws SQLException {
        LimitedPool pool = dataSource.unwrap(LimitedPool.class);
        return new BoundedTransactions(
                dataSource, lost, pool.getMaximumPoolSize(), Duration.ofMillis(pool.getConnectionTimeout()));
    }

    @Bean
    HealthIndicator dbHealthContributor(DataSource dataSource) throws SQLException {
        return new DatabaseHealth(dataSource.unwrap(LimitedPool.class), () -> UnreadableValues.met()
                .size());
    }

    @Bean
    MeterBinder connectionsGivenUp(DataSource dataSource) throws SQLException {
        LimitedPool pool = dataSource.unwrap(LimitedPool.class);
        return registry -> FunctionCounter.builder(
                        "devledger.database.connections.given.up", pool, LimitedPool::givenUp)
                .description("Connections to PostgreSQL that were closed because no answer came")
                .register(registry);
    }

    @Bean
    DatabaseMigration databaseStart() {
        return new DatabaseMigration();
    }

    /**
     * Migrates without time limits, as an index on a large table, or waiting for another node's migration, takes longer
     * than any request.
     */
    @Bean
    FlywayConfigurationCustomizer patientMigrations(DataSource dataSource, Environment environment)
            throws SQLException {
        DataSource patient = dataSource.unwrap(LimitedPool.class).patient();
        boolean apart =
                environment.containsProperty("spring.flyway.url") || environment.containsProperty("spring.flyway.user");
        return apart ? flyway -> {} : flyway -> flyway.dataSource(patient);
    }

    @Bean
    StopDeadline stopDeadline(
            DataSource dataSource, @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration grace)
            throws SQLException {
        return new StopDeadline(dataSource.unwrap(LimitedPool.class), grace);
    }

    /** The embedded database, which is used if {@code spring.datasource.url} is not set. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(EmbeddedDatabaseCondition.class)
    static class Embedded {
        @Bean(destroyMethod = "close")
        EmbeddedDatabase embeddedDatabase(EmbeddedStart start) {
            return start.database();
        }

        /** Makes the pool from the server, so that the pool is closed before the server. */
        @Bean
        @ConfigurationProperties("spring.datasource.hikari")
        LimitedPool dataSource(
                EmbeddedDatabase embeddedDatabase, DevledgerProperties properties, ServerChangeDetector watch) {
            return new LimitedPool(
                    embeddedDatabase.jdbcUrl(),
                    embeddedDatabase.username(),
                    embeddedDatabase.password(),
                    properties.database().limits(),
                    watch);
        }
    }

    /**
     * The user's own database. Its URL is written into the file only once the database has answered, so that the file
     * never names one that does not.
     */
    @Configuration(proxyBeanMethods = false)
    @Conditional(ExternalDatabaseCondition.class)
    static class ExternalDatabase {
        @Bean
        @ConfigurationProperties("spring.datasource.hikari")
        LimitedPool dataSource(
                DataSourceProperties database, DevledgerProperties properties, ServerChangeDetector watch) {
            return new LimitedPool(
                    database.determineUrl(),
                    database.determineUsername(),
                    database.determinePassword(),
                    properties.database().limits(),
                    watch);
        }

        @Bean(destroyMethod = "close")
        @DependsOnDatabaseInitialization
        PublishedDatabaseUrl ownDatabaseUrl(DataDirectory dataDirectory, DataSourceProperties database) {
            return PublishedDatabaseUrl.write(
                    new DatabaseUrlFile(dataDirectory),
                    DatabaseUrlFile.withLogin(
                            database.determineUrl(), database.determineUsername(), database.determinePassword()));
        }
    }

    /** Matches if {@code spring.datasource.url} is set. */
    static final class ExternalDatabaseCondition extends NoneNestedConditions {
        ExternalDatabaseCondition() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @Conditional(EmbeddedDatabaseCondition.class)
        static class Embedded {}
    }

    /** Matches if {@code spring.datasource.url} is not set: Devledger then uses the embedded database. */
    static final class EmbeddedDatabaseCondition extends SpringBootCondition {
        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return EmbeddedStart.isWanted(context.getEnvironment())
                    ? ConditionOutcome.match(ConditionMessage.of("spring.datasource.url is not set"))
                    : ConditionOutcome.noMatch(ConditionMessage.of("spring.datasource.url is set"));
        }
    }
}
