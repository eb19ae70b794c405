package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.PostgresEventStorage;
import dev.devledger.application.ledger.axon.CommandEngine;
import dev.devledger.application.ledger.axon.CommandEngine.EntityLocks;
import dev.devledger.application.ledger.axon.ProvenanceCorrelation;
import dev.devledger.application.ledger.axon.StateCache;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Configures Axon: the command handlers, and the store of their events. Axon's own starter is not used: it would search
 * Spring's beans for these and for much more, and with Spring Boot 4 it finds neither the database nor the
 * transactions.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration implements SmartLifecycle {
    private final StateCache states = new StateCache();
    private final org.axonframework.config.Configuration axon;
    private volatile @Nullable Registration commands;

    AxonConfiguration(DataSource database, PlatformTransactionManager transactions) {
        axon = configured(database, new SpringTransactionManager(transactions)).buildConfiguration();
    }

    /** Configures Axon without the modules on the class path, one of which contacts Axon's makers for updates. */
    private Configurer configured(DataSource database, TransactionManager transactions) {
        // Axon would print an advertisement at its first start.
        System.setProperty("disable-axoniq-console-message", "true");
        // All values have one serializer, which writes Devledger's names and readable JSON, never the names of Java
        // classes.
        return DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(c -> LedgerSerializer.create())
                .configureTransactionManager(c -> transactions)
                .registerComponent(
                        EventStorageEngine.class,
                        c -> PostgresEventStorage.engine(
                                database, transactions, c.eventSerializer(), EventUpcasters.chain()))
                .configureEmbeddedEventStore(c -> c.getComponent(EventStorageEngine.class))
                .configureCorrelationDataProviders(c -> List.of(new ProvenanceCorrelation()));
    }

    @Bean
    StateCache stateCache() {
        return states;
    }

    @Bean(destroyMethod = "") // it stops in its phase, before beans are destroyed
    org.axonframework.config.Configuration axon() {
        return axon;
    }

    @Override
    public void start() {
        axon.start();
        commands = new CommandEngine(axon.eventStore(), states, new EntityLocks()).subscribe(axon.commandBus());
    }

    @Override
    public void stop() {
        Registration subscribed = commands;
        if (subscribed != null) {
            subscribed.cancel();
        }
        axon.shutdown();
        commands = null;
    }

    @Override
    public boolean isRunning() {
        return commands != null;
    }

    /** Starts before the web server, and stops after the web server has answered its last request. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
    }
}
