package dev.devledger.bootstrap.system;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What tests begin with, made over the API. */
final class Samples {
    private final Api api;

    Samples(Api api) {
        this.api = api;
    }

    /** Never leaves the ledger, so that a test of the ledger does not wait for TickTick. */
    JsonNode project(String name) {
        return api.made("/api/projects", """
                        {"name": "%s", "placement": "none"}""".formatted(name));
    }

    JsonNode card(String name) {
        return api.made("/api/projects", """
                        {"name": "%s"}""".formatted(name));
    }

    JsonNode task(JsonNode project, String title) {
        return api.made("/api/projects/" + key(project) + "/tasks", """
                        {"title": "%s"}""".formatted(title));
    }

    JsonNode subtask(JsonNode parent, String title) {
        return api.made(
                "/api/projects/" + parent.path("projectKey").asString() + "/tasks", """
                        {"title": "%s", "parent": "%s"}""".formatted(title, key(parent)));
    }

    static String key(JsonNode entity) {
        return entity.path("key").asString();
    }

    static String id(JsonNode entity) {
        return entity.path("id").asString();
    }

    /** A field of each item of a page. */
    static List<String> texts(JsonNode page, String field) {
        return each(page.path("items"), item -> item.path(field).asString());
    }

    static List<String> texts(List<JsonNode> items, String field) {
        return items.stream().map(item -> item.path(field).asString()).toList();
    }

    static <T> List<T> each(JsonNode array, Function<JsonNode, T> of) {
        return StreamSupport.stream(array.spliterator(), false).map(of).toList();
    }

    /** All pages of a list, from its first one on. */
    static List<JsonNode> all(Api api, String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.read(path + cursor);
            page.path("items").forEach(items::add);
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        return items;
    }
}
