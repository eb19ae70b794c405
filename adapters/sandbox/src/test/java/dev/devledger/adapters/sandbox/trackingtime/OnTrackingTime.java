package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.trackingtime.TrackingTimeCalls.Reply;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PagePaths;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** What tests of the sandbox begin with: everything as it was at first, and on a Tuesday noon in Madrid (GMT+01:00). */
abstract class OnTrackingTime {
    static final String NOON = "2026-03-10T11:00:00Z";
    static final String ACCOUNT = "/" + People.SANDBOX;
    static final String WINDOW = "&from=2026-03-01&to=2026-03-31";

    /** As Ana, with the application's own password. */
    final TrackingTimeCalls trackingtime = as(TrackingTimeServer.OWNER);

    final TrackingTimeCalls control = new TrackingTimeCalls(TrackingTimeServer.URL + PagePaths.FAULTS, "");

    @BeforeEach
    void fresh() {
        control.post("/reset", "{}");
        control.post("/clock", "{'stopAt': '" + NOON + "'}");
    }

    @AfterEach
    void plain() {
        control.delete("");
    }

    static TrackingTimeCalls as(String password) {
        return new TrackingTimeCalls(
                TrackingTimeServer.URL + PagePaths.API + ACCOUNT, TrackingTimeCalls.basic("API_TOKEN", password));
    }

    TrackingTimeCalls asUser(long user) {
        return as(control.post("/passwords", "{'user': " + user + "}")
                .json()
                .path("password")
                .asString());
    }

    /** Past the account. */
    static TrackingTimeCalls root() {
        return new TrackingTimeCalls(
                TrackingTimeServer.URL + PagePaths.API, TrackingTimeCalls.basic("x", TrackingTimeServer.OWNER));
    }

    void habit(String field, String word) {
        control.post("/account", "{'habits': {'" + field + "': '" + word + "'}}");
    }

    void pass(String time) {
        control.post("/clock", "{'pass': '" + time + "'}");
    }

    long project(String name) {
        return trackingtime.post("/projects/add", "{'name': '" + name + "'}").id();
    }

    long task(String name, long project) {
        return trackingtime
                .post("/tasks/share", "{'name': '" + name + "', 'project_id': " + project + "}")
                .id();
    }

    /** Of Ana, at that hour of a day in March, for as long. */
    Reply entry(String day, String from, String to, String more) {
        return trackingtime.post("/events/add", body(day, from, to, more));
    }

    static String body(String day, String from, String to, String more) {
        long seconds =
                Duration.between(LocalTime.parse(from), LocalTime.parse(to)).toSeconds();
        return "{'user_id': " + People.ANA + ", 'start': '" + day + " " + from + ":00', 'end': '" + day + " " + to
                + ":00', 'duration': " + seconds + ", 'timezone': 'GMT+01:00'" + (more.isEmpty() ? "" : ", " + more)
                + "}";
    }

    /** What is there of March. */
    List<JsonNode> march(String path) {
        return trackingtime
                .get(path + (path.contains("?") ? "" : "?filter=COMPANY") + WINDOW)
                .all()
                .toList();
    }

    JsonNode running() {
        return trackingtime.get("/tasks?filter=TRACKING").data();
    }

    /** The calls that the journal has, as {@code METHOD /path}. */
    List<String> journal() {
        return control.get("/requests")
                .json()
                .path("requests")
                .valueStream()
                .map(each ->
                        each.path("method").asString() + " " + each.path("path").asString())
                .toList();
    }
}
