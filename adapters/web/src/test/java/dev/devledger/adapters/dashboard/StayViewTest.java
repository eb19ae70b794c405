package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.devledger.application.history.StatusTimeline.Stay;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The picture of the stays of a project in its statuses. */
class StayViewTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOW = BEGIN.plusSeconds(100_000);

    private static Stay stay(String status, long from, Long to) {
        return new Stay(
                status,
                BEGIN.plusSeconds(from),
                to == null ? null : BEGIN.plusSeconds(to),
                (to == null ? 100_000 : to) - from,
                null,
                "owner");
    }

    @Test
    void the_bars_stand_one_behind_the_other_and_fill_the_whole() {
        List<StayView> stays = StayView.of(
                List.of(stay("planned", 0, 25_000L), stay("active", 25_000, 50_000L), stay("paused", 50_000, null)),
                NOW);
        assertThat(stays).extracting(StayView::x).containsExactly(0.0, 25.0, 50.0);
        assertThat(stays).extracting(StayView::width).containsExactly(25.0, 25.0, 50.0);
    }

    @Test
    void a_short_stay_can_be_seen_and_hides_no_other_one() {
        List<StayView> stays =
                StayView.of(List.of(stay("planned", 0, 1L), stay("active", 1, 2L), stay("paused", 2, null)), NOW);
        assertThat(stays.getFirst().width()).isGreaterThan(0.45);
        assertThat(stays.get(1).x()).isEqualTo(stays.getFirst().width(), within(1e-9));
        StayView last = stays.getLast();
        assertThat(last.x() + last.width()).isEqualTo(100, within(1e-9));
    }

    @Test
    void never_and_shortly_are_told_apart() {
        List<StayView> stays = StayView.of(
                List.of(stay("planned", 0, 30L), stay("active", 30, 7_230L), stay("completed", 7_230, null)), NOW);
        assertThat(StayView.sums(stays))
                .extracting(sum -> sum.status() + " " + sum.words())
                .containsExactly("planned 0 min", "active 2 h", "paused –", "blocked –", "completed 1 d");
    }

    @Test
    void while_it_was_deleted_is_a_gap() {
        List<StayView> stays = StayView.of(List.of(stay("planned", 0, 40_000L), stay("planned", 60_000, null)), NOW);
        assertThat(stays.getFirst().width()).isEqualTo(40, within(1e-9));
        assertThat(stays.getLast().x()).isEqualTo(60, within(1e-9));
        assertThat(StayView.sums(stays).getFirst().words()).isEqualTo("22 h (2×)");
        assertThat(StayView.total(stays).seconds()).isEqualTo(80_000);
        assertThat(StayView.of(List.of(), NOW)).isEmpty();
    }
}
