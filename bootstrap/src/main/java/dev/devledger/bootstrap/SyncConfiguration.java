package dev.devledger.bootstrap;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.adapters.metrics.SyncCounters;
import dev.devledger.adapters.postgres.transfer.StaleLeases;
import dev.devledger.adapters.scheduling.BackgroundWork;
import dev.devledger.adapters.ticktick.TickTickConnector;
import dev.devledger.adapters.ticktick.client.TickTickAccount;
import dev.devledger.adapters.ticktick.client.TickTickSettings;
import dev.devledger.application.direct.PassThrough;
import dev.devledger.application.ledger.Fence;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.person.PersonQueries;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.projection.ReplayRunner;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.sync.HintIntake;
import dev.devledger.application.sync.LeftOutList;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncRunner;
import dev.devledger.application.sync.SyncRunners;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.conflict.EntryResolution;
import dev.devledger.application.sync.conflict.LocalChanges;
import dev.devledger.application.sync.conflict.ToldConflicts;
import dev.devledger.application.sync.connector.CallLogs;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.cycle.SyncMeters;
import dev.devledger.application.sync.cycle.SyncPorts;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.memory.Closures;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.FeedCursors;
import dev.devledger.application.sync.memory.Lease;
import dev.devledger.application.sync.memory.LeftObjects;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.NoteWork;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingHints;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.application.sync.memory.SyncAlarm;
import dev.devledger.application.sync.memory.TimeWork;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.bootstrap.account.Upkeep;
import dev.devledger.bootstrap.settings.ConfiguredPolicies;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.ShownSettings;
import dev.devledger.bootstrap.settings.TickTickProperties;
import dev.devledger.bootstrap.settings.TickTickProperties.CardTasks;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** What keeps the connected accounts in step. */
@Configuration(proxyBeanMethods = false)
@Import({
    Connectors.class,
    LedgerPorts.class,
    Conflicts.class,
    EntryResolution.class,
    LocalChanges.class,
    ToldConflicts.class
})
class SyncConfiguration {

    @Bean(destroyMethod = "close")
    @Order(1)
    TickTickConnector tickTickConnector(
            ConnectedAccount ticktickAccount,
            DevledgerProperties properties,
            Environment environment,
            ZoneId zone,
            TickTickSettings settings,
            TickTickAccount access,
            CallLogs calls) {
        SyncSettings sync = settings(properties.ticktick(), environment, zone);
        return new TickTickConnector(
                ticktickAccount,
                sync,
                ShownSettings.of(properties.ticktick(), sync.policies()),
                settings,
                access,
                calls.of(ticktickAccount));
    }

    @Bean
    PassThrough tickTickPassThrough(TickTickConnector connector) {
        return connector.passThrough();
    }

    private static SyncSettings settings(TickTickProperties ticktick, Environment environment, ZoneId zone) {
        return new SyncSettings(
                ticktick.listName(),
                ticktick.cardTasks() == CardTasks.SUBTASKS,
                ticktick.settle(),
                ticktick.pollInterval(),
                ConfiguredPolicies.of(environment, "ticktick"),
                zone);
    }

    @Bean
    SyncPorts syncPorts(
            LinkBook links,
            ConflictBook conflicts,
            SuspectedAbsences doubts,
            PendingWork work,
            Cycles cycles,
            Lease leases,
            ConnectorStates states,
            PendingApprovals holds,
            Closures closures,
            FeedCursors feeds,
            PendingHints hints,
            NoteWork notes,
            EntryLinkBook entries,
            TimeWork time,
            LeftObjects left) {
        return new SyncPorts(
                links,
                conflicts,
                doubts,
                work,
                cycles,
                leases,
                states,
                holds,
                SyncMeters.NONE,
                closures,
                feeds,
                hints,
                notes,
                entries,
                time,
                left);
    }

    @Bean
    HintIntake hintIntake(PendingHints hints, @Lazy SyncAlarm alarm) {
        return new HintIntake(hints, alarm);
    }

    @Bean
    Approvals approvals(
            Connectors connectors, PendingApprovals holds, LinkBook links, EntityKeys keys, @Lazy SyncAlarm alarm) {
        return new Approvals(connectors, holds, links, keys, alarm);
    }

    @Bean
    EntityKeys entityKeys(ProjectQueries projects, TaskQueries tasks, TimeEntryQueries entries, PersonQueries people) {
        return new EntityKeys(projects, tasks, entries::findAll, people::findAll);
    }

    @Bean
    LeftOutList leftOutList(Connectors connectors, LeftObjects left) {
        return new LeftOutList(connectors, left);
    }

    @Bean
    SyncRunners syncRunners(
            Connectors connectors, LedgerPorts ledger, SyncPorts ports, MeterRegistry registry, Clock clock) {
        return new SyncRunners(
                connectors,
                each -> new SyncRunner(each, ledger, ports.metered(new SyncCounters(registry, each.account())), clock),
                ports.work(),
                ports.cycles(),
                clock);
    }

    /** The bean of a connector's sync has the connector's name. */
    @Bean
    Syncs syncs(Connectors connectors, Map<String, Sync> syncs) {
        return new Syncs(connectors, syncs);
    }

    @Bean
    BackgroundWork backgroundWork(
            DataSource database,
            ObjectProvider<EmbeddedDatabase> embedded,
            SyncRunners syncs,
            List<Upkeep> upkeep,
            ReplayRunner replays,
            Sealing sealing,
            IdempotencyStore answers,
            Fence fence,
            Clock clock) {
        boolean alone = embedded.getIfAvailable() != null;
        Runnable tidy = () -> {
            answers.forgetOld();
            syncs.tidy();
        };
        Runnable beforeStart = () -> {
            if (alone) {
                StaleLeases.release(database);
            }
            replays.resume();
        };
        return new BackgroundWork(
                database,
                syncs.on().stream().collect(Collectors.toMap(each -> each, each -> kept(upkeep, syncs, each))),
                replays::run,
                new BackgroundWork.Upkeep(tidy, sealing::seal),
                new BackgroundWork.Ends(beforeStart, syncs::end),
                fence::isTakenOver,
                clock);
    }

    private static Supplier<Instant> kept(List<Upkeep> upkeep, SyncRunners syncs, String connector) {
        List<Runnable> before = upkeep.stream()
                .filter(each -> each.connector().equals(connector))
                .map(Upkeep::before)
                .toList();
        return () -> {
            before.forEach(Runnable::run);
            return syncs.of(connector).runDue();
        };
    }

    /** An account that was not there before, or not for a while, was not told of what was changed meanwhile. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> markBehind(SyncRunners syncs, BackgroundWork background) {
        return event -> {
            if (syncs.markBehind() > 0) {
                background.ring();
            }
        };
    }
}
