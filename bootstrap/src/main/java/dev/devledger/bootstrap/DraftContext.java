package dev.devledger.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.postgres.PostgresConfiguration;
import dev.devledger.adapters.postgres.transfer.RestoreWiring;
import dev.devledger.adapters.sandbox.common.SandboxSchema;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Savepoints;
import dev.devledger.application.sync.connector.ConnectedAccount;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The wiring of projections once more, for the tables of a draft. */
final class DraftContext {
    private DraftContext() {}

    static RestoreWiring on(HikariDataSource draft, DataSource live, ConnectedAccount account) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(HikariDataSource.class, () -> draft);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(draft));
        context.registerBean(ConnectedAccount.class, () -> account);
        context.register(PostgresConfiguration.class, ProjectionConfiguration.class);
        context.refresh();
        return new RestoreWiring(
                draft,
                context.getBean(PlatformTransactionManager.class),
                context.getBeanProvider(Projection.class).stream().toList(),
                context.getBean(EventLog.class),
                context.getBean(ParkedEvents.class),
                context.getBean(Savepoints.class),
                () -> SandboxSchema.migrate(live),
                context::close); // and with it the connections
    }
}
