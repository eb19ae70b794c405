package dev.devledger.bootstrap;

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
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** How a command finds its aggregate. */
@Configuration(proxyBeanMethods = false)
@Import(AggregateCache.class)
class AggregateConfiguration {

    @Bean
    ConfigurerModule aggregates(AggregateCache states) {
        AggregateLocks locks = new AggregateLocks();
        return configurer -> List.of(
                        ProjectAggregate.class,
                        TaskAggregate.class,
                        ClaimAggregate.class,
                        PersonAggregate.class,
                        BillingAggregate.class,
                        TimeEntryAggregate.class,
                        SyncLinkAggregate.class,
                        ConflictAggregate.class,
                        EntryLinkAggregate.class)
                .forEach(type -> configurer.configureAggregate(aggregate(type, states, locks)));
    }

    private static <T> AggregateConfigurer<T> aggregate(Class<T> type, AggregateCache states, AggregateLocks locks) {
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
    CorrelationDataProvider provenance() {
        return new ProvenanceCorrelation();
    }
}
