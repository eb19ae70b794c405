package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** An account that Devledger meets for the first time, another one after it, and one that says it is enough. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class AccountsIT {
    private static final Path FOLDER = SharedDevledger.newFolder();
    private static final String CARDS = "Dev Projects";

    /** Of the test before; the second one starts with what the first one left. */
    private static int projects;

    @Test
    @Order(1)
    void two_lists_of_the_name_are_a_persons_business_and_the_limit_is_kept() {
        try (RunningDevledger devledger = RunningDevledger.start(
                FOLDER,
                "devledger.ticktick.poll-interval=0s", // or it could find the first list before the second is made
                "devledger.ticktick.card-tasks=none",
                "devledger.ticktick.budget=10000/2s")) {
            Api api = devledger.api();
            Ledger ledger = new Ledger(api);
            Sandbox ticktick = new Sandbox(api);
            blockedByTwoLists(ledger, ticktick);
            limited(api, ledger, ticktick);
            projects = api.get("/api/projects").json().path("items").size();
        }
    }

    private static void blockedByTwoLists(Ledger ledger, Sandbox ticktick) {
        String wrong = ticktick.createList(CARDS);
        String right = ticktick.createList(CARDS);
        String project = ledger.project("Blocked at first", "");
        eventually(() -> {
            JsonNode link = ledger.projectLink(project);
            assertThat(text(link, "state")).isEqualTo("pending");
            assertThat(text(link, "reason"))
                    .isEqualTo("2 lists in TickTick are called \"Dev Projects\"; rename all but the one that should"
                            + " hold the cards");
        });
        assertThat(ticktick.open(wrong)).isEmpty();
        assertThat(ticktick.open(right)).isEmpty();

        ticktick.renameList(wrong, "Other things");
        ledger.sync();
        String card = ledger.card(project);
        assertThat(text(ticktick.task(right, card), "title")).isEqualTo("Blocked at first");
        String task = ledger.task(project, "Not shown", "");
        ledger.idle();
        assertThat(ticktick.open(right)).hasSize(1);
        assertThat(ledger.taskLink(task).isMissingNode()).isTrue();
    }

    private static void limited(Api api, Ledger ledger, Sandbox ticktick) {
        String project = ledger.project("Limited", "");
        String card = ledger.card(project);
        ticktick.calm();
        ticktick.fault("limit", 1, "");
        ledger.patchProject(project, "{\"name\":\"After the limit\"}");
        ledger.eventuallyStatus(
                status -> assertThat(text(status, "state")).as("state").isEqualTo("rate-limited"));
        JsonNode status = ledger.syncStatus();
        assertThat(text(status, "message")).contains("limit");
        assertThat(status.path("pending").asInt()).isEqualTo(1);
        assertThat(text(status.at("/budget/0"), "window")).isEqualTo("2s");
        Api.Answer refused = api.get("/api/ticktick/projects");
        if (refused.status() != 200) { // else the pause was over already
            refused.expect(429);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            assertThat(ticktick.requests()).as("requests in the pause").isEqualTo(1);
        }
        ledger.card(project);
        assertThat(ticktick.requestsAbout(card)).containsEntry("POST", 1);
        assertThat(text(ticktick.task(ticktick.list(CARDS), card), "title")).isEqualTo("After the limit");
    }

    /** The other account is the sandbox of the shared application. */
    @Test
    @Order(2)
    void what_was_in_one_account_goes_to_another_and_a_list_that_was_made_unheard_is_found_again() {
        Api remote = SharedDevledger.get().api();
        Sandbox ticktick = new Sandbox(remote);
        ticktick.calm();
        ticktick.fault("drop-answer", 1, "POST /project$");
        try (RunningDevledger devledger = RunningDevledger.start(
                FOLDER,
                "devledger.ticktick.access-token=" + remote.token(),
                "devledger.ticktick.api-url=" + remote.base() + Sandbox.API,
                "devledger.ticktick.poll-interval=1h", // no look at the lists but those that a test causes
                "devledger.ticktick.list-name=Moved here")) {
            Api api = devledger.api();
            Ledger ledger = new Ledger(api);
            ledger.idle();
            assertThat(text(ledger.syncStatus(), "mode")).isEqualTo("live");
            assertThat(ticktick.requests("POST /project")).as("lists made").isEqualTo(1);
            String list = ticktick.list("Moved here");
            assertThat(ticktick.open(list))
                    .extracting(task -> text(task, "title"))
                    .containsExactlyInAnyOrder("Blocked at first", "Not shown", "After the limit");
            assertThat(projects).isEqualTo(2);
            api.get(404, "/sandbox/ticktick");

            awayAndBack(api, ledger, remote);
        } finally {
            ticktick.calm();
        }
    }

    private static void awayAndBack(Api api, Ledger ledger, Api remote) {
        Sandbox ticktick = new Sandbox(remote);
        ticktick.calm();
        String project = ledger.project("In the other account", "");
        ledger.card(project);
        assertThat(ticktick.requests()).as("a create is one request").isEqualTo(1);
        assertThat(text(ledger.projectLink(project), "remoteUrl")).startsWith(remote.base() + "/webapp/#p/");
        assertThat(api.get("/api/projects").json().path("items")).hasSize(projects + 1);
    }
}
