package dev.devledger.bootstrap;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.heads.HeadFile;
import dev.devledger.adapters.heads.HeadUrl;
import dev.devledger.adapters.health.ProofHealth;
import dev.devledger.adapters.metrics.ProofGauges;
import dev.devledger.adapters.scheduling.HeadRounds;
import dev.devledger.application.proof.HeadGiver;
import dev.devledger.application.proof.HeadSink;
import dev.devledger.application.proof.SealedBatches;
import dev.devledger.application.proof.Sealing;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** New events are sealed, and the heads of their batches go to where they are kept. */
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

    /** One bean of them all, as there may be none. */
    record Givers(List<HeadGiver> all) {}

    @Bean
    Sealing sealing(SealedBatches batches, Clock clock) {
        return new Sealing(batches, clock);
    }

    @Bean
    Givers headGivers(DevledgerProperties properties, DataDirectory folder, SealedBatches batches, Clock clock) {
        return new Givers(sinks(properties.ledger(), folder).stream()
                .map(sink -> new HeadGiver(batches, sink, clock))
                .toList());
    }

    private static List<HeadSink> sinks(DevledgerProperties.Ledger ledger, DataDirectory folder) {
        List<HeadSink> sinks = new ArrayList<>();
        Path file = ledger.headFile();
        if (file != null && !file.toString().isBlank()) {
            sinks.add(new HeadFile(file));
        }
        URI url = ledger.headUrl();
        if (url != null && !url.toString().isBlank()) {
            sinks.add(new HeadUrl(url, folder.path().resolve("head-url.last")));
        }
        return sinks;
    }

    @Bean
    HeadRounds headRounds(Givers givers) {
        return new HeadRounds(givers.all());
    }

    @Bean
    HealthIndicator proofHealthIndicator(Sealing sealing, Givers givers) {
        return new ProofHealth(sealing, givers.all());
    }

    @Bean
    MeterBinder proofGauges(Sealing sealing, Givers givers, Clock clock) {
        return new ProofGauges(sealing, givers.all(), clock);
    }
}
