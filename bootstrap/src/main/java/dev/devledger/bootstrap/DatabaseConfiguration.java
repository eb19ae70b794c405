package dev.devledger.bootstrap;

import dev.devledger.adapters.connection.BoundedTransactions;
import dev.devledger.adapters.connection.DatabaseHealth;
import dev.devledger.adapters.connection.NewConnections.ServerWatch;
import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.embeddedpostgres.DatabaseUrl;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.postgres.eventstore.PostgresLostCommits;
import dev.devledger.adapters.postgres.sql.Unreadable;
import dev.devledger.application.access.AccessTokenCheck;
import dev.devledger.application.ledger.StoreOutage.LostCommits;
import dev.devledger.application.ledger.axon.StateCache;
import dev.devledger.bootstrap.database.DatabaseStart;
import dev.devledger.bootstrap.database.DatabaseStart.OwnDatabaseUrl;
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

/** The data folder, and the database: one of the user's own where a URL is given, else the one that we bring. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** The transactions that all others take part in are made with it. */
    @Bean
    LostCommits lostCommits(DataSource dataSource) {
        return new PostgresLostCommits(dataSource);
    }

    @Bean
    ServerWatch serverWatch() {
        return new ServerWatch();
    }

    /** What this node knows of one server it must not believe of another one. */
    @Bean
    SmartInitializingSingleton memories(
            ServerWatch watch, StateCache states, PostgresTables tables, AccessTokenCheck tokens) {
        return () -> {
            watch.remembers(states::removeAll);
            watch.remembers(tables::forget);
            watch.remembers(tokens::forget);
        };
    }

    /** Who waits for the turn of a write waits as long as for a connection. */
    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource, LostCommits lost) throws SQLException {
        LimitedPool pool = dataSource.unwrap(LimitedPool.class);
        return new BoundedTransactions(
                dataSource, lost, pool.getMaximumPoolSize(), Duration.ofMillis(pool.getConnectionTimeout()));
    }

    @Bean
    HealthIndicator dbHealthContributor(DataSource dataSource) throws SQLException {
        return new DatabaseHealth(
                dataSource.unwrap(LimitedPool.class), () -> Unreadable.met().size());
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
    DatabaseStart databaseStart() {
        return new DatabaseStart();
    }

    /** An index on a large table takes longer than any request may; so does the wait for another node that makes it. */
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

    /** Only without {@code spring.datasource.url}. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoDatabaseOfTheUsersOwn.class)
    static class Embedded {
        @Bean(destroyMethod = "close")
        EmbeddedDatabase embeddedDatabase(EmbeddedStart start) {
            return start.database();
        }

        /** Depends on the server, so it is closed before it. */
        @Bean
        @ConfigurationProperties("spring.datasource.hikari")
        LimitedPool dataSource(EmbeddedDatabase embeddedDatabase, DevledgerProperties properties, ServerWatch watch) {
            return new LimitedPool(
                    embeddedDatabase.jdbcUrl(),
                    embeddedDatabase.username(),
                    embeddedDatabase.password(),
                    properties.database().limits(),
                    watch);
        }
    }

    /** Only with it; once the database has answered, as the file must not lead anybody to one that is not there. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(DatabaseOfTheUsersOwn.class)
    static class Own {
        @Bean
        @ConfigurationProperties("spring.datasource.hikari")
        LimitedPool dataSource(DataSourceProperties database, DevledgerProperties properties, ServerWatch watch) {
            return new LimitedPool(
                    database.determineUrl(),
                    database.determineUsername(),
                    database.determinePassword(),
                    properties.database().limits(),
                    watch);
        }

        @Bean(destroyMethod = "close")
        @DependsOnDatabaseInitialization
        OwnDatabaseUrl ownDatabaseUrl(DataDirectory dataDirectory, DataSourceProperties database) {
            return OwnDatabaseUrl.write(
                    new DatabaseUrl(dataDirectory),
                    DatabaseUrl.withLogin(
                            database.determineUrl(), database.determineUsername(), database.determinePassword()));
        }
    }

    /** With {@code spring.datasource.url}. */
    static final class DatabaseOfTheUsersOwn extends NoneNestedConditions {
        DatabaseOfTheUsersOwn() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @Conditional(NoDatabaseOfTheUsersOwn.class)
        static class Embedded {}
    }

    /** Then Devledger brings its own. */
    static final class NoDatabaseOfTheUsersOwn extends SpringBootCondition {
        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return EmbeddedStart.isWanted(context.getEnvironment())
                    ? ConditionOutcome.match(ConditionMessage.of("spring.datasource.url is not set"))
                    : ConditionOutcome.noMatch(ConditionMessage.of("spring.datasource.url is set"));
        }
    }
}
