package dev.devledger.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.embeddedpostgres.DatabaseUrl;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The data folder, and the database: one of the user's own where a URL is given, else the one that we bring. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    DataDirectory dataDirectory(DevledgerProperties properties) {
        return DataDirectory.open(properties.dataDir());
    }

    /** Only without {@code spring.datasource.url}. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoDatabaseOfTheUsersOwn.class)
    static class Embedded {

        /** {@code binaries} is where several data folders share the programs, such as those of tests. */
        @Bean(destroyMethod = "close")
        EmbeddedDatabase embeddedDatabase(
                DataDirectory dataDirectory, @Value("${devledger.embedded.binaries:#{null}}") @Nullable Path binaries) {
            EmbeddedDatabase.Settings settings = new EmbeddedDatabase.Settings(dataDirectory.path());
            return EmbeddedDatabase.start(binaries == null ? settings : settings.withBinaries(binaries));
        }

        /** Depends on the server, so it is closed before it. */
        @Bean
        @ConfigurationProperties("spring.datasource.hikari")
        HikariDataSource dataSource(EmbeddedDatabase embeddedDatabase) {
            return DataSourceBuilder.create()
                    .type(HikariDataSource.class)
                    .url(embeddedDatabase.jdbcUrl())
                    .username(embeddedDatabase.username())
                    .password(embeddedDatabase.password())
                    .build();
        }
    }

    /** Only with it; once the database has answered, as the file must not lead anybody to one that is not there. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(DatabaseOfTheUsersOwn.class)
    static class Own {
        @Bean(destroyMethod = "close")
        @DependsOnDatabaseInitialization
        OwnDatabaseUrl ownDatabaseUrl(DataDirectory dataDirectory, DataSourceProperties database) {
            return OwnDatabaseUrl.write(
                    new DatabaseUrl(dataDirectory),
                    DatabaseUrl.withLogin(
                            database.determineUrl(), database.determineUsername(), database.determinePassword()));
        }
    }

    static final class DatabaseOfTheUsersOwn extends NoneNestedConditions {
        DatabaseOfTheUsersOwn() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @Conditional(NoDatabaseOfTheUsersOwn.class)
        static class Embedded {}
    }

    static final class NoDatabaseOfTheUsersOwn extends SpringBootCondition {
        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String url = context.getEnvironment().getProperty("spring.datasource.url", "");
            return url.isBlank()
                    ? ConditionOutcome.match(ConditionMessage.of("spring.datasource.url is not set"))
                    : ConditionOutcome.noMatch(ConditionMessage.of("spring.datasource.url is set"));
        }
    }
}
