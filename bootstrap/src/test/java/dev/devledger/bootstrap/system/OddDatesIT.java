package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A date that the ledger does not take, as other programs write one for "none", costs that date alone. */
@Tag("long")
class OddDatesIT {
    private static final RunningDevledger DEVLEDGER = SharedTrackingTime.troubled();
    private static final Api API = DEVLEDGER.api();
    private static final Ledger LEDGER = new Ledger(API);

    @ParameterizedTest
    @CsvSource({
        "ticktick, 1899-12-30",
        "ticktick, 1753-01-01",
        "ticktick, 0001-01-01",
        "clickup, 1899-12-30",
        "clickup, 1753-01-01",
        "clickup, 0001-01-03",
        "trackingtime, 1899-12-30",
        "trackingtime, 1753-01-01",
        "trackingtime, 0001-01-01"
    })
    void the_task_comes_without_it_and_all_else_goes_on(String connector, String day) {
        String name = "Dated " + connector + " " + day;
        String project = LEDGER.project(name, "");
        API.patch(200, "/api/projects/" + project, "{\"placement\":\"list\"}");
        String before = LEDGER.task(project, "Before", "");
        until(
                connector,
                () -> !link(connector, "/api/tasks/" + before).path("syncedAt").isNull());
        String list = text(link(connector, "/api/projects/" + project), "remoteId");

        make(connector, list, "Dated by a spreadsheet", day);
        make(connector, list, "Dated by nobody", null);
        until(connector, () -> titles(project)
                .containsAll(List.of("Before", "Dated by a spreadsheet", "Dated by nobody")));
        JsonNode odd = elements(API.read("/api/tasks?project=" + project).path("items")).stream()
                .filter(task -> text(task, "title").equals("Dated by a spreadsheet"))
                .findFirst()
                .orElseThrow();
        assertThat(odd.path("dueDate").isNull()).isTrue();
        assertThat(odd.path("links").toString()).contains(day.substring(0, 4), "years from 1900 to 9999 are allowed");
        assertThat(text(status(connector), "state")).isEqualTo("attention");

        long version = odd.path("version").asLong();
        String path = "/api/tasks/" + text(odd, "id");
        API.patch(200, path, "{\"priority\":\"high\"}");
        for (int cycle = 0; cycle < 3; cycle++) {
            run(connector);
        }
        JsonNode after = API.read(path);
        assertThat(after.path("version").asLong()).as("no echo").isEqualTo(version + 1);
        assertThat(after.path("dueDate").isNull()).isTrue();
        API.get(200, "/api/tasks?limit=200");
        API.get(200, "/api/sync/conflicts");
    }

    private static void until(String connector, BooleanSupplier holds) {
        for (int cycle = 0; cycle < 12 && !holds.getAsBoolean(); cycle++) {
            run(connector);
        }
        assertThat(holds.getAsBoolean()).as(() -> status(connector).toString()).isTrue();
    }

    /** As that service's own clients do. */
    private static void make(String connector, String list, String title, String day) {
        switch (connector) {
            case "ticktick" ->
                API.post(
                        200,
                        Sandbox.API + "/task",
                        "{\"title\":\"%s\",\"projectId\":\"%s\"%s}"
                                .formatted(
                                        title,
                                        list,
                                        day == null ? "" : ",\"dueDate\":\"" + day + "T12:00:00.000+0000\""));
            case "clickup" ->
                API.post(
                        200,
                        "/sandbox/clickup/api/v2/list/" + list + "/task",
                        "{\"name\":\"%s\"%s}".formatted(title, day == null ? "" : ",\"due_date\":" + millis(day)));
            default ->
                assertThat(new TrackingTimeThere(API, TrackingTimeThere.SANDBOX)
                                .made(
                                        "/tasks/share",
                                        "{'name':'%s','users':[],'project_id':%s%s}"
                                                .formatted(
                                                        title,
                                                        list.substring(1),
                                                        day == null ? "" : ",'due_date':'" + day + "'")))
                        .as(list)
                        .isPositive();
        }
    }

    private static long millis(String day) {
        return LocalDate.parse(day).atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static List<String> titles(String project) {
        return elements(API.read("/api/tasks?project=" + project).path("items")).stream()
                .map(task -> text(task, "title"))
                .toList();
    }

    private static void run(String connector) {
        API.post(200, "/api/sync/run?connector=" + connector, null);
        LockSupport.parkNanos(SharedTrackingTime.LONGER_THAN_SETTLE);
    }

    private static JsonNode status(String connector) {
        return LEDGER.atRest(connector);
    }

    private static JsonNode link(String connector, String path) {
        return elements(API.read(path).path("links")).stream()
                .filter(each -> text(each, "connector").equals(connector))
                .findFirst()
                .orElseThrow();
    }
}
