package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.rubbish.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** Has one service answer rubbish, round after round, and judges what becomes of the ledger and what is told of it. */
final class RubbishAnswers {
    private static final List<String> READS = List.of(
            "/api/tasks?limit=200",
            "/api/projects?limit=200",
            "/api/history?limit=200",
            "/api/time-entries?limit=200",
            "/api/sync/status",
            "/api/sync/conflicts",
            "/api/sync/approvals",
            "/api/sync/left-out");

    private final Api api;
    private final Ledger ledger;
    private final String connector;
    private final String project;
    private final String task;

    final List<String> wrong = new ArrayList<>();

    RubbishAnswers(RunningDevledger devledger, String connector) {
        this.api = devledger.api();
        this.ledger = new Ledger(api);
        this.connector = connector;
        this.project = ledger.project("Answered with rubbish by " + connector, "");
        api.patch(200, "/api/projects/" + project, "{\"placement\":\"list\"}");
        this.task = ledger.task(
                project,
                "Has all fields",
                ",\"description\":\"text\",\"priority\":\"high\",\"dueDate\":\"2026-12-01\",\"tags\":[\"one\"]");
        ledger.task(project, "Plain", "");
        for (int cycle = 0; cycle < 6; cycle++) {
            run();
        }
    }

    void rounds(long first, int many) {
        for (long round = first; round < first + many; round++) {
            api.post(
                    200,
                    "/sandbox/" + connector + "/faults",
                    "{\"fault\":\"rubbish\",\"times\":3,\"path\":\".\",\"after\":%d,\"field\":\"%d\"}"
                            .formatted(round % 5, round));
            api.patch("/api/tasks/" + task, "{\"title\":\"Has all fields %d\"}".formatted(round));
            int status = run();
            if (status != 200) {
                wrong.add("%s, round %d: the cycle is answered with %d".formatted(connector, round, status));
            }
            for (String read : READS) {
                Api.Answer answer = api.get(read);
                String why = Verdict.of("HTTP/1.1 " + answer.status() + "\r\n\r\n" + answer.body())
                        .why();
                if (answer.status() != 200 || !why.isEmpty()) {
                    wrong.add("%s, round %d, %s: %d %s".formatted(connector, round, read, answer.status(), why));
                }
            }
            awaitWord(round);
        }
        api.delete("/sandbox/" + connector + "/faults");
    }

    /** A mark of this moment is done or told by the cycle that follows; silence is what stays. */
    private void awaitWord(long round) {
        try {
            Ledger.eventually(() -> {
                JsonNode said = status();
                assertThat(isSilent(said)).as(said.toString()).isFalse();
            });
        } catch (ConditionTimeoutException e) {
            wrong.add("%s, round %d, in silence: %s".formatted(connector, round, e.getMessage()));
        }
    }

    /** What was not done is told, in the state or as the reason of the cycle. */
    private static boolean isSilent(JsonNode said) {
        JsonNode cycle = said.path("lastCycle");
        boolean all =
                said.path("pending").asInt() == 0 && cycle.path("complete").asBoolean();
        boolean told = !said.path("message").isNull() || !cycle.path("error").isNull();
        return !all && !told;
    }

    JsonNode status() {
        return elements(api.read("/api/sync/status").path("items")).stream()
                .filter(each -> text(each, "connector").equals(connector))
                .findFirst()
                .orElseThrow();
    }

    /** Whether what is made afterwards comes there. */
    boolean goesOn() {
        String born = ledger.task(project, "Born afterwards", "");
        for (int cycle = 0; cycle < 12 && !isLinked(born); cycle++) {
            run();
        }
        return isLinked(born);
    }

    private int run() {
        return api.post("/api/sync/run?connector=" + connector, null).status();
    }

    private boolean isLinked(String born) {
        return elements(api.read("/api/tasks/" + born).path("links")).stream()
                .anyMatch(link -> text(link, "connector").equals(connector)
                        && !link.path("syncedAt").isNull());
    }
}
