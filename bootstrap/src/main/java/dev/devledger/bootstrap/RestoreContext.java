package dev.devledger.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.postgres.PostgresConfiguration;
import dev.devledger.adapters.postgres.transfer.RestoreWiring;
import dev.devledger.adapters.sandbox.common.SandboxSchema;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Savepoints;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The wiring of projections once more, for the tables that a ledger is restored into. */
final class RestoreContext {
    private RestoreContext() {}

    static RestoreWiring on(HikariDataSource restored, DataSource live, Connectors connectors, Clock clock) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(HikariDataSource.class, () -> restored);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(restored));
        context.registerBean(Connectors.class, () -> connectors);
        context.registerBean(Clock.class, () -> clock);
        context.register(PostgresConfiguration.class, ProjectionConfiguration.class);
        context.refresh();
        return new RestoreWiring(
                restored,
                context.getBean(PlatformTransactionManager.class),
                context.getBeanProvider(Projection.class).stream().toList(),
                context.getBean(EventLog.class),
                context.getBean(ParkedEvents.class),
                context.getBean(Savepoints.class),
                () -> SandboxSchema.migrate(live),
                context::close); // and with it the connections
    }
}
