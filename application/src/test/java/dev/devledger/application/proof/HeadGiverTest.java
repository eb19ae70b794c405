package dev.devledger.application.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.proof.HeadDelivery.HeadSink;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import dev.devledger.application.proof.Sealing.SealedBatches;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeadGiverTest {
    private static final Instant NOW = Instant.parse("2026-03-31T09:15:00Z");

    private final Sealed sealed = new Sealed();
    private final Kept kept = new Kept();
    private final HeadDelivery giver = new HeadDelivery(sealed, kept, Clock.fixed(NOW, ZoneOffset.UTC));

    private static List<String> heads(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(number -> head(number).head())
                .toList();
    }

    private static LedgerHead head(long number) {
        return LedgerHead.of(number, number, number, "%064x".formatted(number), NOW);
    }

    @Test
    void each_head_is_given_once_in_order() {
        sealed.newest = 250;
        giver.give();
        sealed.newest = 253;
        giver.give();
        giver.give();

        assertThat(kept.heads).isEqualTo(heads(1, 253));
        assertThat(giver.trouble()).isNull();
    }

    @Test
    void a_place_that_fails_is_told_tried_less_and_less_often_and_misses_none() {
        sealed.newest = 3;
        kept.room = 2;
        Duration first = giver.give();
        sealed.newest = 150;
        Duration second = giver.give();
        assertThat(second).isGreaterThan(first);
        assertThat(giver.trouble()).isEqualTo(new HeadDelivery.DeliveryFailure("no room", NOW));
        for (int i = 0; i < 20; i++) {
            assertThat(giver.give()).isLessThanOrEqualTo(Duration.ofMinutes(5));
        }

        kept.room = Integer.MAX_VALUE;
        assertThat(giver.give()).isLessThan(first);

        assertThat(kept.heads).isEqualTo(heads(1, 150));
        assertThat(giver.trouble()).isNull();
    }

    @Test
    void where_the_store_is_away_it_is_tried_again() {
        sealed.newest = 1;
        sealed.away = true;
        giver.give();
        assertThat(giver.trouble()).isNotNull();
        sealed.away = false;
        giver.give();
        assertThat(kept.heads).isEqualTo(heads(1, 1));
    }

    /**
     * If the ledger lacks a head that was delivered before, nothing is delivered after it: it would look as if all were
     * well.
     */
    @Test
    void another_ledger_is_told_and_gives_nothing() {
        kept.heads.addAll(heads(1, 5));
        sealed.newest = 4;
        giver.give();
        assertThat(giver.trouble())
                .isNotNull()
                .extracting(HeadDelivery.DeliveryFailure::message)
                .asString()
                .contains("verify --heads");

        kept.heads.set(4, "5:" + "f".repeat(64));
        sealed.newest = 9;
        giver.give();

        assertThat(giver.trouble()).isNotNull();
        assertThat(kept.heads).hasSize(5);
    }

    private static final class Kept implements HeadSink {
        final List<String> heads = new ArrayList<>();
        int room = Integer.MAX_VALUE;

        @Override
        public String name() {
            return "kept";
        }

        @Override
        public Optional<ExternalHead> last() {
            return heads.isEmpty() ? Optional.empty() : Optional.of(ExternalHead.parse(heads.getLast()));
        }

        @Override
        public void take(List<LedgerHead> given) throws IOException {
            for (LedgerHead each : given) {
                if (heads.size() >= room) {
                    throw new IOException("no room");
                }
                heads.add(each.head());
            }
        }
    }

    private static final class Sealed implements SealedBatches {
        long newest;
        boolean away;

        @Override
        public List<LedgerHead> heads(long from, int atMost) {
            if (away) {
                throw new IllegalStateException("away");
            }
            return LongStream.rangeClosed(from, Math.min(newest, from + atMost - 1))
                    .mapToObj(HeadGiverTest::head)
                    .toList();
        }

        @Override
        public boolean isBehind() {
            return false;
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
            return HeadGiverTest.head(newest);
        }

        @Override
        public Optional<Instant> oldestUnsealed() {
            return Optional.empty();
        }
    }
}
