package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static dev.devledger.bootstrap.system.Sandbox.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
    void a_deleted_project_takes_its_card_along_and_brings_it_back_once() {
        String project = LEDGER.project("Comes back", "");
        String task = LEDGER.task(project, "Comes back below", "");
        String card = LEDGER.card(project);
        LEDGER.subtask(task);

        API.delete(200, "/api/projects/" + project);
        LEDGER.idle();
        assertThat(open("Comes back")).isEmpty();
        assertThat(open("Comes back below")).isEmpty();
        assertThat(text(LEDGER.projectLink(project), "state")).isEqualTo("closed");

        API.post(200, "/api/projects/" + project + "/restore", null);
        String again = LEDGER.card(project);
        LEDGER.subtask(task);
        LEDGER.idle();
        assertThat(again).isNotEqualTo(card);
        assertThat(open("Comes back")).hasSize(1);
        assertThat(open("Comes back below")).singleElement().satisfies(below -> assertThat(text(below, "parentId"))
                .isEqualTo(again));
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
        JsonNode made = API.made("/api/projects", "{\"name\":\"Linked\"}");
        assertThat(text(made.at("/links/0"), "state")).isEqualTo("pending");
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
