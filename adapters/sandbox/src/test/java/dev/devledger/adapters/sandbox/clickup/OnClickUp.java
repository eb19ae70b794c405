package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites.Seed;
import dev.devledger.adapters.sandbox.clickup.places.Places.PagePaths;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** What tests of the sandbox begin with: everything as it was at first, and a list. */
abstract class OnClickUp {
    static final String TEAM = Seed.TEAM;
    static final String UNKNOWN = "86zzzzzzz";
    static final String NOON = "2026-03-10T12:00:00Z";
    static final long NOON_MILLIS = 1_773_144_000_000L;

    /** As Ana, with the application's own token. */
    final ClickUpCalls clickup = as(ClickUpServer.OWNER);

    final ClickUpCalls control = new ClickUpCalls(ClickUpServer.URL + PagePaths.FAULTS, "");

    String space = "";
    String list = "";

    @BeforeEach
    void fresh() {
        control.post("/reset", "{}");
        stopAt(NOON);
        space = clickup.get("/team/" + TEAM + "/space").at("/spaces/0/id").asString();
        list = newList("A list");
        control.post("/account", "{'limit': 100000}");
    }

    @AfterEach
    void plain() {
        control.delete("");
    }

    static ClickUpCalls as(String authorization) {
        return new ClickUpCalls(ClickUpServer.URL + PagePaths.V2, authorization);
    }

    ClickUpCalls asUser(long user) {
        return as(control.post("/tokens", "{'user': " + user + "}").text("token"));
    }

    void stopAt(String moment) {
        control.post("/clock", "{'stopAt': '" + moment + "'}");
    }

    void pass(String time) {
        control.post("/clock", "{'pass': '" + time + "'}");
    }

    void habit(String field, String word) {
        control.post("/account", "{'habits': {'" + field + "': '" + word + "'}}");
    }

    String newList(String name) {
        return clickup.post("/space/" + space + "/list", "{'name': '" + name + "'}")
                .text("id");
    }

    String task(String name) {
        return task("{'name': '" + name + "'}", list);
    }

    String task(String body, String inList) {
        return clickup.post("/list/" + inList + "/task", body).text("id");
    }

    JsonNode read(String task) {
        return clickup.get("/task/" + task).json();
    }

    List<String> names(String query) {
        return clickup.get("/list/" + list + "/task?" + query).names();
    }

    static List<String> texts(JsonNode array, String field) {
        return array.valueStream().map(each -> each.path(field).asString("")).toList();
    }

    /** The calls that the journal has, as {@code METHOD /path}. */
    Stream<String> journal() {
        return control.get("/requests")
                .all("requests")
                .map(each ->
                        each.path("method").asString() + " " + each.path("path").asString());
    }
}
