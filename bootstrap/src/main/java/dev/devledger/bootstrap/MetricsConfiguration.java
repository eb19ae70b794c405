package dev.devledger.bootstrap;

import dev.devledger.adapters.metrics.SyncGauges;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.SyncLag;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /actuator/prometheus} shows of the sync. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    MeterBinder syncGauges(Connectors connectors, SyncLag lag) {
        // Kept, as the registry itself does not keep what its gauges look at.
        List<SyncGauges> gauges = connectors.all().stream()
                .map(each -> new SyncGauges(each.account(), lag, each.budget()))
                .toList();
        return registry -> gauges.forEach(each -> each.bindTo(registry));
    }
}
