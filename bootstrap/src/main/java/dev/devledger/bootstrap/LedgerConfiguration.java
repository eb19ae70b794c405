package dev.devledger.bootstrap;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.adapters.health.ConnectorHealth;
import dev.devledger.adapters.health.LedgerHealth;
import dev.devledger.adapters.health.LedgerHealth.ProofHealth;
import dev.devledger.adapters.health.SyncGauges;
import dev.devledger.adapters.health.SyncGauges.ProofGauges;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.postgres.write.PostgresVersionFence.BuildId;
import dev.devledger.adapters.scheduling.BackgroundWork;
import dev.devledger.adapters.scheduling.HeadRounds;
import dev.devledger.application.access.AccessTokenCheck;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.axon.AxonLedger;
import dev.devledger.application.ledger.axon.AxonLedger.CommandBatches;
import dev.devledger.application.ledger.axon.LedgerStore;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.start.ServerAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * Wires the ledger in plain Java: its stores ({@link Stores}) and its use cases ({@link Devledger}). Spring gets only
 * the beans that it must run, show or query.
 */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ZoneId timeZone(DevledgerProperties properties) {
        return properties.zone();
    }

    /** Makes the common parts. The background work is made last, so the parts that ring it look it up by name. */
    @Bean
    Setup setup(
            DevledgerProperties properties,
            Environment environment,
            DataDirectory dataDirectory,
            ServerAddress serverAddress,
            ObjectProvider<BuildProperties> build,
            Clock clock,
            BeanFactory beans) {
        String version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev");
        return new Setup(
                properties,
                environment,
                dataDirectory,
                serverAddress,
                clock,
                String.valueOf(version),
                () -> beans.getBean("devledger", Devledger.class).background.ring());
    }

    @Bean
    PostgresTables tables(DataSource dataSource, PlatformTransactionManager transactionManager) {
        return new PostgresTables(dataSource, transactionManager);
    }

    /**
     * Makes the stores. Listeners need the stores themselves, so they are looked up only when there is an event to
     * report.
     */
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    Stores stores(Setup setup, PostgresTables tables, ObjectProvider<NewEventListener> doors) {
        return new Stores(setup, tables, new DeferredListeners(SingletonSupplier.of(() -> doors.stream()
                .toList())));
    }

    /**
     * Subscribes the projections to the store, not through an event processor, as an exception of a projection must
     * fail the write.
     */
    @Bean(destroyMethod = "cancel")
    Registration liveProjections(org.axonframework.config.Configuration axon, Stores stores) {
        return axon.eventStore().subscribe(stores.live::accept);
    }

    @Bean
    Ledger axonLedger(org.axonframework.config.Configuration axon, Stores stores) {
        PostgresTables tables = stores.tables;
        return new AxonLedger(
                axon.commandBus(),
                new LedgerStore(
                        axon.getComponent(TransactionManager.class), stores.gate, tables.answers, tables.outage),
                new CommandBatches(stores.many, stores.longWrites, CommandBatches.FEW),
                stores.setup.clock(),
                stores.setup.properties().ledger().patience());
    }

    @Bean
    Devledger devledger(
            Stores stores,
            Ledger axonLedger,
            AccessTokenCheck accessTokenCheck,
            DataSource dataSource,
            MeterRegistry meters,
            BeanFactory beans) {
        BuildId code = new BuildId(
                beans.getBeanProvider(BuildProperties.class).getIfAvailable(),
                beans.getBeanProvider(GitProperties.class).getIfAvailable());
        return new Devledger(
                stores,
                axonLedger,
                accessTokenCheck,
                new Devledger.Node(
                        dataSource,
                        beans.getBeanProvider(EmbeddedDatabase.class).getIfAvailable() != null,
                        code,
                        (name, startedAt) -> beans.getBean("devledger", Devledger.class)
                                .background
                                .submit(name, startedAt),
                        meters));
    }

    @Bean
    BackgroundWork backgroundWork(Devledger devledger) {
        return devledger.background;
    }

    @Bean
    HeadRounds headRounds(Devledger devledger) {
        return new HeadRounds(devledger.heads);
    }

    /**
     * Refreshes the tables' statistics, which may be stale after a crash, and marks changes that a service has missed
     * because it was off or is new.
     */
    @Bean
    ApplicationListener<ApplicationReadyEvent> afterTheStart(Devledger devledger) {
        return event -> {
            Stores stores = devledger.stores;
            stores.tables.tableStatistics.refresh();
            stores.ticktick.module.tryAgain();
            stores.clickup.module.tryAgain();
            stores.trackingtime.tryAgain();
            if (devledger.runners.markBehind() > 0) {
                devledger.background.ring();
            }
        };
    }

    /**
     * Reports the health of the component {@code ledger}; here and below the component's name is the bean's name
     * without its last two words.
     */
    @Bean
    HealthIndicator ledgerHealthIndicator(Stores stores) {
        return new LedgerHealth(stores.fence, stores.rebuilds, stores.events.parkedEvents);
    }

    @Bean
    HealthIndicator proofHealthIndicator(Devledger devledger) {
        return new ProofHealth(devledger.sealing, devledger.heads);
    }

    @Bean
    HealthIndicator ticktickHealthIndicator(Devledger devledger) {
        return new ConnectorHealth(devledger.sync("ticktick"), devledger.stores.setup.clock());
    }

    @Bean
    HealthIndicator clickupHealthIndicator(Devledger devledger) {
        return new ConnectorHealth(devledger.sync("clickup"), devledger.stores.setup.clock());
    }

    @Bean
    HealthIndicator trackingtimeHealthIndicator(Devledger devledger) {
        return devledger.stores.trackingtime.health(devledger.sync("trackingtime"));
    }

    @Bean
    MeterBinder proofGauges(Devledger devledger) {
        return new ProofGauges(devledger.sealing, devledger.heads, devledger.stores.setup.clock());
    }

    /** The sync metrics of {@code /actuator/prometheus}. */
    @Bean
    MeterBinder syncGauges(Stores stores) {
        // The list keeps the gauges' objects, as the registry does not.
        List<SyncGauges> gauges = stores.connectors.all().stream()
                .map(each -> new SyncGauges(each.account(), stores.memory.syncLag, each.budget()))
                .toList();
        return registry -> gauges.forEach(each -> each.bindTo(registry));
    }

    private record DeferredListeners(Supplier<List<NewEventListener>> all) implements NewEventListener {
        @Override
        public void stored(List<LedgerEvent> events) {
            all.get().forEach(each -> each.stored(events));
        }

        @Override
        public void committed() {
            all.get().forEach(NewEventListener::committed);
        }
    }
}
