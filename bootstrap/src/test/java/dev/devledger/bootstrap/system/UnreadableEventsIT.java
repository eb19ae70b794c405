package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.ledger.axon.StateCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * An event that cannot be read back costs its entity alone: a replay goes on, people are told, the sync leaves the entity
 * alone on both sides, and nobody decides on what is left of it.
 */
@Timeout(600)
@Tag("long")
class UnreadableEventsIT {
    private static final List<String> READS = List.of(
            "/api/tasks?limit=200",
            "/api/projects?limit=200",
            "/api/history?limit=200&sync=true",
            "/api/history/export",
            "/api/time-entries?limit=200",
            "/api/people?limit=200",
            "/api/tasks/export",
            "/api/sync/status",
            "/api/sync/conflicts",
            "/api/tasks?ready=true");

    private static RunningDevledger devledger;
    private static Api api;
    private static Ledger ledger;
    private static Tables tables;

    @BeforeAll
    static void start() {
        devledger = SharedDevledger.start(SharedDevledger.newFolder(), "devledger.ticktick.poll-interval=1h");
        api = devledger.api();
        ledger = new Ledger(api);
        tables = new Tables(devledger);
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    private static void damage(String stream, long version, String payload) {
        assertThat(tables.jdbc()
                        .sql("update event set payload = " + payload
                                + " where stream_id like :stream and stream_version = :version")
                        .param("stream", stream)
                        .param("version", version)
                        .update())
                .as(stream)
                .isPositive();
    }

    private static String made(String path, String body) {
        return api.post(201, path, body).text("id");
    }

    @Test
    void it_costs_its_entity_alone() {
        String home = ledger.project("Home", "");
        String lost = ledger.project("Lost", "");
        String inside = ledger.task(lost, "Inside", "");
        String sound = ledger.task(home, "Sound", "");
        Map<String, String> damaged = new LinkedHashMap<>();
        for (String name : List.of("cut", "empty", "nothing", "no JSON", "another's", "unlinked", "sound and linked")) {
            damaged.put(name, ledger.task(home, "Damaged: " + name, ""));
        }
        api.patch(200, "/api/tasks/" + damaged.get("cut"), "{\"title\": \"Damaged: cut and edited\"}");
        String person = made("/api/people", "{\"name\": \"Damaged\"}");
        String entry = made(
                "/api/time-entries",
                "{\"task\": \"%s\", \"start\": \"2026-03-01T10:00:00Z\", \"end\": \"2026-03-01T11:00:00Z\"}"
                        .formatted(sound));
        ledger.idle();
        List<String> remote = titles();

        damage("task-" + damaged.get("cut"), 1, "left(payload, length(payload) / 2)");
        damage("task-" + damaged.get("empty"), 0, "'{}'");
        damage("task-" + damaged.get("nothing"), 0, "'null'");
        damage("task-" + damaged.get("no JSON"), 0, "''");
        damage(
                "task-" + damaged.get("another's"),
                0,
                "(select payload from event where stream_id = 'task-" + sound + "' and stream_version = 0)");
        damage("link-ticktick-%-task-" + damaged.get("unlinked"), 1, "'{\"link\": 7}'");
        damage("project-" + lost, 0, "'[]'");
        damage("person-" + person, 0, "'{'");
        damage("entry-" + entry, 0, "replace(payload, '2026-03-01', 'some day')");
        devledger.bean(StateCache.class).removeAll();
        nobodyDecides(damaged);
        allIsRead();

        replay();

        allIsRead();
        nobodyDecides(damaged);
        List<String> parked = elements(api.read("/api/ledger/parked?limit=200").path("items")).stream()
                .map(each -> each.at("/entity/id").asString(""))
                .toList();
        assertThat(parked)
                .contains(damaged.get("cut"), damaged.get("empty"), damaged.get("nothing"), damaged.get("no JSON"))
                .contains(damaged.get("another's"), lost, person, entry)
                .doesNotContain(sound, inside, home);
        assertThat(api.get("/api/projections/history").json().path("parked").asInt())
                .isZero();
        assertThat(api.get(200, "/api/history?limit=200").body()).contains("This event cannot be read: ");
        assertThat(api.get(200, "/api/tasks/" + sound).text("title")).isEqualTo("Sound");
        assertThat(api.send("GET", "/ledger", null, "Accept", "text/html").body())
                .contains("It cannot be read", "task-" + damaged.get("cut"));
        assertThat(api.get("/actuator/health").json().findValue("parkedEvents")).isNotNull();

        api.patch(200, "/api/tasks/" + sound, "{\"title\": \"Sound and edited\"}");
        String born = ledger.task(home, "Born beside them", "");
        for (int cycle = 0; cycle < 4; cycle++) {
            api.post(200, "/api/sync/run?connector=ticktick", null);
        }
        ledger.idle();
        for (String each : List.of(sound, born)) {
            assertThat(text(ledger.taskLink(each), "state")).isEqualTo("synced");
        }
        JsonNode status = ledger.atRest("ticktick");
        assertThat(text(status, "state")).isEqualTo("attention");
        assertThat(text(status, "message")).contains("cannot be read", "the page of the ledger lists them");
        assertThat(titles())
                .as("nothing was deleted there, made twice, or set back")
                .containsAll(
                        remote.stream().filter(title -> !title.equals("Sound")).toList())
                .doesNotHaveDuplicates();
        assertThat(elements(api.get("/api/tasks?limit=200").json().path("items")).stream()
                        .map(task -> text(task, "title"))
                        .toList())
                .as("and nothing came back as another one")
                .doesNotHaveDuplicates();
    }

    private static List<String> titles() {
        return new Sandbox(api)
                .everything().stream().map(task -> text(task, "title")).toList();
    }

    private static void replay() {
        api.post(202, "/api/projections/all/replay", null);
        Wait.until("the replay is over", () -> !api.get("/api/projections/all")
                .json()
                .at("/replay/state")
                .asString()
                .equals("running"));
        assertThat(api.get("/api/projections/all").json().at("/replay/state").asString())
                .isEqualTo("done");
    }

    private static void allIsRead() {
        READS.forEach(path -> assertThat(api.get(path).status()).as(path).isEqualTo(200));
        for (String page : List.of("/", "/sync", "/ledger", "/history", "/time")) {
            assertThat(api.send("GET", page, null, "Accept", "text/html").status())
                    .as(page)
                    .isEqualTo(200);
        }
    }

    /** Also of one that has no row after a replay, as its first event is damaged. */
    private static void nobodyDecides(Map<String, String> damaged) {
        for (String name : List.of("cut", "empty", "nothing", "no JSON", "another's")) {
            String stream = "task-" + damaged.get(name);
            Api.Answer answer = api.patch("/api/tasks/" + damaged.get(name), "{\"title\": \"Written over\"}");
            assertThat(answer.status()).as(name + answer.body()).isEqualTo(409);
            assertThat(answer.body()).as(name).contains("cannot be read").doesNotContain("dev.devledger");
            assertThat(tables.jdbc()
                            .sql(
                                    "select count(*) from event where stream_id = :stream and payload like '%Written over%'")
                            .param("stream", stream)
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }
}
