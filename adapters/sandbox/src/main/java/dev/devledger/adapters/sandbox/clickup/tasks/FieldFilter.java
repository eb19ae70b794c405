package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One condition of {@code custom_fields=[…]}. */
record FieldFilter(String field, String operator, JsonNode value) {
    static List<FieldFilter> of(@Nullable String text) {
        if (text == null) return List.of();
        JsonNode filters = Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow(FieldFilter::unparsable);
        if (!filters.isArray()) throw unparsable();
        return filters.valueStream()
                .map(each -> new FieldFilter(
                        each.path("field_id").asString(""),
                        each.path("operator").asString("="),
                        each.path("value")))
                .toList();
    }

    private static Refusal unparsable() {
        return new Refusal(400, "ITEM_155", "Custom field filters are not parsable");
    }

    boolean accepts(Task task) {
        JsonNode has = task.json().path("fields").path(field);
        boolean missing = has.isMissingNode() || has.isNull();
        return switch (operator) {
            case "IS NULL" -> missing;
            case "IS NOT NULL" -> !missing;
            case "!=", "!==" -> missing || !text(has).equals(text(value));
            case "==" -> !missing && text(has).equals(text(value));
            case "=" -> !missing && isLike(has);
            case "<" -> !missing && has.asDouble(0) < value.asDouble(0);
            case "<=" -> !missing && has.asDouble(0) <= value.asDouble(0);
            case ">" -> !missing && has.asDouble(0) > value.asDouble(0);
            case ">=" -> !missing && has.asDouble(0) >= value.asDouble(0);
            case "RANGE" ->
                !missing
                        && has.asDouble(0) >= value.path("low_value").asDouble(0)
                        && has.asDouble(0) <= value.path("high_value").asDouble(0);
            case "ANY" -> among(has).anyMatch(among(value).toList()::contains);
            case "ALL" -> among(has).toList().containsAll(among(value).toList());
            case "NOT ANY" -> among(has).noneMatch(among(value).toList()::contains);
            case "NOT ALL" -> !among(has).toList().containsAll(among(value).toList());
            default -> throw unparsable();
        };
    }

    /** Of a text it is enough to contain the other. */
    private boolean isLike(JsonNode has) {
        return has.isString()
                ? text(has).toLowerCase(Locale.ROOT).contains(text(value).toLowerCase(Locale.ROOT))
                : text(has).equals(text(value));
    }

    private static String text(JsonNode node) {
        return node.isContainer() ? node.toString() : node.asString("");
    }

    private static Stream<String> among(JsonNode node) {
        return node.isArray() ? node.valueStream().map(FieldFilter::text) : Stream.of(text(node));
    }
}
