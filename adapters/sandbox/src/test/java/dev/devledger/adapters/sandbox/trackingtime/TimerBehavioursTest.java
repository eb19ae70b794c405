package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.TrackingTimeCalls.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The timer, and calls that write although they are GET. */
class TimerBehavioursTest extends OnTrackingTime {
    private long hull;
    private long mast;

    @BeforeEach
    void tasks() {
        long project = project("Boat");
        hull = task("Hull", project);
        mast = task("Mast", project);
    }

    private static String at(String time) {
        return "{'date': '2026-03-10 " + time + ":00', 'timezone': 'GMT+01:00'}";
    }

    private static String switching(String time) {
        return at(time).replace("}", ", 'stop_running_task': true}");
    }

    @Test
    @Tag("b17")
    void b17_one_timer_runs_and_a_second_start_is_a_rule_broken() {
        Reply started = trackingtime.post("/tasks/track/" + hull, at("12:00"));
        assertThat(started.text("start")).isEqualTo("2026-03-10 12:00:00");
        assertThat(started.at("/end").isNull()).isTrue();
        assertThat(running().at("/0/id").asLong()).isEqualTo(hull);
        assertThat(running().at("/0/tracking").asBoolean()).isTrue();
        assertThat(running().at("/0/tracking_event/id").asLong()).isEqualTo(started.id());
        assertThat(running().at("/0/users/0/event/id").asLong()).isEqualTo(started.id());
        Reply second = trackingtime.post("/tasks/track/" + mast, at("12:10"));
        assertThat(second.http()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(502);
        assertThat(running().at("/0/id").asLong()).isEqualTo(hull);
        trackingtime.post("/tasks/track/" + mast, switching("12:15"));
        JsonNode ended = trackingtime.get("/events/" + started.id()).data();
        assertThat(ended.path("end").asString()).isEqualTo("2026-03-10 12:15:00");
        assertThat(ended.path("duration").asLong()).isEqualTo(900);
        assertThat(running().at("/0/id").asLong()).isEqualTo(mast);
        assertThat(running().size()).isEqualTo(1);
    }

    @Test
    @Tag("b17")
    void b17_a_stop_has_the_zone_of_the_start_and_something_to_stop() {
        assertThat(trackingtime.post("/tasks/stop/" + hull, at("12:00")).status())
                .isEqualTo(500);
        trackingtime.post("/tasks/track/" + hull, at("12:00"));
        assertThat(trackingtime
                        .post("/tasks/stop/" + hull, at("13:00").replace("GMT+01:00", "GMT+02:00"))
                        .status())
                .isEqualTo(500);
        assertThat(trackingtime.post("/tasks/stop/" + mast, at("12:30")).status())
                .isEqualTo(500);
        assertThat(trackingtime.post("/tasks/stop/" + hull, "{}").status()).isEqualTo(500);
        assertThat(running().size()).isEqualTo(1);
        Reply stopped =
                trackingtime.post("/tasks/stop?task_id=" + hull, at("12:30").replace("}", ", 'return_task': true}"));
        assertThat(stopped.text("name")).isEqualTo("Hull");
        assertThat(stopped.at("/accumulated_time").asLong()).isEqualTo(1_800);
        assertThat(running().isEmpty()).isTrue();
        habit("idleStop", "fine");
        assertThat(trackingtime.post("/tasks/stop/" + hull, at("12:40")).status())
                .isEqualTo(200);
    }

    @Test
    void what_runs_is_listed_or_not_and_the_old_timer_ends_then_or_now() {
        long first = trackingtime.post("/tasks/track/" + hull, at("11:00")).id();
        assertThat(march("/events").getFirst().path("e").isNull()).isTrue();
        assertThat(trackingtime.post("/tasks/sync/" + hull, "{}").id()).isEqualTo(first);
        habit("running", "hidden");
        assertThat(march("/events")).isEmpty();
        habit("stoppedAt", "now");
        trackingtime.post("/tasks/track/" + mast, switching("11:30"));
        assertThat(trackingtime.get("/events/" + first).text("end")).isEqualTo("2026-03-10 12:00:00");
    }

    @Test
    @Tag("b18")
    void b18_a_timer_finds_by_names_or_makes_what_is_named() {
        String named = at("12:00").replace("}", ", 'return_task': true, 'task_name': 'Hull', 'project_name': 'Boat'}");
        assertThat(trackingtime.post("/tasks/track", named).id()).isEqualTo(hull);
        assertThat(control.get("").json().path("made").isEmpty()).isTrue();
        Reply made = trackingtime.post(
                "/tasks/track",
                switching("12:10").replace("}", ", 'return_task': true, 'task_name': 'Sail', 'project_name': 'Kite'}"));
        assertThat(made.text("project")).isEqualTo("Kite");
        assertThat(control.get("").json().path("made").toString()).isEqualTo("{\"project\":1,\"task\":1}");
        long project = made.at("/project_id").asLong();
        Reply alone =
                trackingtime.post("/tasks/track", switching("12:20").replace("}", ", 'project_id': " + project + "}"));
        assertThat(alone.at("/task").isNull()).isTrue();
        assertThat(alone.at("/project/id").asLong()).isEqualTo(project);
    }

    @Test
    @Tag("b19")
    void b19_a_timer_ends_at_the_hour_of_its_account_without_a_call() {
        control.post("/accounts/438100", "{'autostop': '18:00'}");
        long id = trackingtime.post("/tasks/track/" + hull, at("12:00")).id();
        pass("PT5H59M");
        assertThat(running().size()).isEqualTo(1);
        pass("PT2M");
        assertThat(running().isEmpty()).isTrue();
        JsonNode ended = trackingtime.get("/events/" + id).data();
        assertThat(ended.path("end").asString()).isEqualTo("2026-03-10 18:00:00");
        assertThat(ended.path("duration").asLong()).isEqualTo(6 * 3_600);
        assertThat(trackingtime.get("/me").at("/settings/autostop_timers_at").asString())
                .isEqualTo("18:00");
    }

    @Test
    @Tag("b23")
    void b23_a_get_writes() {
        String date = "?date=2026-03-10%2012:00:00&timezone=GMT%2B1";
        long id = trackingtime.get("/tasks/track/" + hull + date).id();
        assertThat(running().size()).isEqualTo(1);
        trackingtime.get("/tasks/stop/" + hull + date.replace("12:00:00", "12:30:00"));
        assertThat(trackingtime.get("/events/" + id).text("end")).isEqualTo("2026-03-10 12:30:00");
        trackingtime.get("/events/update/" + id + "?end=2026-03-10%2012:45:00&notes=By%20GET");
        assertThat(trackingtime.get("/events/" + id).text("notes")).isEqualTo("By GET");
        trackingtime.get("/tasks/update/" + hull + "?name=Keel");
        assertThat(trackingtime.get("/tasks/" + hull).text("name")).isEqualTo("Keel");
        trackingtime.get("/events/delete/" + id);
        assertThat(trackingtime.get("/events/" + id).status()).isEqualTo(500);
        long other = entry("2026-03-09", "09:00", "10:00", "").id();
        trackingtime.get("/events/delete?data=%5B%7B%22id%22:" + other + "%7D%5D");
        assertThat(march("/events")).isEmpty();
        assertThat(journal()).contains("GET /438100/events/delete/" + id);
        assertThat(List.of(hull, mast)).doesNotHaveDuplicates();
    }
}
