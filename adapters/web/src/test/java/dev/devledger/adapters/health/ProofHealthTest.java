package dev.devledger.adapters.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.health.LedgerHealth.ProofHealth;
import dev.devledger.application.proof.HeadDelivery;
import dev.devledger.application.proof.HeadDelivery.HeadSink;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.proof.Sealing.SealedBatches;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class ProofHealthTest {
    private static final Instant NOW = Instant.parse("2026-03-31T09:15:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Batches batches = new Batches();
    private final Place place = new Place();
    private final HeadDelivery giver = new HeadDelivery(batches, place, CLOCK);
    private final ProofHealth health = new ProofHealth(new Sealing(batches, CLOCK), List.of(giver));

    @Test
    void all_is_sealed_and_given() {
        giver.give();
        assertThat(health.health())
                .isEqualTo(Health.up()
                        .withDetail("unsealedSeconds", 0L)
                        .withDetail("a place", "has all heads")
                        .build());
    }

    @Test
    void an_event_that_waits_long_for_its_seal_is_told() {
        batches.oldest = NOW.minus(Duration.ofMinutes(1));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        batches.oldest = NOW.minus(Duration.ofMinutes(3));
        assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(health.health().getDetails()).containsEntry("unsealedSeconds", 180L);
    }

    @Test
    void a_place_that_takes_no_heads_is_told_with_the_reason() {
        place.full = true;
        giver.give();
        assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(health.health().getDetails()).containsEntry("a place", "since 2026-03-31T09:15:00Z: it is full");
    }

    private static final class Place implements HeadSink {
        boolean full;

        @Override
        public String name() {
            return "a place";
        }

        @Override
        public Optional<ExternalHead> last() throws IOException {
            if (full) {
                throw new IOException("it is full");
            }
            return Optional.empty();
        }

        @Override
        public void take(List<LedgerHead> heads) {}
    }

    private static final class Batches implements SealedBatches {
        @Nullable
        Instant oldest;

        @Override
        public Optional<Instant> oldestUnsealed() {
            return Optional.ofNullable(oldest);
        }

        @Override
        public boolean isBehind() {
            return oldest != null;
        }

        @Override
        public OptionalLong settledHead() {
            return OptionalLong.empty();
        }

        @Override
        public boolean sealNext(long upTo, int atMost, Instant at) {
            return false;
        }

        @Override
        public LedgerHead head() {
            return LedgerHead.NONE;
        }

        @Override
        public List<LedgerHead> heads(long from, int atMost) {
            return List.of();
        }
    }
}
