package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.devledger.adapters.dashboard.StatusPeriodView.PeriodAxis;
import dev.devledger.application.history.StatusTimelines.StatusTimeline.StatusPeriod;
import dev.devledger.application.sync.connector.CannedConnector;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture of the stays of a project in its statuses. */
class StayViewTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOW = BEGIN.plusSeconds(100_000);

    private static StatusPeriod stay(String status, long from, Long to) {
        return new StatusPeriod(
                status,
                BEGIN.plusSeconds(from),
                to == null ? null : BEGIN.plusSeconds(to),
                (to == null ? 100_000 : to) - from,
                null,
                "owner");
    }

    @Test
    void the_bars_stand_one_behind_the_other_and_fill_the_whole() {
        List<StatusPeriodView> stays = StatusPeriodView.of(
                List.of(stay("planned", 0, 25_000L), stay("active", 25_000, 50_000L), stay("paused", 50_000, null)),
                NOW);
        assertThat(stays).extracting(StatusPeriodView::x).containsExactly(0.0, 25.0, 50.0);
        assertThat(stays).extracting(StatusPeriodView::width).containsExactly(25.0, 25.0, 50.0);
    }

    @Test
    void a_short_stay_can_be_seen_and_hides_no_other_one() {
        List<StatusPeriodView> stays = StatusPeriodView.of(
                List.of(stay("planned", 0, 1L), stay("active", 1, 2L), stay("paused", 2, null)), NOW);
        assertThat(stays.getFirst().width()).isGreaterThan(0.45);
        assertThat(stays.get(1).x()).isEqualTo(stays.getFirst().width(), within(1e-9));
        StatusPeriodView last = stays.getLast();
        assertThat(last.x() + last.width()).isEqualTo(100, within(1e-9));
    }

    /** Of a whole of 100,000 s: what lasted 499 s is drawn wider than that, and what lasted 500 s is not. */
    @Test
    void what_is_drawn_wider_than_it_lasted_says_so_and_the_bars_still_fill_the_whole() {
        List<StatusPeriodView> stays = StatusPeriodView.of(
                List.of(
                        stay("planned", 0, 499L),
                        stay("active", 499, 999L),
                        stay("paused", 999, 1_000L),
                        stay("active", 1_000, null)),
                NOW);
        assertThat(stays).extracting(StatusPeriodView::brief).containsExactly(true, false, true, false);
        assertThat(stays.stream().mapToDouble(StatusPeriodView::width).sum()).isEqualTo(100, within(1e-9));
        assertThat(stays.getFirst().words("now"))
                .isEqualTo("planned for 8 min (shorter than the bar), from 2026-11-01 00:00:00"
                        + " to 2026-11-01 00:08:19, by owner");
        assertThat(stays.getLast().words("now")).doesNotContain("drawn");
        assertThat(PeriodAxis.of(stays, NOW).brief()).containsExactly(stays.getFirst(), stays.get(2));
    }

    @Test
    void never_and_shortly_are_told_apart() {
        List<StatusPeriodView> stays = StatusPeriodView.of(
                List.of(stay("planned", 0, 30L), stay("active", 30, 7_230L), stay("completed", 7_230, null)), NOW);
        assertThat(StatusPeriodView.sums(stays))
                .extracting(sum -> sum.status() + " " + sum.words())
                .containsExactly("planned 0 min", "active 2 h", "paused –", "blocked –", "completed 1 d");
    }

    @Test
    void while_it_was_deleted_is_a_gap() {
        List<StatusPeriodView> stays =
                StatusPeriodView.of(List.of(stay("planned", 0, 40_000L), stay("planned", 60_000, null)), NOW);
        assertThat(stays.getFirst().width()).isEqualTo(40, within(1e-9));
        assertThat(stays.getLast().x()).isEqualTo(60, within(1e-9));
        assertThat(StatusPeriodView.sums(stays).getFirst().words()).isEqualTo("22 h (2×)");
        assertThat(StatusPeriodView.total(stays).seconds()).isEqualTo(80_000);
        assertThat(StatusPeriodView.of(List.of(), NOW)).isEmpty();
    }

    /** 86,400 s are a day; a hundred days of one status between others of a day each. */
    private static List<StatusPeriod> many(int others) {
        List<StatusPeriod> stays = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < others; i++) {
            stays.add(stay(i % 2 == 0 ? "planned" : "active", at, at + 86_400));
            at += 86_400;
        }
        stays.add(stay("paused", at, at + 100 * 86_400));
        return stays;
    }

    @Test
    void among_many_a_long_pause_is_drawn_shorter_and_that_is_said() {
        List<StatusPeriod> stays = many(12);
        Instant end = BEGIN.plus(Duration.ofDays(112));
        List<StatusPeriodView> drawn = StatusPeriodView.of(stays, end);
        assertThat(drawn.stream().mapToDouble(StatusPeriodView::width).sum()).isEqualTo(100, within(1e-9));
        assertThat(drawn.getFirst().width()).isEqualTo(100.0 / 72, within(1e-9));
        assertThat(drawn.getLast().width()).isEqualTo(6000.0 / 72, within(1e-9));
        assertThat(drawn).filteredOn(StatusPeriodView::cut).containsExactly(drawn.getLast());
        assertThat(drawn.getLast().missing()).hasToString("40 d");
        assertThat(drawn.getLast().time()).hasToString("100 d");
        assertThat(PeriodAxis.of(drawn, end).cut()).containsExactly(drawn.getLast());
        // Of fewer all is drawn as long as it was.
        List<StatusPeriodView> few = StatusPeriodView.of(many(11), BEGIN.plus(Duration.ofDays(111)));
        assertThat(few).noneMatch(StatusPeriodView::cut);
        assertThat(few.getLast().width()).isEqualTo(10_000.0 / 111, within(1e-9));
    }

    @Test
    void what_is_so_still_is_told_at_the_end_where_its_beginning_may_be_out_of_sight() {
        List<StatusPeriod> longSince = List.of(stay("planned", 0, 10_000L), stay("paused", 10_000, null));
        assertThat(PeriodAxis.of(StatusPeriodView.of(longSince, NOW), NOW).still())
                .isEqualTo("paused");
        List<StatusPeriod> lately = List.of(stay("planned", 0, 60_000L), stay("paused", 60_000, null));
        assertThat(PeriodAxis.of(StatusPeriodView.of(lately, NOW), NOW).still()).isNull();
        assertThat(PeriodAxis.of(StatusPeriodView.of(List.of(stay("planned", 0, 90_000L)), NOW), NOW)
                        .still())
                .as("it is deleted")
                .isNull();
        assertThat(PeriodAxis.of(List.of(), NOW).still()).isNull();
    }

    @Test
    void below_the_bars_are_the_words_and_the_dates_that_have_room() {
        List<StatusPeriodView> stays = StatusPeriodView.of(
                List.of(
                        stay("planned", 0, 30 * 86_400L),
                        stay("active", 30 * 86_400L, 31 * 86_400L),
                        stay("paused", 31 * 86_400L, null)),
                BEGIN.plus(Duration.ofDays(60)));
        PeriodAxis axis = PeriodAxis.of(stays, BEGIN.plus(Duration.ofDays(60)));
        assertThat(axis.words()).extracting(PeriodAxis.Label::text).containsExactly("planned", "paused");
        assertThat(axis.dates()).extracting(PeriodAxis.Date::text).containsExactly("1 Nov", "1 Dec");
        assertThat(axis.dates()).extracting(PeriodAxis.Date::x).containsExactly("0.000%", "50.000%");
        assertThat(PeriodAxis.of(stays, BEGIN.plus(Duration.ofDays(90)))
                        .dates()
                        .getFirst()
                        .text())
                .isEqualTo("1 Nov 2026");
        assertThat(PeriodAxis.of(stays, BEGIN.plusSeconds(3600))
                        .dates()
                        .getFirst()
                        .text())
                .isEqualTo("00:00");
    }

    @Test
    void a_service_is_called_as_people_write_it_and_nobody_else_is() {
        Connectors connectors = new Connectors(List.of(new CannedConnector("ticktick", "TickTick")));
        StatusPeriod pulled = new StatusPeriod("paused", BEGIN, null, 100_000, null, "ticktick");
        List<StatusPeriodView> stays = Stream.of(pulled, stay("active", 0, null))
                .map(each -> StatusPeriodView.of(List.of(each), NOW).getFirst().named(connectors))
                .toList();
        assertThat(stays).extracting(StatusPeriodView::actor).containsExactly("TickTick", "owner");
        assertThat(stays.getFirst().words("now")).contains("by TickTick");
    }
}
