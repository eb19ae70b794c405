package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * An application for the tests of the full cycle, started once for all of them. It looks at TickTick only when it is
 * asked to, and a description that both sides changed is written on neither. It ends with the JVM.
 */
final class TwoWay {
    static final String CARDS = "Dev Projects";
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Duration LONGER_THAN_SETTLE = Duration.ofMillis(550);
    private static final Duration LONGER_THAN_A_TEST = Duration.ofMinutes(5);
    private static final int FOR_EVER = 1_000_000;

    private static RunningDevledger running;

    final Api api;
    final Ledger ledger;
    final Sandbox ticktick;

    TwoWay(Api api) {
        this.api = api;
        this.ledger = new Ledger(api);
        this.ticktick = new Sandbox(api);
    }

    static synchronized TwoWay get() {
        if (running == null) {
            running = SharedDevledger.start(
                    SharedDevledger.newFolder(),
                    "devledger.ticktick.poll-interval=0s",
                    "devledger.ticktick.settle=500ms",
                    "devledger.ticktick.conflict-policy.description=hold");
        }
        return new TwoWay(SharedDevledger.onANewDay(running).api());
    }

    /**
     * No fault is left, nothing is unread and nothing waits: what no test has a word for must not wait in the next one,
     * and what one left over there must not count in the next one.
     */
    void rest() {
        ticktick.calm();
        ledger.sync();
        until("nothing waits", () -> ledger.syncStatus().path("pending").asInt() == 0);
        ledger.idle();
    }

    /** Runs full cycles, further apart than the time in which nothing counts as gone, until that holds. */
    void until(String what, BooleanSupplier holds) {
        Instant end = Instant.now().plus(LONGEST);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as("still not: " + what).isBefore(end);
            ledger.sync();
            if (!holds.getAsBoolean()) {
                LockSupport.parkNanos(LONGER_THAN_SETTLE.toNanos());
            }
        }
    }

    /** Until a cycle had nothing to do and nothing waits. */
    void untilQuiet() {
        Instant end = Instant.now().plus(LONGEST);
        while (true) {
            JsonNode report = ledger.sync();
            JsonNode status = ledger.syncStatus();
            if (report.path("pulled").asInt() == 0
                    && report.path("pushed").asInt() == 0
                    && status.path("pending").asInt() == 0
                    && status.at("/lastCycle/complete").asBoolean()) {
                return;
            }
            assertThat(Instant.now()).as("still not quiet: " + report + status).isBefore(end);
            LockSupport.parkNanos(LONGER_THAN_SETTLE.toNanos());
        }
    }

    /** Nothing is pushed from here on until somebody asks for a cycle: as if TickTick had not answered for a while. */
    void leaveAlone() {
        ledger.idle();
        running.leaveAlone(LONGER_THAN_A_TEST);
        ticktick.calm();
    }

    /** As above, but only for the next two seconds: TickTick did not answer two times in a row. */
    void leaveAloneForAMoment() {
        ticktick.fault("error-500", FOR_EVER, "");
        ledger.sync();
        ledger.sync();
        assertThat(text(ledger.syncStatus(), "state")).isEqualTo("unreachable");
        ticktick.calm();
    }

    void noDifferences(String... projects) {
        assertThat(BothSides.differences(api, Set.of(projects))).isEmpty();
    }

    String cards() {
        return ticktick.list(CARDS);
    }

    JsonNode project(String id) {
        return api.read("/api/projects/" + id);
    }

    JsonNode task(String id) {
        return api.read("/api/tasks/" + id);
    }

    /** The one project of that name. */
    JsonNode projectNamed(String name) {
        return only(Samples.all(api, "/api/projects?limit=200"), "name", name);
    }

    /** The one task of that title. */
    JsonNode taskTitled(String title) {
        return only(Samples.all(api, "/api/tasks?limit=200"), "title", title);
    }

    private static JsonNode only(List<JsonNode> all, String field, String text) {
        return Sandbox.only(all.stream()
                        .filter(each -> text(each, field).equals(text))
                        .toList())
                .orElseThrow(() -> new AssertionError("not exactly one has the " + field + " " + text));
    }

    /** Conflicts about an entity, in any state, newest last. */
    List<JsonNode> conflicts(String entity, String state) {
        return Samples.all(api, "/api/sync/conflicts?limit=200&state=" + state).stream()
                .filter(each -> text(each.path("entity"), "id").equals(entity))
                .toList();
    }

    /** {@code choice} is what follows {@code choose} in the object. */
    void resolve(JsonNode conflict, String choice) {
        api.post(200, "/api/sync/conflicts/" + text(conflict, "id") + "/resolve", "{\"choose\":" + choice + "}");
    }

    boolean deleted(String path) {
        return !api.read(path).path("deletedAt").isNull();
    }
}
