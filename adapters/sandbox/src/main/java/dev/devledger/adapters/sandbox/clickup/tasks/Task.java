package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A task in its stored form: with the sandbox's own field names, and numbers as numbers. */
public record Task(ObjectNode json) {
    public String id() {
        return text("id");
    }

    public String list() {
        return text("list");
    }

    public String name() {
        return text("name");
    }

    public String text(String field) {
        return json.path(field).asString("");
    }

    public Optional<String> parent() {
        return optional("parent").map(JsonNode::asString);
    }

    public Optional<JsonNode> optional(String field) {
        JsonNode value = json.path(field);
        return value.isNull() || value.isMissingNode() ? Optional.empty() : Optional.of(value);
    }

    public Optional<Long> number(String field) {
        return optional(field).map(JsonNode::asLong);
    }

    public boolean is(String field) {
        return json.path(field).asBoolean(false);
    }

    public List<String> texts(String field) {
        return Json.texts(json.path(field));
    }

    public List<Long> assignees() {
        return json.path("assignees").valueStream().map(JsonNode::asLong).toList();
    }

    public String status() {
        return json.path("status").path("status").asString("");
    }

    public String statusType() {
        return json.path("status").path("type").asString("");
    }

    public List<ObjectNode> checklists() {
        return json.path("checklists").valueStream().map(ObjectNode.class::cast).toList();
    }

    void put(String field, List<Long> numbers) {
        ArrayNode array = json.putArray(field);
        numbers.forEach(array::add);
    }

    public void putTexts(String field, List<String> texts) {
        json.set(field, Json.arrayOf(texts));
    }

    Task copy() {
        return new Task(json.deepCopy());
    }
}
