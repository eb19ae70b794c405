package dev.devledger.adapters.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.application.sync.connector.Connectors;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The strip of days, by channel. */
class ChangesByDayTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private static DailyChangeCounts of(Map<LocalDate, Map<String, Long>> changes) {
        return DailyChangeCounts.of(
                changes, TODAY, new PageQuery("/history", Map.of("actor", "ada")), new Connectors(List.of()));
    }

    @Test
    void the_parts_of_a_day_stand_on_each_other_and_are_as_high_as_all_of_it() {
        DailyChangeCounts strip = of(Map.of(
                TODAY, Map.of("rest", 10L, "mcp", 20L, "web", 26L), TODAY.minusDays(1), Map.of("ticktick", 28L)));
        DailyChangeCounts.Day today = strip.full().getFirst();
        assertThat(today.parts())
                .extracting(part -> part.channel().code() + " " + part.y() + "+" + part.height())
                .containsExactly("web 30+26", "mcp 10+20", "rest 0+10");
        assertThat(today.words()).isEqualTo("22 Nov 2026: 56 changes (the browser 26, MCP 20, the API 10)");
        assertThat(strip.full().getLast().parts())
                .extracting(part -> part.channel().code() + " " + part.y() + "+" + part.height())
                .containsExactly("ticktick 28+28");
        assertThat(strip.days().getFirst().words()).isEqualTo("25 Aug 2026: 0 changes");
    }

    @Test
    void a_channel_is_told_in_words_with_how_much_came_through_it_and_looks_like_no_other() {
        DailyChangeCounts strip = of(Map.of(
                TODAY,
                Map.of("system", 1L, "ticktick", 2L, "clickup", 3L, "mcp", 4L),
                TODAY.minusDays(1),
                Map.of("mcp", 1L)));
        assertThat(strip.channels())
                .extracting(channel -> channel.name() + " " + channel.changes() + " " + channel.mark())
                .containsExactly(
                        "MCP 5 mcp", "clickup 3 connector-0", "ticktick 2 connector-1", "Devledger itself 1 system");
        assertThat(strip.channels().getFirst().href()).isEqualTo("/history?actor=ada&channel=mcp");
        assertThat(strip.full().getLast().through(strip.channels().getLast())).isZero();
    }

    /** What is hardly anything of a full day is still told, and a day that is hardly anything still seen. */
    @Test
    void a_little_is_told_as_well() {
        DailyChangeCounts strip =
                of(Map.of(TODAY, Map.of("mcp", 1L, "web", 100_000L), TODAY.minusDays(1), Map.of("mcp", 1L, "web", 1L)));
        assertThat(strip.full().getFirst().words()).endsWith("(the browser 100000, MCP 1)");
        assertThat(strip.full().getLast().parts())
                .extracting(DailyChangeCounts.Part::height)
                .containsExactly(1L, 1L);
    }
}
