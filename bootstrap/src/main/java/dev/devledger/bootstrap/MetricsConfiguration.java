package dev.devledger.bootstrap;

import dev.devledger.adapters.metrics.SyncCounters;
import dev.devledger.adapters.metrics.SyncGauges;
import dev.devledger.adapters.ticktick.TickTickConnector;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.cycle.SyncMeters;
import dev.devledger.application.sync.memory.SyncLag;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /actuator/prometheus} shows of the sync. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    SyncMeters syncMeters(MeterRegistry registry, ConnectedAccount account) {
        return new SyncCounters(registry, account);
    }

    @Bean
    MeterBinder syncGauges(ConnectedAccount account, SyncLag lag, TickTickConnector connector) {
        return new SyncGauges(account, lag, connector.budget());
    }
}
