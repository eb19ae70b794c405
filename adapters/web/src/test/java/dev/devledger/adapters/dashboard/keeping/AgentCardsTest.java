package dev.devledger.adapters.dashboard.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.Avatar;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.keeping.AgentCards.Held;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.history.AgentWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

/** What a card says of an agent. */
class AgentCardsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static Held held(int since, int minutes, @Nullable Integer lastSeen) {
        Instant begin = ago(since);
        ClaimedTask task = new ClaimedTask(
                new UUID(0, 1),
                new UUID(0, 2),
                "T-1",
                "One",
                "ada",
                "owner",
                begin,
                begin.plus(Duration.ofMinutes(minutes)),
                1);
        return Held.of(task, lastSeen == null ? null : ago(lastSeen), NOW);
    }

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    private static @Nullable String silence(int since, int minutes, @Nullable Integer lastSeen) {
        Held held = held(since, minutes, lastSeen);
        return held.silence() == null ? null : held.silence().toString();
    }

    @BeforeEach
    void in_berlin() {
        LocaleContextHolder.setTimeZone(TimeZone.getTimeZone("Europe/Berlin"));
    }

    @AfterEach
    void anywhere() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void a_claim_is_stuck_after_half_an_hour_or_half_of_its_time_without_a_sign_of_life() {
        assertThat(silence(15, 30, 15)).as("just half of it").isNull();
        assertThat(silence(16, 30, 16)).isEqualTo("16 min");
        assertThat(silence(16, 30, 3)).as("it changed something").isNull();
        assertThat(silence(120, 480, 30)).isNull();
        assertThat(silence(120, 480, 40)).isEqualTo("40 min");
        assertThat(silence(10, 480, 200))
                .as("the claim itself is a sign of life")
                .isNull();
        assertThat(silence(100, 480, null)).as("nothing else is known").isEqualTo("1 h");
        assertThat(held(12, 30, 12).left()).isEqualTo("18 min");
    }

    @Test
    void an_avatar_has_the_first_letters_of_two_words_and_a_colour_that_stays() {
        assertThat(Stream.of("claude-code@laptop", "ada", "<b>x</b>", "éa ßb", "…", "", "7of9", "𝒶 b")
                        .map(Avatar::of)
                        .map(Avatar::letters))
                .containsExactly("CC", "A", "BX", "ÉSS", "?", "?", "7", "𝒶B");
        assertThat(Avatar.of("ada")).isEqualTo(Avatar.of("ada"));
        assertThat(Stream.iterate(0, each -> each + 1).limit(100).map(each -> Avatar.of("agent-" + each)
                        .tone()))
                .containsOnly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void figures_say_how_many_change_sets_were_undone_or_that_it_is_unknown() {
        assertThat(card(new AgentWork.Summary("a", true, 1200, 40, 2L, NOW, NOW, List.of()))
                        .figures())
                .isEqualTo("1,200 changes, 2 of 40 undone");
        assertThat(card(new AgentWork.Summary("a", true, 1, 1, null, NOW, NOW, List.of()))
                        .figures())
                .isEqualTo("1 change, – of 1 undone");
        assertThat(card(null).figures()).isEqualTo("No changes");
        assertThat(card(null).lastDay()).isNull();
    }

    /** In Berlin it is the next day already. */
    @Test
    void its_day_is_the_day_of_its_last_change_by_the_clock_of_the_ledger() {
        Instant late = Instant.parse("2026-11-28T23:30:00Z");
        AgentCards.Card card = card(new AgentWork.Summary("a b", true, 1, 1, 0L, NOW, late, List.of()));
        assertThat(card.dayWord()).isEqualTo("29 Nov 2026");
        assertThat(card.day()).isEqualTo("/agents?agent=a%20b&day=2026-11-29&days=30#day");
        assertThat(card.history()).isEqualTo("/history?agent=a%20b");
    }

    private static AgentCards.Card card(AgentWork.@Nullable Summary work) {
        PageQuery asked = new PageQuery("/agents", Map.of("days", "30", "client", "x", "day", "2026-01-01"));
        return new AgentCards.Card("a b", true, List.of(), null, work, List.of(), asked, NOW);
    }
}
