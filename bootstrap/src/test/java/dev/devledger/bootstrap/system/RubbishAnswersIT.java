package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rubbish is also what services answer: it ends no cycle, no list and nothing else of the ledger. */
@Timeout(600)
class RubbishAnswersIT {
    private static final int ROUNDS = Integer.getInteger("devledger.test.seeds", 40);
    private static final long FIRST = Long.getLong("devledger.test.first", 1);
    private static final List<String> READS = List.of(
            "/api/tasks?limit=200",
            "/api/projects?limit=200",
            "/api/history?limit=200",
            "/api/time-entries?limit=200",
            "/api/sync/status",
            "/api/sync/conflicts",
            "/api/sync/approvals",
            "/api/sync/left-out");

    private static RunningDevledger devledger;
    private static Api api;
    private static Ledger ledger;

    @BeforeAll
    static void start() {
        devledger = RubbishTrial.start();
        api = devledger.api();
        ledger = new Ledger(api);
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticktick", "clickup", "trackingtime"})
    void what_a_service_answers_ends_nothing(String connector) {
        String project = ledger.project("Answered with rubbish by " + connector, "");
        api.patch("/api/projects/" + project, "{\"placement\":\"list\"}").expect(200);
        String task = ledger.task(
                project,
                "Has all fields",
                ",\"description\":\"text\",\"priority\":\"high\",\"dueDate\":\"2026-12-01\",\"tags\":[\"one\"]");
        ledger.task(project, "Plain", "");
        for (int cycle = 0; cycle < 6; cycle++) {
            run(connector);
        }
        for (long round = FIRST; round < FIRST + ROUNDS; round++) {
            api.post(
                            "/sandbox/" + connector + "/faults",
                            "{\"fault\":\"rubbish\",\"times\":3,\"path\":\".\",\"after\":%d,\"field\":\"%d\"}"
                                    .formatted(round % 5, round))
                    .expect(200);
            api.patch("/api/tasks/" + task, "{\"title\":\"Has all fields %d\"}".formatted(round))
                    .expect(200);
            run(connector);
            for (String read : READS) {
                assertThat(api.get(read).status())
                        .as("%s of round %d", read, round)
                        .isEqualTo(200);
            }
        }
        api.delete("/sandbox/" + connector + "/faults");

        String born = ledger.task(project, "Born afterwards", "");
        for (int cycle = 0; cycle < 12 && !isLinked(connector, born); cycle++) {
            run(connector);
        }
        assertThat(isLinked(connector, born))
                .as(() -> api.get("/api/sync/status").body())
                .isTrue();
    }

    private static void run(String connector) {
        api.post("/api/sync/run?connector=" + connector, null).expect(200);
    }

    private static boolean isLinked(String connector, String task) {
        return elements(api.get("/api/tasks/" + task).expect(200).json().path("links")).stream()
                .anyMatch(link -> text(link, "connector").equals(connector)
                        && !link.path("syncedAt").isNull());
    }
}
