package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** ClickUp in trouble: it is told in words, nothing is lost, nothing is doubled, and nothing is asked more than it has to. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class ClickUpTroubleIT {
    private static final RunningDevledger DEVLEDGER = SharedDevledger.onANewDay(SharedClickUp.get());
    private static final Api API = DEVLEDGER.api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final ClickUpThere CLICKUP = new ClickUpThere(API);
    private static final int FOR_EVER = 1_000_000;

    @BeforeEach
    void nothing_waits() {
        CLICKUP.calm();
        untilQuiet();
    }

    @AfterEach
    void healthy() {
        CLICKUP.calm();
    }

    private static JsonNode run() {
        return API.post(200, "/api/sync/run?connector=clickup", null).json();
    }

    /** How it is after the cycle that was asked for, whatever cycle of its own begins meanwhile. */
    private static JsonNode settled() {
        AtomicReference<JsonNode> seen = new AtomicReference<>();
        eventually(() -> {
            seen.set(status());
            assertThat(text(seen.get(), "state")).isNotEqualTo("running");
        });
        return seen.get();
    }

    private static JsonNode status() {
        return elements(API.read("/api/sync/status").path("items")).stream()
                .filter(each -> text(each, "connector").equals("clickup"))
                .findFirst()
                .orElseThrow();
    }

    private static void untilQuiet() {
        for (int i = 0; i < 200; i++) {
            JsonNode report = run();
            if (report.path("pulled").asInt() + report.path("pushed").asInt() == 0
                    && status().path("pending").asInt() == 0) {
                return;
            }
            LockSupport.parkNanos(SharedClickUp.LONGER_THAN_SETTLE);
        }
        throw new AssertionError("still not quiet: " + status());
    }

    private static JsonNode link(String path) {
        return elements(API.read(path).path("links")).stream()
                .filter(each -> text(each, "connector").equals("clickup"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " has no link with ClickUp"));
    }

    private static String there(String path) {
        eventually(() -> assertThat(text(link(path), "state")).isEqualTo("synced"));
        return text(link(path), "remoteId");
    }

    private static boolean isDeleted(String task) {
        return !API.read("/api/tasks/" + task).path("deletedAt").isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            error-500    | unreachable         | 503 | ClickUp answered APP_000 (Internal Server Error)         |
            gateway      | unreachable         | 503 | ClickUp answered 502 with something else than JSON       |
            nonsense     | unreachable         | 503 | ClickUp answered 200 with something else than JSON       |
            unauthorized | needs-authorization | 409 | ClickUp does not accept the token (OAUTH_025); connect the account again |
            not-granted  | unreachable         | 403 | the account may not see the lists of devledger.clickup.scope in ClickUp  | ClickUp gives no access: OAUTH_027
            """)
    void what_is_wrong_is_told_and_what_was_typed_goes_there_once_when_it_is_over(
            String fault, String state, int direct, String message, String answer) {
        String project = LEDGER.project("Meanwhile " + fault, "");
        String list = there("/api/projects/" + project);
        String edited = LEDGER.task(project, "Before", "");
        String id = there("/api/tasks/" + edited);
        untilQuiet();

        CLICKUP.fault(fault, FOR_EVER, ".");
        run();
        LEDGER.patchTask(edited, "{\"title\":\"Edited meanwhile\"}");
        LEDGER.task(project, "New meanwhile", "");
        run();
        JsonNode after = settled();
        assertThat(text(after, "state")).isEqualTo(state);
        assertThat(text(after, "message")).contains(message);
        assertThat(status().path("pending").asInt()).isEqualTo(2);
        assertThat(API.get("/api/clickup/teams").expect(direct).text("detail"))
                .contains(answer == null ? message : answer);

        nothing_waits();
        assertThat(text(CLICKUP.task(id), "name")).isEqualTo("Edited meanwhile");
        assertThat(CLICKUP.titles(list)).containsExactly("Edited meanwhile", "New meanwhile");
        assertThat(text(settled(), "state")).isIn("idle", "attention");
    }

    @Test
    void a_limit_that_others_have_used_up_is_told_with_when_it_goes_on_and_nothing_is_lost_or_doubled() {
        String project = LEDGER.project("Limited", "");
        String list = there("/api/projects/" + project);
        String edited = LEDGER.task(project, "Before", "");
        String id = there("/api/tasks/" + edited);
        untilQuiet();

        CLICKUP.minutesBehind(2); // its minute is over at once
        CLICKUP.fault("limit", 1, ".");
        run();
        JsonNode after = settled();
        assertThat(text(after, "state")).isEqualTo("rate-limited");
        assertThat(text(after, "message"))
                .matches("ClickUp's own request limit for this token is used up, by Devledger and whoever else uses the"
                        + " token; Devledger goes on at [0-9T:-]+Z");
        LEDGER.patchTask(edited, "{\"title\":\"Edited meanwhile\"}");
        String made = LEDGER.task(project, "New meanwhile", "");
        there("/api/tasks/" + made);

        nothing_waits();
        assertThat(text(CLICKUP.task(id), "name")).isEqualTo("Edited meanwhile");
        assertThat(CLICKUP.titles(list)).containsExactly("Edited meanwhile", "New meanwhile");
        assertThat(text(settled(), "state")).isIn("idle", "attention");
    }

    @Test
    void a_list_that_is_deleted_there_deletes_nothing_here_and_comes_back_where_a_person_says_so() {
        String project = LEDGER.project("Their list goes", "");
        String list = there("/api/projects/" + project);
        String task = LEDGER.task(project, "Stays here", "");
        there("/api/tasks/" + task);
        untilQuiet();

        CLICKUP.delete("/list/" + list);
        JsonNode asked = conflictOf(project);
        assertThat(text(asked, "kind")).isEqualTo("existence");
        assertThat(isDeleted(task)).isFalse();
        assertThat(API.read("/api/projects/" + project).path("deletedAt").isNull())
                .isTrue();
        assertThat(status().path("openConflicts").asInt()).isPositive();

        API.post(200, "/api/sync/conflicts/" + text(asked, "id") + "/resolve", "{\"choose\":\"local\"}");
        untilQuiet();
        String again = there("/api/projects/" + project);
        assertThat(again).isNotEqualTo(list);
        assertThat(CLICKUP.titles(again)).containsExactly("Stays here");
    }

    /** The first one, after as many looks as it takes. */
    private static JsonNode conflictOf(String entity) {
        for (int i = 0; i < 40; i++) {
            run();
            List<JsonNode> found = Samples.all(API, "/api/sync/conflicts?limit=200").stream()
                    .filter(each -> text(each.path("entity"), "id").equals(entity))
                    .toList();
            if (!found.isEmpty()) {
                return found.getFirst();
            }
            LockSupport.parkNanos(SharedClickUp.LONGER_THAN_SETTLE);
        }
        throw new AssertionError("nobody is asked: " + status());
    }

    /** What each costs; a number that grows here is a decision. Last, as from then on a look at all lists is one at twenty more. */
    @Test
    @Order(Integer.MAX_VALUE)
    void the_requests_of_a_first_export_of_a_quiet_cycle_and_of_one_edit() {
        List<String> projects = IntStream.range(0, 20)
                .mapToObj(i -> LEDGER.project("Counted " + i, ""))
                .toList();
        projects.forEach(project -> there("/api/projects/" + project));
        untilQuiet();
        CLICKUP.calm();
        String lines = IntStream.range(0, 100)
                .mapToObj(i ->
                        "{\"task\":{\"project\":\"Counted %d\",\"title\":\"Exported %03d\"}}\n".formatted(i % 20, i))
                .reduce("", String::concat);
        API.post(200, "/api/import", lines, "Content-Type", "application/x-ndjson");
        eventually(() -> assertThat(status().path("pending").asInt()).isZero());
        assertThat(CLICKUP.writes()).as("one for each task").hasSize(100);
        assertThat(CLICKUP.calls()).as("and a look at the lists now and then").hasSizeLessThanOrEqualTo(100 + 60);

        untilQuiet();
        JsonNode edited = Samples.all(API, "/api/tasks?limit=200&q=Exported").getFirst();
        CLICKUP.calm();
        LEDGER.patchTask(
                text(edited, "id"),
                "{\"title\":\"Exported and edited\",\"priority\":\"high\",\"tags\":[\"one\",\"two\"]}");
        eventually(() -> assertThat(status().path("pending").asInt()).isZero());
        String path = "/task/"
                + text(
                        elements(edited.path("links")).stream()
                                .filter(each -> text(each, "connector").equals("clickup"))
                                .findFirst()
                                .orElseThrow(),
                        "remoteId");
        assertThat(new TreeSet<>(CLICKUP.writes()))
                .containsExactly("POST " + path + "/tag/one", "POST " + path + "/tag/two", "PUT " + path);
        assertThat(CLICKUP.calls()).as("its script, and one look").hasSize(4);
    }
}
