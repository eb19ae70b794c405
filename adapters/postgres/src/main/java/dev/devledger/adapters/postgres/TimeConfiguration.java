package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.time.PostgresTimeEntryDirectory;
import dev.devledger.adapters.postgres.time.PostgresTimeEntryList;
import dev.devledger.adapters.postgres.time.PostgresTimeEntryQueries;
import dev.devledger.adapters.postgres.time.PostgresWorkedTime;
import dev.devledger.application.confined.ConfinedEntries;
import dev.devledger.application.confined.ConfinedTime;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.time.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntryList;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.WorkedTime;
import dev.devledger.application.tree.TaskTree;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Time entries in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    TimeEntryList timeEntryList(DataSource database) {
        return new PostgresTimeEntryList(database);
    }

    @Bean
    WorkedTime workedTime(DataSource database) {
        return new PostgresWorkedTime(database);
    }

    @Bean
    TimeEntryDirectory timeEntryDirectory(DataSource database, TaskTree tree) {
        return new ConfinedEntries(new PostgresTimeEntryDirectory(database), tree);
    }

    @Bean
    TimeEntryQueries timeEntryQueries(
            DataSource database, PlatformTransactionManager transactions, Clock clock, Connectors connectors) {
        return new ConfinedTime(
                new PostgresTimeEntryQueries(JdbcClient.create(database), transactions, clock, connectors.accounts()));
    }
}
