package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.TrackingTimeCalls.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A person edits in the pages; the API shows it. */
class TrackingTimePageTest extends OnTrackingTime {
    private final TrackingTimeCalls page = new TrackingTimeCalls(TrackingTimeServer.URL + "/sandbox/trackingtime", "");
    private long hull;
    private long mast;

    @BeforeEach
    void tasks() {
        long project = project("Boat <1>");
        hull = task("Hull", project);
        mast = task("Mast", project);
    }

    private Reply send(String path, Map<String, String> fields) {
        return page.form("POST", path, fields);
    }

    @Test
    void a_timer_is_started_switched_and_stopped() {
        assertThat(page.get("").body()).contains("No timer is running", "Boat &lt;1&gt; – Hull", "<nav");
        assertThat(page.get("").header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.get("/trackingtime.css").header("Content-Type")).startsWith("text/css");
        send("/timer/start", Map.of("task", String.valueOf(hull), "switch", "no"));
        assertThat(running().at("/0/id").asLong()).isEqualTo(hull);
        assertThat(send("/timer/start", Map.of("task", String.valueOf(mast), "switch", "no"))
                        .body())
                .contains("You are already tracking time");
        pass("PT30M");
        assertThat(page.get("").body()).contains("since 12:00, 0:30 so far", "Switch to it");
        send("/timer/start", Map.of("task", String.valueOf(mast), "switch", "yes"));
        assertThat(running().at("/0/id").asLong()).isEqualTo(mast);
        pass("PT15M");
        assertThat(send("/timer/stop", Map.of()).http()).isEqualTo(303);
        assertThat(running().isEmpty()).isTrue();
        assertThat(march("/events"))
                .extracting(event -> event.path("d").asLong())
                .containsExactly(1_800L, 900L);
        assertThat(send("/timer/stop", Map.of()).http()).isEqualTo(422);
    }

    @Test
    void a_day_is_edited() {
        Map<String, String> late = Map.of(
                "date", "2026-03-09", "start", "23:30", "end", "00:15", "task", String.valueOf(hull), "notes", "Tar");
        assertThat(send("/entries", late).header("Location")).endsWith("/day?date=2026-03-09");
        JsonNode entry = march("/events").getFirst();
        assertThat(entry.path("e").asString()).isEqualTo("2026-03-10 00:15:00");
        assertThat(entry.path("tz").asString()).isEqualTo("GMT+01:00");
        assertThat(entry.path("n").asString()).isEqualTo("Tar");
        String path = "/entries/" + entry.path("id").asLong();
        assertThat(page.get("/day?date=2026-03-09").body()).contains("Tar", "23:30", path, "0:45");
        send(path, Map.of("start", "22:30", "end", "23:00", "task", "", "notes", "", "billed", "yes"));
        JsonNode changed = march("/events").getFirst();
        assertThat(changed.path("t").isNull()).isTrue();
        assertThat(changed.path("n").isNull()).isTrue();
        assertThat(changed.path("d").asLong()).isEqualTo(1_800);
        assertThat(changed.path("bd").asBoolean()).isTrue();
        assertThat(send(path, Map.of("start", "soon")).http()).isEqualTo(422);
        control.post("/events/" + entry.path("id").asLong(), "{'locked': true}");
        assertThat(page.get("/day?date=2026-03-09").body()).contains("approved").doesNotContain(path);
        assertThat(send(path + "/delete", Map.of()).http()).isEqualTo(422);
        control.post("/events/" + entry.path("id").asLong(), "{'locked': false}");
        send(path + "/delete", Map.of());
        assertThat(march("/events")).isEmpty();
        assertThat(page.get("/day?date=nonsense").body()).contains("2026-03-10");
    }

    @Test
    void a_week_is_summed() {
        entry("2026-03-09", "09:00", "10:30", "'task_id': " + hull);
        entry("2026-03-11", "09:00", "09:45", "'task_id': " + hull);
        entry("2026-03-11", "10:00", "10:15", "");
        assertThat(page.get("/week?date=2026-03-11").body())
                .contains("Week of 2026-03-09", "<td>1:30</td>", "<td>0:45</td>", "<td>2:15</td>", "<td>1:00</td>")
                .contains("Nothing in particular", "<span>2:30</span>");
    }

    @Test
    void projects_and_tasks_are_made_renamed_closed_and_deleted() {
        send("/projects", Map.of("name", "Kite", "customer", "Town Hall"));
        long kite =
                trackingtime.get("/projects/search?keyword=Kite").at("/0/id").asLong();
        assertThat(trackingtime.get("/projects/" + kite).at("/customer/name").asString())
                .isEqualTo("Town Hall");
        send("/projects/" + kite + "/tasks", Map.of("name", "Tail"));
        long tail = trackingtime.get("/tasks?project_id=" + kite).at("/0/id").asLong();
        send("/tasks/" + tail, Map.of("name", "Long tail"));
        assertThat(page.get("/projects").body()).contains("Kite", "Long tail", "Town Hall");
        send("/tasks/" + tail + "/archived", Map.of("on", "yes"));
        assertThat(trackingtime.get("/tasks?filter=ARCHIVED").ids("id")).containsExactly(tail);
        send("/projects/" + kite + "/archived", Map.of("on", "yes"));
        assertThat(trackingtime.get("/projects").ids("id")).doesNotContain(kite);
        send("/tasks/" + hull + "/delete", Map.of());
        assertThat(trackingtime.get("/tasks/" + hull).status()).isEqualTo(500);
        assertThat(send("/projects", Map.of("name", " ")).http()).isEqualTo(422);
    }
}
