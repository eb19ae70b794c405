package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What nobody documents of TrackingTime's answers costs nobody time, whichever of two forms it has. */
@Tag("long")
class TrackingTimeShapesIT {
    private static final Api API =
            SharedDevledger.onANewDay(SharedTrackingTime.get()).api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final TrackingTimeThere THERE = new TrackingTimeThere(API, TrackingTimeThere.SANDBOX);

    private String task = "";
    private String taskThere = "";

    @BeforeEach
    void a_task_is_there_in_both() {
        API.delete(200, "/sandbox/trackingtime/faults");
        task = LEDGER.task(LEDGER.project("Shapes " + System.nanoTime(), ""), "Bend", "");
        sync();
        taskThere = elements(API.read("/api/tasks/" + task).path("links")).stream()
                .filter(link -> text(link, "connector").equals("trackingtime"))
                .map(link -> text(link, "remoteId"))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void as_at_first() {
        API.delete(200, "/sandbox/trackingtime/faults");
        API.post("/api/timer/stop", "{}"); // where one runs
        sync();
    }

    private static void sync() {
        for (int cycle = 0; cycle < 2; cycle++) {
            API.post(200, "/api/sync/run?connector=trackingtime", null);
            LockSupport.parkNanos(SharedTrackingTime.LONGER_THAN_SETTLE);
        }
    }

    private static void habits(String... pairs) {
        StringBuilder habits = new StringBuilder();
        for (int each = 0; each < pairs.length; each += 2) {
            habits.append(each == 0 ? "" : ", ")
                    .append("'")
                    .append(pairs[each])
                    .append("': '")
                    .append(pairs[each + 1])
                    .append("'");
        }
        THERE.control("/account", "{'habits': {" + habits + "}}");
    }

    private static String local(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
    }

    private List<JsonNode> here() {
        return elements(API.read("/api/time-entries?task=" + task).path("items"));
    }

    private void start() {
        THERE.made(
                "/tasks/track/" + taskThere,
                "{'date': '" + local(Instant.now().minusSeconds(600)) + "', 'timezone': 'GMT+0'}");
    }

    @ParameterizedTest
    @CsvSource({
        "task, within, numbers",
        "list, within, numbers",
        "task, beside, numbers",
        "list, beside, numbers",
        "task, within, texts",
        "list, beside, texts"
    })
    void a_timer_that_was_started_there_runs_here_however_it_is_told(String tracking, String owner, String ids) {
        habits("tracking", tracking, "runningOwner", owner, "running", "hidden", "ids", ids);
        start();
        sync();
        assertThat(here())
                .singleElement()
                .satisfies(each -> assertThat(each.path("running").asBoolean()).isTrue());
        assertThat(API.read("/api/sync/status").toString()).doesNotContain("cannot be read");
        API.post(200, "/api/timer/stop", "{}");
        sync();
        assertThat(THERE.data("/users/" + TrackingTimeThere.ANA + "/tasks/tracking"))
                .isEmpty();
    }

    @Test
    void a_timer_that_cannot_be_read_costs_the_timer_alone_and_is_told() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger("dev.devledger.application.sync")).addAppender(log);
        habits("runningStart", "left-out", "running", "hidden");
        start();
        Instant morning = Instant.now().minus(2, ChronoUnit.DAYS);
        THERE.made(
                "/events/add",
                "{'user_id': " + TrackingTimeThere.ANA + ", 'task_id': " + taskThere + ", 'start': '" + local(morning)
                        + "', 'end': '" + local(morning.plusSeconds(900))
                        + "', 'duration': 900, 'timezone': 'GMT+0', 'notes': 'bent'}");
        sync();
        assertThat(here()).singleElement().satisfies(each -> assertThat(text(each, "note"))
                .isEqualTo("bent"));
        assertThat(API.read("/api/sync/cycles?connector=trackingtime")
                        .at("/items/0")
                        .toString())
                .contains("a running timer cannot be read");
        assertThat(elements(API.read("/api/sync/status").path("items")))
                .filteredOn(each -> text(each, "connector").equals("trackingtime"))
                .singleElement()
                .satisfies(status -> {
                    assertThat(text(status, "state")).isEqualTo("attention");
                    assertThat(text(status, "message")).contains("a running timer cannot be read");
                });
        ((Logger) LoggerFactory.getLogger("dev.devledger.application.sync")).detachAppender(log);
        assertThat(List.copyOf(log.list))
                .filteredOn(line -> line.getLevel() == Level.WARN)
                .as("in the log once, however many cycles meet it")
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains("a running timer cannot be read"));
        habits("runningStart", "told");
        sync();
        assertThat(here()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"named, numbers", "by-id, numbers", "by-id, texts"})
    void an_entry_whose_answer_was_lost_is_found_though_somebody_has_moved_it(String values, String ids) {
        habits("fieldValues", values, "ids", ids);
        THERE.fault("drop-answer", "POST /438100/events/add");
        Instant start = Instant.now().minus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
        API.post(
                201,
                "/api/time-entries",
                "{\"task\": \"" + task + "\", \"start\": \"" + start + "\", \"seconds\": 600, \"note\": \"sent\"}");
        API.post("/api/sync/run?connector=trackingtime", null);
        JsonNode there = elements(THERE.data("/events?filter=TASK&id=" + taskThere + "&from=2020-01-01&to=2100-01-01"))
                .getFirst();
        THERE.put(
                "/events/update/" + text(there, "id"),
                "{'start': '" + local(start.plusSeconds(7_200)) + "', 'end': '" + local(start.plusSeconds(9_000))
                        + "', 'timezone': 'GMT+0', 'notes': 'moved'}");
        sync();
        sync();
        assertThat(elements(THERE.data("/events?filter=TASK&id=" + taskThere + "&from=2020-01-01&to=2100-01-01")))
                .hasSize(1);
        assertThat(here()).hasSize(1);
    }

    private static JsonNode link(JsonNode entry) {
        return elements(entry.path("links")).stream()
                .filter(each -> text(each, "connector").equals("trackingtime"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode status() {
        return LEDGER.atRest("trackingtime");
    }
}
