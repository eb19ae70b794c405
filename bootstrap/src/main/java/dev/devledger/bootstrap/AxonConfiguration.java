package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.PostgresEventStorage;
import dev.devledger.application.ledger.axon.CommandEngine;
import dev.devledger.application.ledger.axon.EntityLocks;
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
 * Axon, put together: who handles commands, and where their events go. Its own starter would look for all of that
 * among Spring's beans, and for much that is not used here; on Boot 4 it finds neither database nor transactions.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration implements SmartLifecycle {
    private final StateCache states = new StateCache();
    private final org.axonframework.config.Configuration axon;
    private volatile @Nullable Registration commands;

    AxonConfiguration(DataSource database, PlatformTransactionManager transactions) {
        axon = configured(database, new SpringTransactionManager(transactions)).buildConfiguration();
    }

    /** Modules that come along on the class path stay out: one of them asks its makers for updates. */
    private Configurer configured(DataSource database, TransactionManager transactions) {
        // Axon prints an advertisement at its first start otherwise.
        System.setProperty("disable-axoniq-console-message", "true");
        // One serializer for everything: our names and readable JSON, never the names of Java classes.
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

    @Bean(destroyMethod = "") // it goes before the first bean does
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

    /** There before the web server, and until it has answered its last request. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
    }
}
