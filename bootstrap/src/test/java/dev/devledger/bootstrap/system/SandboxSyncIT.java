package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static dev.devledger.bootstrap.system.Sandbox.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What a project and its tasks are in TickTick (docs/contract.md, section 5), and that changes follow with few
 * requests.
 */
@Tag("long")
class SandboxSyncIT {
    private static final Api API = SharedDevledger.onANewDay().api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final Sandbox TICKTICK = new Sandbox(API);
    private static final String CARDS = "Dev Projects";

    @BeforeEach
    void nothing_is_wrong_and_nothing_waits() {
        TICKTICK.calm();
        Wait.untilSynced(API); // whatever other classes have left
        TICKTICK.calm();
    }

    @Test
    void a_card_is_on_the_page_within_two_seconds() {
        Wait.untilWithin(Duration.ofSeconds(2), "on the page", () -> {
            String name = "In time " + UUID.randomUUID();
            LEDGER.project(name, "");
            Wait.until(name, () -> TICKTICK.page().contains(name));
        });
    }

    @Test
    void a_create_is_one_request_and_an_edit_is_two() {
        LEDGER.card(LEDGER.project("The list is there", ""));
        LEDGER.idle();
        TICKTICK.calm();
        String project = LEDGER.project("Counted", ",\"priority\":\"low\"");
        String card = LEDGER.card(project);
        LEDGER.idle();
        assertThat(TICKTICK.requests()).as("requests of a create").isEqualTo(1);

        TICKTICK.calm();
        LEDGER.patchProject(project, "{\"name\":\"Counted again\",\"tags\":[\"x\"],\"priority\":\"high\"}");
        LEDGER.idle();
        assertThat(TICKTICK.requests()).as("requests of an edit").isEqualTo(2);
        assertThat(TICKTICK.requestsAbout(card)).isEqualTo(Map.of("GET", 1, "POST", 1));
        assertThat(text(card(card), "title")).isEqualTo("Counted again");
    }

    @Test
    void a_quiet_ledger_asks_nothing_by_itself_and_writes_nothing_when_asked_to_look() {
        // Other tests share this Devledger: what they left over there, unread, is taken in first.
        LEDGER.sync();
        LEDGER.card(LEDGER.project("Quiet", ""));
        LEDGER.idle();
        TICKTICK.calm();
        for (int i = 0; i < 2; i++) {
            JsonNode report = LEDGER.sync();
            assertThat(report.path("pulled").asInt()).as("%s", report).isZero();
            assertThat(report.path("pushed").asInt()).as("%s", report).isZero();
        }
        // What other tests left to a person's word is searched for, which is a look as well.
        assertThat(TICKTICK.calls())
                .allMatch(call -> call.startsWith("GET ")
                        || call.equals("POST /task/completed")
                        || call.equals("POST /task/filter"));
    }

    @Test
    void every_field_of_a_card_goes_over() {
        String card = LEDGER.card(LEDGER.project("Fields", """
                ,"description":"What it is\\nand why","priority":"high","tags":["Rust","cli"],\
                "status":"active","startDate":"2027-03-29","dueDate":"2027-03-31","timeZone":"Asia/Tokyo"\
                """));
        JsonNode task = card(card);
        assertThat(text(task, "title")).isEqualTo("Fields");
        assertThat(text(task, "content")).isEqualTo("What it is\nand why");
        assertThat(text(task, "kind")).isEqualTo("TEXT");
        assertThat(task.path("priority").asInt()).isEqualTo(5);
        assertThat(texts(task, "tags")).containsExactly("cli", "rust");
        assertThat(task.path("isAllDay").asBoolean()).isTrue();
        assertThat(text(task, "timeZone")).isEqualTo("Asia/Tokyo");
        // The day begins in Tokyo at 15:00 UTC of the day before.
        assertThat(text(task, "startDate")).isEqualTo("2027-03-28T15:00:00.000+0000");
        assertThat(text(task, "dueDate")).isEqualTo("2027-03-30T15:00:00.000+0000");
    }

    @Test
    void days_without_a_zone_are_days_of_the_configured_one() {
        JsonNode task = card(LEDGER.card(LEDGER.project("A day", ",\"dueDate\":\"2027-07-01\"")));
        assertThat(task.path("isAllDay").asBoolean()).isTrue();
        assertThat(text(task, "timeZone")).isEqualTo("Europe/Madrid");
        assertThat(text(task, "dueDate")).isEqualTo("2027-06-30T22:00:00.000+0000");
    }

    @Test
    void instants_are_instants_and_can_be_cleared() {
        String project = LEDGER.project(
                "Instants", ",\"startDate\":\"2026-12-01T09:00:00Z\",\"dueDate\":\"2026-12-01T10:30:00Z\"");
        String card = LEDGER.card(project);
        JsonNode task = card(card);
        assertThat(task.path("isAllDay").asBoolean()).isFalse();
        assertThat(text(task, "startDate")).isEqualTo("2026-12-01T09:00:00.000+0000");
        assertThat(text(task, "dueDate")).isEqualTo("2026-12-01T10:30:00.000+0000");

        LEDGER.patchProject(project, "{\"startDate\":null,\"dueDate\":null}");
        LEDGER.card(project);
        assertThat(text(card(card), "dueDate")).isEmpty();
        assertThat(text(card(card), "startDate")).isEmpty();
    }

    @Test
    void a_checklist_turns_the_note_into_its_description_and_back() {
        String project = LEDGER.project("Lists", "");
        String task = LEDGER.task(project, "With steps", """
                ,"description":"How","checklist":[{"title":"one","done":true},{"title":"two"}]\
                """);
        String subtask = LEDGER.subtask(task);
        JsonNode there = card(subtask);
        assertThat(text(there, "kind")).isEqualTo("CHECKLIST");
        assertThat(text(there, "desc")).isEqualTo("How");
        assertThat(text(there, "content")).isEmpty();
        assertThat(Sandbox.elements(there.path("items")))
                .extracting(
                        item -> text(item, "title"), item -> item.path("status").asInt())
                .containsExactly(tuple("one", 1), tuple("two", 0));

        LEDGER.patchTask(task, "{\"checklist\":[]}");
        LEDGER.subtask(task);
        JsonNode without = card(subtask);
        assertThat(text(without, "kind")).isEqualTo("TEXT");
        assertThat(text(without, "content")).isEqualTo("How");
        assertThat(without.path("items").size()).isZero();
    }

    @Test
    void the_status_of_a_project_is_a_tag_or_the_tick() {
        String project = LEDGER.project("Statuses", ",\"tags\":[\"own\"]");
        String card = LEDGER.card(project);
        assertThat(texts(card(card), "tags")).containsExactly("own", "planned");

        assertThat(texts(after(project, "active"), "tags")).containsExactly("own");
        assertThat(texts(after(project, "paused"), "tags")).containsExactly("own", "paused");
        assertThat(texts(after(project, "blocked"), "tags")).containsExactly("blocked", "own");
        JsonNode completed = after(project, "completed");
        assertThat(completed.path("status").asInt()).isEqualTo(2);
        assertThat(texts(completed, "tags")).containsExactly("own");
        JsonNode abandoned = after(project, "abandoned");
        assertThat(abandoned.path("status").asInt()).isEqualTo(-1);
        JsonNode again = after(project, "active");
        assertThat(again.path("status").asInt()).isZero();
        assertThat(texts(again, "tags")).containsExactly("own");
    }

    private static JsonNode after(String project, String status) {
        LEDGER.status(project, status);
        return card(LEDGER.card(project));
    }

    @Test
    void tasks_are_subtasks_and_are_ticked_and_unticked() {
        String project = LEDGER.project("Tree", "");
        String above = LEDGER.task(project, "Above", ",\"priority\":\"medium\"");
        String below = LEDGER.task(project, "Below", ",\"parent\":\"" + above + "\"");
        String card = LEDGER.card(project);
        String upper = LEDGER.subtask(above);
        String lower = LEDGER.subtask(below);
        assertThat(text(card(upper), "parentId")).isEqualTo(card);
        assertThat(card(upper).path("priority").asInt()).isEqualTo(3);
        assertThat(text(card(lower), "parentId")).isEqualTo(upper);

        LEDGER.act(below, "complete");
        LEDGER.subtask(below);
        assertThat(card(lower).path("status").asInt()).isEqualTo(2);
        LEDGER.act(below, "reopen");
        LEDGER.subtask(below);
        assertThat(card(lower).path("status").asInt()).isZero();
        LEDGER.act(below, "abandon");
        LEDGER.subtask(below);
        assertThat(card(lower).path("status").asInt()).isEqualTo(-1);
    }

    @Test
    void a_task_that_was_done_before_it_was_sent_arrives_done() {
        String project = LEDGER.project("Late", "");
        LEDGER.card(project);
        TICKTICK.fault("error-500", 1, "POST /task$");
        String task = LEDGER.task(project, "Done at once", "");
        LEDGER.act(task, "complete");
        String subtask = LEDGER.subtask(task);
        assertThat(card(subtask).path("status").asInt()).isEqualTo(2);
    }

    @Test
    void a_task_moves_to_the_card_of_another_project() {
        String from = LEDGER.project("From", "");
        String to = LEDGER.project("To", "");
        String task = LEDGER.task(from, "Mover", "");
        String below = LEDGER.task(from, "Follows", ",\"parent\":\"" + task + "\"");
        String subtask = LEDGER.subtask(task);
        String follower = LEDGER.subtask(below);
        String other = LEDGER.card(to);
        LEDGER.card(from);
        LEDGER.idle();
        TICKTICK.calm();

        API.post("/api/tasks/" + task + "/move", "{\"project\":\"" + to + "\"}").expect(200);
        LEDGER.subtask(task);
        LEDGER.idle();
        // Looked at once more after its new parent was, by a read of their list that shows both: what was typed there
        // meanwhile would be overwritten, and what was moved would make a circle.
        assertThat(TICKTICK.requestsAbout(subtask)).isEqualTo(Map.of("GET", 1, "POST", 1));
        assertThat(TICKTICK.requestsAbout(TICKTICK.list(CARDS) + "/data")).isEqualTo(Map.of("GET", 1));
        assertThat(text(card(subtask), "parentId")).isEqualTo(other);
        assertThat(text(card(follower), "parentId")).isEqualTo(subtask);
    }

    @Test
    void a_deleted_project_takes_its_card_along_and_brings_it_back_once() {
        String project = LEDGER.project("Comes back", "");
        String task = LEDGER.task(project, "Comes back below", "");
        String card = LEDGER.card(project);
        LEDGER.subtask(task);

        API.delete("/api/projects/" + project).expect(200);
        LEDGER.idle();
        assertThat(open("Comes back")).isEmpty();
        assertThat(open("Comes back below")).isEmpty();
        assertThat(text(LEDGER.projectLink(project), "state")).isEqualTo("closed");

        API.post("/api/projects/" + project + "/restore", null).expect(200);
        String again = LEDGER.card(project);
        LEDGER.subtask(task);
        LEDGER.idle();
        assertThat(again).isNotEqualTo(card);
        assertThat(open("Comes back")).hasSize(1);
        assertThat(open("Comes back below")).singleElement().satisfies(below -> assertThat(text(below, "parentId"))
                .isEqualTo(again));
    }

    @Test
    void a_deleted_task_goes_and_its_card_stays() {
        String project = LEDGER.project("Stays", "");
        String task = LEDGER.task(project, "Goes", "");
        LEDGER.subtask(task);
        API.delete("/api/tasks/" + task).expect(200);
        eventually(() -> assertThat(open("Goes")).isEmpty());
        assertThat(open("Stays")).hasSize(1);
    }

    @Test
    void a_card_that_is_none_any_more_stays_detached_and_is_the_same_when_it_is_one_again() {
        String project = LEDGER.project("Detached", "");
        String task = LEDGER.task(project, "Detached below", "");
        String card = LEDGER.card(project);
        LEDGER.subtask(task);

        LEDGER.patchProject(project, "{\"placement\":\"none\"}");
        LEDGER.idle();
        assertThat(text(LEDGER.projectLink(project), "state")).isEqualTo("detached");
        assertThat(text(LEDGER.taskLink(task), "state")).isEqualTo("detached");
        LEDGER.patchProject(project, "{\"name\":\"Renamed alone\"}");
        LEDGER.idle();
        assertThat(open("Detached")).hasSize(1);

        LEDGER.patchProject(project, "{\"placement\":\"card\"}");
        assertThat(LEDGER.card(project)).isEqualTo(card);
        LEDGER.subtask(task);
        LEDGER.idle();
        assertThat(open("Renamed alone")).hasSize(1);
        assertThat(open("Detached")).isEmpty();
        assertThat(open("Detached below")).hasSize(1);
    }

    @Test
    void a_project_that_never_was_a_card_has_no_link() {
        String project = LEDGER.project("Private", ",\"placement\":\"none\"");
        LEDGER.task(project, "Private as well", "");
        LEDGER.idle();
        assertThat(TICKTICK.requests()).isZero();
        assertThat(API.get("/api/projects/" + project).json().path("links")).isEmpty();
    }

    @Test
    void a_link_is_pending_until_it_is_synced_and_says_where_the_card_is() {
        JsonNode made =
                API.post("/api/projects", "{\"name\":\"Linked\"}").expect(201).json();
        assertThat(text(made.path("links").path(0), "state")).isEqualTo("pending");
        String id = text(made, "id");
        String card = LEDGER.card(id);
        JsonNode link = LEDGER.projectLink(id);
        assertThat(text(link, "connector")).isEqualTo("ticktick");
        assertThat(text(link, "syncedAt")).endsWith("Z");
        assertThat(text(link, "remoteUrl")).endsWith("/sandbox/ticktick#" + card);
    }

    @Test
    void the_list_of_the_cards_keeps_being_used_under_another_name() {
        LEDGER.card(LEDGER.project("Before the renaming", ""));
        String list = TICKTICK.list(CARDS);
        TICKTICK.renameList(list, "Renamed");
        try {
            LEDGER.card(LEDGER.project("After the renaming", ""));
            assertThat(TICKTICK.openNamed(list, "After the renaming")).hasSize(1);
            assertThat(TICKTICK.listsNamed(CARDS)).isEmpty();
        } finally {
            TICKTICK.renameList(list, CARDS);
        }
    }

    private static JsonNode card(String id) {
        return TICKTICK.task(TICKTICK.list(CARDS), id);
    }

    private static List<JsonNode> open(String title) {
        return TICKTICK.openNamed(TICKTICK.list(CARDS), title);
    }
}
