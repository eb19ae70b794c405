package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.LinkView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a project or task stands in a service, in words, and what to do. */
class LinkLineTest {
    private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");
    private static final Instant LAST = NOW.minusSeconds(180);

    private static LinkStatusView line(String state, String url, Instant syncedAt, Instant detached) {
        return LinkStatusView.of("TickTick", new LinkView("ticktick", "1", url, state, "why", syncedAt), detached, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "pending, 'waiting to be sent, last synced 3 min ago'",
        "synced, synced 3 min ago",
        "conflict, in conflict with Devledger",
        "refused, refused the last change from Devledger",
        "out-of-scope, moved out of the lists that Devledger syncs",
        "closed, closed in the service",
        "detached, no longer linked"
    })
    void each_state_is_said_in_words(String state, String words) {
        assertThat(line(state, null, LAST, null).words()).isEqualTo(words);
        assertThat(line(state, null, LAST, null).isConflict()).isEqualTo(state.equals("conflict"));
    }

    @Test
    void what_is_no_longer_linked_says_since_when() {
        assertThat(line("detached", null, LAST, Instant.parse("2026-11-20T09:00:00Z"))
                        .words())
                .isEqualTo("no longer linked since 2026-11-20 09:00:00");
    }

    @Test
    void what_is_refused_says_what_to_do() {
        assertThat(line("refused", null, null, null).todo())
                .isEqualTo("Change it in Devledger, and Devledger sends it again.");
        assertThat(line("synced", null, null, null).todo()).isNull();
        assertThat(line("pending", null, null, null).words()).isEqualTo("waiting to be sent");
    }

    @Test
    void it_leads_to_a_page_of_the_web_only() {
        assertThat(line("synced", "https://example.org/t/1", LAST, null).there())
                .isEqualTo("https://example.org/t/1");
        assertThat(line("synced", "javascript:alert(1)", LAST, null).there()).isNull();
    }

    @Test
    void what_is_not_linked_any_more_does_not_go_along() {
        assertThat(LinkStatusView.kept(List.of(line("synced", null, LAST, null))))
                .containsExactly("TickTick");
        assertThat(LinkStatusView.kept(List.of(line("detached", null, LAST, null))))
                .isEmpty();
    }
}
