package dev.devledger.bootstrap;

import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Rebuilds;
import dev.devledger.application.projection.ReplayJobs;
import dev.devledger.application.projection.ReplayLog;
import dev.devledger.application.projection.ReplayRunner;
import dev.devledger.application.projection.ReplayStores;
import dev.devledger.application.projection.Savepoints;
import dev.devledger.application.projection.ShadowTables;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What makes the read model anew from the events. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    @Bean
    ReplayRunner replays(
            List<Projection> projections,
            EventLog log,
            ParkedEvents parked,
            Savepoints savepoints,
            ShadowTables shadows,
            ReplayLog replays,
            Rebuilds rebuilds,
            @Lazy ReplayJobs jobs,
            Clock clock) {
        return new ReplayRunner(
                projections, new ReplayStores(log, parked, savepoints, shadows, replays), rebuilds, jobs, clock);
    }
}
