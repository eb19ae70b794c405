package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.ConflictCard.ConflictSide;
import dev.devledger.adapters.dashboard.ConflictCard.Form;
import dev.devledger.adapters.dashboard.ConflictCard.Offer;
import dev.devledger.adapters.dashboard.ConflictPage.ConflictTabs;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.Effect;
import dev.devledger.application.sync.memory.ConflictView.EntityView;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                        List.of(),
                        "M7",
                        "Report it",
                        "claude-code",
                        NOW.minusSeconds(300),
                        NOW.minusSeconds(180),
                        Stream.of(choices)
                                .map(each -> new Effect(each, "does " + each))
                                .toList()),
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
        assertThat(card.key() + " " + card.name() + " " + card.what()).isEqualTo("T-10 Report it · title");
        assertThat(List.of(text(card.local()), text(card.base()), text(card.remote())))
                .containsExactly("Report +<it>", "Report", "−Report");
        assertThat(card.isRemoteInUse()).isTrue();
        assertThat(card.offers())
                .containsExactly(
                        new Offer("local", 1, "Use Devledger's value", "does LOCAL", false),
                        new Offer("remote", 2, "Keep TickTick's value", "does REMOTE", false),
                        new Offer("value", 3, "Enter another value…", "does VALUE", true));
        assertThat(card.third()).isEqualTo(Form.TEXT);
        assertThat(card.proposal()).isEqualTo("Report <it>");
    }

    /** Line by line, with the signs that stand before what differs. */
    private static String text(ConflictSide side) {
        return side.lines().stream()
                .map(line -> line.stream()
                        .map(piece -> (piece.isGone() ? "−" : piece.isNew() ? "+" : "") + piece.text())
                        .collect(Collectors.joining())
                        .strip())
                .collect(Collectors.joining(" / "));
    }

    @Test
    void a_list_differs_by_item_and_both_together_are_proposed() {
        ConflictCard tags = card(
                Kind.FIELD,
                "tags",
                List.of("a", "b"),
                List.of("a", "b", "mine"),
                List.of("b", "theirs"),
                State.OPEN,
                Choice.LOCAL,
                Choice.VALUE);
        assertThat(List.of(text(tags.local()), text(tags.remote())))
                .containsExactly("a / b / +mine", "b / +theirs / −a");
        assertThat(tags.third()).isEqualTo(Form.ITEMS);
        assertThat(tags.proposal()).isEqualTo("b\nmine\ntheirs");
        ConflictCard checks = card(
                Kind.FIELD,
                "checklist",
                List.of(),
                List.of(Map.of("title", "Milk", "done", true)),
                List.of(Map.of("title", "Bread", "done", false)),
                State.OPEN,
                Choice.VALUE);
        assertThat(text(checks.local())).isEqualTo("+☑ Milk");
        assertThat(checks.proposal()).isEqualTo("[x] Milk\n[ ] Bread");
    }

    @Test
    void dates_are_words_with_their_zone_and_are_not_typed() {
        ConflictCard dates = card(
                Kind.FIELD,
                "dates",
                Map.of("dueDate", "2026-03-31"),
                Map.of("dueDate", "2026-04-01", "timeZone", "Europe/Berlin"),
                Map.of("dueDate", "2026-03-31"),
                State.OPEN,
                Choice.LOCAL,
                Choice.VALUE);
        assertThat(text(dates.local()))
                .contains("+due date: Wed 1 Apr 2026", "+time zone: Europe/Berlin", "−due date: Tue 31 Mar 2026");
        assertThat(text(dates.remote())).isEqualTo("due date: Tue 31 Mar 2026");
        assertThat(dates.third()).isNull();
        assertThat(dates.offers()).extracting(Offer::choose).containsExactly("local");
    }

    @Test
    void of_what_was_before_both_nobody_knows_only_what_the_other_side_lacks_is_marked() {
        ConflictCard card = card(
                Kind.FIELD, "title", null, "Report it here", "Report it there", State.OPEN, Choice.LOCAL, Choice.VALUE);
        assertThat(List.of(text(card.local()), text(card.base()), text(card.remote())))
                .containsExactly("Report it +here", "–", "Report it +there");
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
        assertThat(here.what()).isEqualTo("was deleted in Devledger, then changed in TickTick");
        assertThat(here.offers())
                .extracting(Offer::words)
                .containsExactly("Delete this task in TickTick too…", "Keep this task…", "Stop syncing this task…");
        assertThat(here.offers()).allMatch(Offer::asks);
        assertThat(text(here.local())).isEqualTo("deleted");
        ConflictCard there =
                card(Kind.EXISTENCE, null, null, Map.of("title", "New"), null, State.OPEN, Choice.LOCAL, Choice.REMOTE);
        assertThat(there.what()).isEqualTo("was deleted in TickTick, then changed in Devledger");
        assertThat(there.offers())
                .extracting(Offer::words)
                .containsExactly("Keep this task…", "Delete this task in Devledger too…");
        ConflictCard again = card(
                Kind.EXISTENCE,
                null,
                null,
                null,
                Map.of("remoteId", "6a", "title", "Report"),
                State.OPEN,
                Choice.LOCAL);
        assertThat(again.what()).isEqualTo("exists twice in TickTick");
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
        assertThat(card.offers()).extracting(Offer::words).containsExactly("None of these…");
    }

    @Test
    void one_that_is_decided_offers_nothing_and_nothing_of_it_is_more_than_text() {
        ConflictCard open =
                card(Kind.FIELD, "title", "a", "<script>x</script>", "<b>", State.OPEN, Choice.LOCAL, Choice.VALUE);
        ConflictCard done = card(Kind.FIELD, "title", "a", "b", "c", State.RESOLVED, Choice.LOCAL, Choice.VALUE);
        assertThat(done.offers()).isEmpty();
        assertThat(done.third()).isNull();
        assertThat(page(open, done))
                .contains(
                        "&lt;script&gt;x&lt;/script&gt;", "data-choose=\"local\"", "claude-code", "Resolved by owner.")
                .containsPattern("· title <span class=\"since\">· <a class=\"count\" href=\"/conflicts/[^\"]+\"><time")
                .doesNotContain("<script>x", "<b>");
    }

    @Test
    void fields_are_called_as_people_call_them() {
        ConflictCard moved = card(Kind.FIELD, "parentId", null, "T-1", "T-2", State.OPEN, Choice.LOCAL);
        assertThat(moved.what()).isEqualTo("· place");
        assertThat(page(moved, moved))
                .contains("<button type=\"button\" data-choose-all=\"parentId\">Select all 2 place conflicts");
        assertThat(card(Kind.FIELD, "start,timeZone", null, null, null, State.OPEN)
                        .what())
                .isEqualTo("· start, time zone");
    }

    private static String page(ConflictCard... cards) {
        return new String(
                Templates.render(
                        "dashboard/conflicts.jte",
                        new ConflictPage.View(
                                new Frame("Conflicts", "/conflicts", true, null, List.of(), List.of(), null, null),
                                new ConflictTabs(State.OPEN, Map.of(State.OPEN, 1)),
                                List.of(),
                                "",
                                List.of(cards),
                                null)),
                StandardCharsets.UTF_8);
    }

    /** Where a service replaced an edit, it is not said that all is well and nothing else. */
    @Test
    void what_a_rule_replaced_is_one_step_away_where_nothing_is_open() {
        assertThat(hasReplaced(State.OPEN, Map.of(State.APPLIED, 4))).isTrue();
        assertThat(hasReplaced(State.OPEN, Map.of(State.RESOLVED, 4))).isFalse();
        assertThat(hasReplaced(State.RESOLVED, Map.of(State.APPLIED, 4))).isFalse();
    }

    private static boolean hasReplaced(State shown, Map<State, Integer> counts) {
        Frame frame = new Frame("Conflicts", "/conflicts", true, null, List.of(), List.of(), null, null);
        return new ConflictPage.View(frame, new ConflictTabs(shown, counts), List.of(), "None.", List.of(), null)
                .hasReplaced();
    }
}
