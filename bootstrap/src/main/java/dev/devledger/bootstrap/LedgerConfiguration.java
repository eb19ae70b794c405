package dev.devledger.bootstrap;

import dev.devledger.adapters.health.LedgerHealth;
import dev.devledger.application.billing.BillingItems;
import dev.devledger.application.billing.BillingRefs;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.NextClaims;
import dev.devledger.application.confined.ConfinedLedger;
import dev.devledger.application.confined.Confinement;
import dev.devledger.application.dependency.Circles;
import dev.devledger.application.dependency.DependencyRefs;
import dev.devledger.application.imports.EntryRules;
import dev.devledger.application.imports.ImportRules;
import dev.devledger.application.imports.ImportStore;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.ledger.Fence;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.ledger.WriteGate;
import dev.devledger.application.ledger.axon.AxonLedger;
import dev.devledger.application.ledger.axon.LedgerStore;
import dev.devledger.application.ledger.axon.ManyAtOnce;
import dev.devledger.application.many.ManyEvents;
import dev.devledger.application.many.TableStatistics;
import dev.devledger.application.person.Assignees;
import dev.devledger.application.person.Owner;
import dev.devledger.application.person.People;
import dev.devledger.application.progress.LongWrites;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.projection.Generations;
import dev.devledger.application.projection.LiveProjections;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Rebuilds;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.task.TaskDependencies;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.BookedOn;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.Timers;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoReads;
import dev.devledger.application.undo.UndoRules;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.domain.project.PlacementRules;
import dev.devledger.domain.project.ReservedTags;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The way of a write: use case, aggregate, event store, projections. */
@Configuration(proxyBeanMethods = false)
@Import({
    ManyEvents.class,
    LongWrites.class,
    Projects.class,
    Tasks.class,
    People.class,
    Owner.class,
    BillingItems.class,
    BillingRefs.class,
    Claims.class,
    NextClaims.class,
    Assignees.class,
    BookedOn.class,
    Timers.class,
    Circles.class,
    DependencyRefs.class,
    TaskDependencies.class,
    UndoRules.class,
    LiveProjections.class
})
class LedgerConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ZoneId timeZone(DevledgerProperties properties) {
        return properties.zone();
    }

    /** For whoever writes here; see {@link Confinement}. */
    @Bean
    @Primary
    Ledger ledger(@Qualifier("axonLedger") Ledger all, TaskQueries tasks, TaskTree tree, TimeEntryDirectory entries) {
        return new ConfinedLedger(all, tasks, tree, entries);
    }

    @Bean
    Ledger axonLedger(
            org.axonframework.config.Configuration axon,
            WriteGate gate,
            IdempotencyStore answers,
            StoreOutage outage,
            ManyEvents many,
            LongWrites longWrites,
            Clock clock,
            DevledgerProperties properties) {
        Duration patience = properties.ledger().patience();
        return new AxonLedger(
                axon.commandBus(),
                new LedgerStore(axon.getComponent(TransactionManager.class), gate, answers, outage),
                new ManyAtOnce(many, longWrites, ManyAtOnce.FEW),
                clock,
                patience);
    }

    /** A crash has forgotten which tables had changed. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> lookAtTables(TableStatistics statistics) {
        return event -> statistics.refresh();
    }

    @Bean
    TimeEntries timeEntries(TimeEntryDirectory directory, DevledgerProperties properties) {
        return new TimeEntries(directory, properties.time().overlap());
    }

    @Bean
    ReservedTags reservedTags(List<Connector> connectors) {
        return new ReservedTags(connectors.stream()
                .flatMap(each -> each.words().reservedTags().stream())
                .collect(Collectors.toSet()));
    }

    @Bean
    PlacementRules placementRules(Connectors connectors) {
        return connectors.placing();
    }

    @Bean
    EntryRules entryRules(
            ProjectQueries projects,
            TimeEntryDirectory directory,
            TimeEntryQueries queries,
            DevledgerProperties properties) {
        return new EntryRules(projects, directory, queries, properties.time().overlap());
    }

    @Bean
    Imports imports(
            ImportStore store,
            ProjectLocks locks,
            TaskTree tree,
            ReservedTags reserved,
            PlacementRules placing,
            EntryRules entries,
            WriteGate gate,
            IdempotencyStore answers,
            ManyEvents many,
            Clock clock) {
        return new Imports(store, new ImportRules(locks, tree, reserved, placing, entries), gate, answers, many, clock);
    }

    @Bean
    UndoChangeSets undos(UndoReads reads, ProjectLocks locks, UndoRules rules, LongWrites longWrites) {
        return new UndoChangeSets(reads, locks, rules, longWrites);
    }

    /** Straight at the store, and not through an event processor: what a projection throws must fail the write. */
    @Bean(destroyMethod = "cancel")
    Registration liveProjectionsRegistration(org.axonframework.config.Configuration axon, LiveProjections live) {
        return axon.eventStore().subscribe(live::accept);
    }

    /** Made before anybody writes, so that it is known who may. */
    @Bean
    @DependsOnDatabaseInitialization
    Rebuilds rebuilds(List<Projection> projections, Generations generations, Fence fence, Clock clock) {
        Rebuilds rebuilds = new Rebuilds(projections, generations, fence, clock);
        rebuilds.claim();
        return rebuilds;
    }

    @Bean
    HealthIndicator ledgerHealthIndicator(Fence fence, Rebuilds rebuilds, ParkedEvents parked) {
        return new LedgerHealth(fence, rebuilds, parked);
    }
}
