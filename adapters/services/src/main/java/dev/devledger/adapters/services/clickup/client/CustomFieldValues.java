package dev.devledger.adapters.services.clickup.client;

import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Custom fields as they are sent, an id and a value each, and as a task is answered with them: by type in other forms. */
final class CustomFieldValues {
    private CustomFieldValues() {}

    static boolean areIn(JsonNode sent, JsonNode fields) {
        return StreamSupport.stream(sent.spliterator(), false).allMatch(each -> isIn(each, fields));
    }

    private static boolean isIn(JsonNode sent, JsonNode fields) {
        JsonNode field = StreamSupport.stream(fields.spliterator(), false)
                .filter(each ->
                        each.path("id").asString("").equals(sent.path("id").asString("")))
                .findFirst()
                .orElse(MissingNode.getInstance());
        return isValue(sent.path("value"), field);
    }

    /** @param field with its type, its {@code type_config} and its value */
    static boolean isValue(JsonNode sent, JsonNode field) {
        JsonNode now = field.path("value");
        return switch (field.path("type").asString("")) {
            case "drop_down" -> isOption(sent, now, field.path("type_config").path("options"));
            case "labels" -> WriteVerification.ids(sent, "id").equals(WriteVerification.ids(now, "id"));
            case "users", "tasks", "list_relationship" ->
                WriteVerification.isMembers(sent, WriteVerification.ids(now, "id"));
            case "checkbox" -> sent.asBoolean(false) == now.asBoolean(false);
            case "" -> false; // the task has no such field
            default ->
                sent.isContainer()
                        ? sent.equals(now)
                        : sent.asString("").isBlank()
                                ? now.asString("").isBlank()
                                : WriteVerification.number(sent).equals(WriteVerification.number(now));
        };
    }

    /** An option is sent by its id, or by its place, which is what is answered. */
    private static boolean isOption(JsonNode sent, JsonNode now, JsonNode options) {
        Set<String> same = StreamSupport.stream(options.spliterator(), false)
                .filter(option -> option.path("id").asString("").equals(sent.asString(""))
                        || option.path("orderindex").asString("").equals(sent.asString("")))
                .findFirst()
                .map(option -> Set.of(
                        "id " + option.path("id").asString(""),
                        "at " + option.path("orderindex").asString("")))
                .orElseGet(() -> Set.of("id " + sent.asString("")));
        String there = now.asString("");
        return same.contains("id " + there) || same.contains("at " + there);
    }
}
