package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Answers that show nothing are believed to be no deletion, and leave nothing behind that a later cycle stumbles over. */
@Tag("long")
class EmptyAnswersIT {
    private static final int CARDS = 10;
    private static final int TASKS = 5;
    private static final int DELETED = 20;

    @Test
    void what_is_deleted_after_them_goes_and_what_is_made_comes() {
        try (RunningDevledger devledger = SharedDevledger.start(
                SharedDevledger.newFolder(),
                "devledger.ticktick.settle=200ms",
                "devledger.ticktick.budget=off",
                "devledger.ticktick.poll-interval=1h")) {
            new Story(devledger.api()).run();
        }
    }

    private record Story(Api api, Ledger ledger, Sandbox ticktick, List<String> tasks) {
        Story(Api api) {
            this(api, new Ledger(api), new Sandbox(api), new ArrayList<>());
        }

        void run() {
            List<String> projects = IntStream.range(0, CARDS)
                    .mapToObj(i -> ledger.project("Card " + i, ""))
                    .toList();
            projects.forEach(project ->
                    IntStream.range(0, TASKS).forEach(i -> tasks.add(ledger.task(project, "Task " + i, ""))));
            until("all are linked", () -> tasks.stream()
                    .allMatch(task -> !remote(task).isEmpty()));
            String list = ticktick.list("Dev Projects");
            List<String> ids = tasks.stream().map(this::remote).toList();

            showNothing("empty-list", "POST /task/filter");
            showNothing("ignored", "GET /project/.*/data");
            showNothing("empty-list", "GET /project$");
            showNothing("empty-answer", ".");
            showNothing("ignored", "GET /project/.*/task/");
            assertThat(here()).as("none of it is a deletion").isEqualTo(tasks.size());

            api.post(
                            "/sandbox/ticktick/faults",
                            "{\"fault\":\"silent-field\",\"field\":\"parentId\",\"times\":1000000,"
                                    + "\"path\":\"GET /project/.*/task/\"}")
                    .expect(200);
            ids.subList(0, DELETED).forEach(id -> api.delete(Sandbox.API + "/project/" + list + "/task/" + id)
                    .expect(200));
            until("they wait for an approval", () -> status().path("held").asInt() == DELETED);
            ledger.agree();
            until("they are gone", () -> here() == tasks.size() - DELETED);
            assertThat(elements(api.get("/api/sync/conflicts?limit=200")
                            .expect(200)
                            .json()
                            .path("items")))
                    .isEmpty();

            String card = remoteOf("/api/projects/" + projects.getLast());
            IntStream.range(0, 25).forEach(i -> api.post(
                            Sandbox.API + "/task",
                            "{\"title\":\"Made there %d\",\"projectId\":\"%s\",\"parentId\":\"%s\"}"
                                    .formatted(i, list, card))
                    .expect(200));
            until("what is made comes", () -> here() == tasks.size() - DELETED + 25);
            until(
                    "all is well",
                    () -> text(status(), "state").equals("idle")
                            && status().path("pending").asInt() == 0
                            && status().path("lastCycle").path("complete").asBoolean());
        }

        private void showNothing(String fault, String path) {
            ticktick.fault(fault, 1_000_000, path);
            for (int cycle = 0; cycle < 3; cycle++) {
                cycle();
            }
            ticktick.calm();
            for (int cycle = 0; cycle < 2; cycle++) {
                cycle();
            }
        }

        private void until(String what, BooleanSupplier holds) {
            for (int cycle = 0; cycle < 15 && !holds.getAsBoolean(); cycle++) {
                cycle();
            }
            assertThat(holds.getAsBoolean())
                    .as(() -> what + ": " + status() + conflicts())
                    .isTrue();
        }

        private String conflicts() {
            return api.get("/api/sync/conflicts?limit=3").body();
        }

        private void cycle() {
            api.post("/api/sync/run", null);
            LockSupport.parkNanos(SharedTrackingTime.LONGER_THAN_SETTLE);
        }

        private int here() {
            return Samples.all(api, "/api/tasks?limit=200").size();
        }

        private JsonNode status() {
            return ledger.syncStatus();
        }

        private String remote(String task) {
            return remoteOf("/api/tasks/" + task);
        }

        private String remoteOf(String path) {
            return elements(api.get(path).expect(200).json().path("links")).stream()
                    .map(link -> text(link, "remoteId"))
                    .findFirst()
                    .orElse("");
        }
    }
}
