package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.eventstore.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.PostgresEventStorage;
import dev.devledger.application.billing.BillingAggregate;
import dev.devledger.application.claim.ClaimAggregate;
import dev.devledger.application.ledger.axon.AggregateCache;
import dev.devledger.application.ledger.axon.AggregateLocks;
import dev.devledger.application.ledger.axon.ProvenanceCorrelation;
import dev.devledger.application.person.PersonAggregate;
import dev.devledger.application.project.ProjectAggregate;
import dev.devledger.application.sync.record.ConflictAggregate;
import dev.devledger.application.sync.record.EntryLinkAggregate;
import dev.devledger.application.sync.record.SyncLinkAggregate;
import dev.devledger.application.task.TaskAggregate;
import dev.devledger.application.time.TimeEntryAggregate;
import dev.devledger.domain.shared.Addressed;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon, put together: how a command finds its aggregate, and where its events go. Its own starter would look for all of that
 * among Spring's beans, and for much that is not used here; on Boot 4 it finds neither database nor transactions.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration implements SmartLifecycle {
    private static final List<Class<?>> AGGREGATES = List.of(
            ProjectAggregate.class,
            TaskAggregate.class,
            ClaimAggregate.class,
            PersonAggregate.class,
            BillingAggregate.class,
            TimeEntryAggregate.class,
            SyncLinkAggregate.class,
            ConflictAggregate.class,
            EntryLinkAggregate.class);

    private final AggregateCache states = new AggregateCache();
    private final org.axonframework.config.Configuration axon;
    private volatile boolean running;

    AxonConfiguration(DataSource database, PlatformTransactionManager transactions) {
        axon = configured(database, new SpringTransactionManager(transactions)).buildConfiguration();
    }

    /** Modules that come along on the class path stay out: one of them asks its makers for updates. */
    private Configurer configured(DataSource database, TransactionManager transactions) {
        // Axon prints an advertisement at its first start otherwise.
        System.setProperty("disable-axoniq-console-message", "true");
        // One serializer for everything: our names and readable JSON, never the names of Java classes.
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(c -> LedgerSerializer.create())
                .configureTransactionManager(c -> transactions)
                .registerComponent(
                        EventStorageEngine.class,
                        c -> PostgresEventStorage.engine(
                                database, transactions, c.eventSerializer(), EventUpcasters.chain()))
                .configureEmbeddedEventStore(c -> c.getComponent(EventStorageEngine.class))
                .configureCorrelationDataProviders(c -> List.of(new ProvenanceCorrelation()));
        AggregateLocks locks = new AggregateLocks();
        AGGREGATES.forEach(type -> configurer.configureAggregate(aggregate(type, locks)));
        return configurer;
    }

    private <T> AggregateConfigurer<T> aggregate(Class<T> type, AggregateLocks locks) {
        return AggregateConfigurer.defaultConfiguration(type)
                .configureCommandTargetResolver(c -> byAddress())
                .configureCache(c -> states)
                .configureLockFactory(c -> locks);
    }

    /** The deciders check the expected version, so Axon is not told one: with CREATE_IF_MISSING it would ignore it. */
    private static CommandTargetResolver byAddress() {
        return (CommandMessage<?> command) ->
                new VersionedAggregateIdentifier((Object) ((Addressed) command.getPayload()).address(), null);
    }

    @Bean
    AggregateCache aggregateCache() {
        return states;
    }

    @Bean(destroyMethod = "") // it goes before the first bean does
    org.axonframework.config.Configuration axon() {
        return axon;
    }

    @Override
    public void start() {
        axon.start();
        running = true;
    }

    @Override
    public void stop() {
        axon.shutdown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** There before the web server, and until it has answered its last request. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
    }
}
