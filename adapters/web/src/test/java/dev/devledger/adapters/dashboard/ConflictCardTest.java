package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.EntityView;
import dev.devledger.domain.sync.conflict.Choice;
import dev.devledger.domain.sync.merge.AppliedSide;
import dev.devledger.domain.sync.merge.ConflictPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A conflict in words that say what each choice will do. */
class ConflictCardTest {
    private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");

    private static ConflictCard card(
            Kind kind, String field, Object base, Object local, Object remote, State state, Choice... choices) {
        return ConflictCard.of(
                new ConflictView(
                        UUID.randomUUID(),
                        "ticktick",
                        new EntityView("task", UUID.randomUUID(), "T-10"),
                        kind,
                        field,
                        base,
                        local,
                        remote,
                        ConflictPolicy.REMOTE,
                        AppliedSide.REMOTE,
                        state,
                        List.of(choices),
                        NOW.minusSeconds(120),
                        null,
                        state == State.RESOLVED ? "owner" : null,
                        List.of()),
                "TickTick",
                NOW);
    }

    @Test
    void a_field_has_both_sides_and_what_was_before_both() {
        ConflictCard card = card(
                Kind.FIELD,
                "title",
                "Report",
                "Report <it>",
                null,
                State.APPLIED,
                Choice.LOCAL,
                Choice.REMOTE,
                Choice.VALUE);
        assertThat(card.what()).isEqualTo("T-10 · title");
        assertThat(List.of(card.local(), card.base(), card.remote())).containsExactly("Report <it>", "Report", "–");
        assertThat(card.inUse()).isEqualTo("TickTick's is in use.");
        assertThat(card.offers())
                .extracting(ConflictCard.Offer::words)
                .containsExactly("Keep Devledger's; TickTick gets it", "Take TickTick's; Devledger gets it");
        assertThat(card.takesText()).isTrue();
    }

    @Test
    void a_list_or_dates_are_not_typed_as_text() {
        ConflictCard tags =
                card(Kind.FIELD, "tags", List.of(), List.of("a"), List.of("b"), State.OPEN, Choice.LOCAL, Choice.VALUE);
        assertThat(tags.takesText()).isFalse();
        assertThat(tags.local()).isEqualTo("a");
    }

    @Test
    void who_deleted_it_decides_what_a_choice_does() {
        ConflictCard here = card(
                Kind.EXISTENCE,
                null,
                null,
                null,
                Map.of("title", "New"),
                State.OPEN,
                Choice.LOCAL,
                Choice.REMOTE,
                Choice.DETACH);
        assertThat(here.what()).isEqualTo("T-10 was deleted here, and changed in TickTick since");
        assertThat(here.offers())
                .extracting(ConflictCard.Offer::words)
                .containsExactly(
                        "Delete it in TickTick too",
                        "Bring it back here",
                        "Leave both as they are, and sync them no longer");
        assertThat(here.local()).isEqualTo("deleted");
        ConflictCard there =
                card(Kind.EXISTENCE, null, null, Map.of("title", "New"), null, State.OPEN, Choice.LOCAL, Choice.REMOTE);
        assertThat(there.offers())
                .extracting(ConflictCard.Offer::words)
                .containsExactly("Make it again in TickTick", "Delete it here too");
    }

    @Test
    void what_may_be_the_same_is_chosen_by_its_id() {
        ConflictCard card = card(
                Kind.MATCH,
                null,
                null,
                null,
                List.of(Map.of("remoteId", "6a", "title", "Report"), Map.of("remoteId", "6b", "title", "Report")),
                State.OPEN,
                Choice.LOCAL,
                Choice.VALUE);
        assertThat(card.candidates()).extracting(ConflictCard.Candidate::id).containsExactly("6a", "6b");
        assertThat(card.offers())
                .extracting(ConflictCard.Offer::words)
                .containsExactly("None of them: make a new one in TickTick");
    }

    @Test
    void one_that_is_decided_offers_nothing_and_nothing_of_it_is_more_than_text() {
        ConflictCard open =
                card(Kind.FIELD, "title", "a", "<script>x</script>", "<b>", State.OPEN, Choice.LOCAL, Choice.VALUE);
        ConflictCard done = card(Kind.FIELD, "title", "a", "b", "c", State.RESOLVED, Choice.LOCAL, Choice.VALUE);
        assertThat(done.offers()).isEmpty();
        assertThat(done.takesText()).isFalse();
        String page = new String(
                Templates.render(
                        "dashboard/conflicts.jte",
                        new ConflictPage.View(
                                new Frame("Conflicts", "/conflicts", true, null, List.of(), List.of(), null, null),
                                new Asked("/conflicts", Map.of()),
                                List.of(open, done),
                                null)),
                StandardCharsets.UTF_8);
        assertThat(page)
                .contains("&lt;script&gt;x&lt;/script&gt;", "data-choose=\"local\"", "data-third")
                .doesNotContain("<script>x", "<b>");
    }
}
