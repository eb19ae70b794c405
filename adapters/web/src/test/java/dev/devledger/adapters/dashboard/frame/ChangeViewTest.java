package dev.devledger.adapters.dashboard.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.sync.connector.CannedConnector;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangeViewTest {
    private static final String CALL = "POST /api/sync/conflicts/01a2140c-0fcb-7229-9615-b7806f485a02/resolve";

    private final Connectors connectors = new Connectors(
            List.of(new CannedConnector("ticktick", "TickTick"), new CannedConnector("other", "The other")));

    private String through(String channel) {
        return change(channel, "Edited").through();
    }

    private ChangeView change(String channel, String summary) {
        return change(channel, "task.edited", summary);
    }

    private ChangeView conflict(String summary) {
        return change("ticktick", "conflict.raised", summary);
    }

    private ChangeView change(String channel, String event, String summary) {
        return by("owner", channel, event, summary);
    }

    private ChangeView by(String actor, String channel, String event, String summary) {
        HistoryView entry = new HistoryView(
                1,
                Instant.EPOCH,
                new HistoryView.Entity("task", UUID.randomUUID(), "T-1"),
                event,
                summary,
                List.of(),
                null,
                actor,
                channel,
                null,
                null,
                "request",
                UUID.randomUUID());
        return new ChangeView(entry, connectors, Instant.EPOCH);
    }

    /** As a page reads it: who did what to T-1. */
    private static String told(ChangeView change) {
        ChangeView.Sentence sentence = change.sentence();
        return sentence == null
                ? change.who() + " · T-1: " + change.said()
                : change.who() + " " + sentence.verb() + " T-1" + sentence.rest();
    }

    @Test
    void a_change_is_a_sentence_about_its_task() {
        assertThat(Stream.of(
                                change("mcp", "task.created", "Created the task \"Lex it\"."),
                                change("rest", "task.edited", "Changed the priority from low to high."),
                                change("rest", "task.edited", "Changed the title and priority."),
                                change("rest", "task.edited", "Changed the checklist: added \"Test\"."),
                                change("rest", "task.status-changed", "Changed the status from open to blocked."),
                                change("rest", "task.moved", "Moved the task below another task."),
                                change("rest", "task.deleted", "Deleted the task together with its project."),
                                change("rest", "task.deleted", "Deleted the task."),
                                change("rest", "task.note-added", "Added the note \"x\"."),
                                change("rest", "task.note-added", "Added the note \"x\" by Jane Doe."),
                                change(
                                        "rest",
                                        "task.edited",
                                        "Changed the task that it was discovered from from nothing to T-2."),
                                change("rest", "task.claimed", "Claimed by Doe, Jane until 12:00."),
                                change("rest", "task.claimed", "Claimed by owner until 12:00."),
                                change(
                                        "rest",
                                        "task.claim-prolonged",
                                        "Claimed by bob until 12:00, longer than before."),
                                change("rest", "task.released", "Released by owner: \"it is, half done\"."),
                                change("rest", "task.released", "Released by owner."),
                                change("rest", "task.claim-expired", "The claim of owner is over."))
                        .map(ChangeViewTest::told))
                .containsExactly(
                        "owner created T-1",
                        "owner changed the priority of T-1 from low to high",
                        "owner changed the title and priority of T-1",
                        "owner changed the checklist of T-1: added \"Test\"",
                        "owner changed the status of T-1 from open to blocked",
                        "owner moved T-1 below another task",
                        "owner deleted T-1 together with its project",
                        "owner deleted T-1",
                        "owner added a note to T-1",
                        "owner added a note to T-1 by Jane Doe",
                        "owner changed the task that it was discovered from of T-1 from nothing to T-2",
                        "owner claimed T-1 for Doe, Jane until 12:00",
                        "owner claimed T-1 until 12:00",
                        "owner prolonged the claim on T-1 for bob until 12:00",
                        "owner released T-1: \"it is, half done\"",
                        "owner released T-1",
                        "owner · T-1: The claim of owner is over.");
    }

    @Test
    void a_sentence_has_short_values_and_long_ones_stand_below_it() {
        ChangeView brief = change("rest", "task.edited", "Changed the title from \"a\" to \"b\".");
        assertThat(brief.hasMore()).isFalse();
        ChangeView lengthy =
                change("rest", "task.edited", "Changed the title from \"a\" to \"" + "b".repeat(90) + "\".");
        assertThat(told(lengthy)).isEqualTo("owner changed the title of T-1");
        assertThat(lengthy.hasMore()).isTrue();
        assertThat(change("rest", "task.moved", "Moved the task to another project.")
                        .hasMore())
                .isTrue();
        ChangeView counted = change("rest", "task.edited", "Changed the checklist: added 5 items.");
        assertThat(told(counted)).isEqualTo("owner changed the checklist of T-1: added 5 items");
        assertThat(counted.hasMore()).as("which they are").isTrue();
    }

    @Test
    void a_service_is_called_by_its_title_also_where_it_is_who_did_it() {
        ChangeView there = by("ticktick", "ticktick", "task.edited", "Edited");
        assertThat(there.who() + " through " + there.through()).isEqualTo("TickTick through the sync");
        ChangeView here = by("ada", "ticktick", "task.edited", "Edited");
        assertThat(here.who() + " through " + here.through()).isEqualTo("ada through TickTick");
        ChangeView token = by("ticktick", "rest", "task.edited", "Edited");
        assertThat(token.who() + " through " + token.through()).isEqualTo("ticktick through the API");
    }

    @Test
    void who_has_a_page_for_it_is_not_told_which_call_there_is() {
        assertThat(conflict("The title differs; to choose otherwise: " + CALL + ".")
                        .summary())
                .isEqualTo("The title differs; to choose otherwise: see Conflicts.");
        assertThat(conflict("It stays in ticktick until you choose: local deletes it in ticktick too, remote restores"
                                + " it in Devledger, detach leaves both sides as they are; " + CALL + ".")
                        .summary())
                .isEqualTo("It stays in TickTick until you choose: see Conflicts.");
        assertThat(change("ticktick", "Edited").summary()).isEqualTo("Edited");
        String note = "Added the note \"" + CALL + "\".";
        assertThat(change("web", note).summary()).isEqualTo(note);
    }

    @Test
    void a_service_is_called_by_its_title_and_what_somebody_wrote_stays() {
        assertThat(conflict(
                                "The name differs: \"a\" in Devledger, \"in ticktick\" in ticktick. The value of ticktick was"
                                        + " applied.")
                        .summary())
                .isEqualTo(
                        "The name differs: \"a\" in Devledger, \"in ticktick\" in TickTick. The value of TickTick was"
                                + " applied.");
        assertThat(change("rest", "Changed the placement in ticktick from card to none.")
                        .summary())
                .isEqualTo("Changed the placement in TickTick from card to none.");
        assertThat(change("rest", "Changed the tags from ticktick to x.").summary())
                .isEqualTo("Changed the tags from ticktick to x.");
    }

    @Test
    void an_instant_is_told_as_the_others_of_the_page() {
        assertThat(change("rest", "claim.claimed", "Claimed by ada until 2026-11-26T20:38:54Z.")
                        .summary())
                .isEqualTo("Claimed by ada until 2026-11-26 20:38:54.");
        for (String said : List.of(
                "Added the note \"since 2026-11-26T20:38:54Z\".",
                "Released by 2026-99-99T99:99:99Z.",
                "Is 2026-11-26.")) {
            assertThat(change("rest", said).summary()).isEqualTo(said);
        }
    }

    @Test
    void what_waits_for_a_choice_leads_to_where_it_is_made() {
        assertThat(conflict("It differs; to choose otherwise: " + CALL + ".").more())
                .isEqualTo("/conflicts/01a2140c-0fcb-7229-9615-b7806f485a02");
        assertThat(conflict("It differs; to choose otherwise: " + CALL + ".").said())
                .isEqualTo("It differs; to choose otherwise: ");
        ChangeView said = change("web", "Added the note \"" + CALL + "\".");
        assertThat(said.more()).isEqualTo("/change-sets/" + said.entry().changeSet());
    }

    @Test
    void what_a_sync_has_changed_came_through_its_service() {
        assertThat(through("other")).isEqualTo("The other");
        assertThat(through("ticktick")).isEqualTo("TickTick");
    }

    @Test
    void a_service_that_is_connected_no_more_is_called_by_its_word() {
        assertThat(through("former")).isEqualTo("former");
    }
}
