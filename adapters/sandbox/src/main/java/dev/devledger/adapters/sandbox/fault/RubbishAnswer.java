package dev.devledger.adapters.sandbox.fault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer of which one value is what no document promises. */
final class RubbishAnswer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "7.5",
            "1e400",
            "9223372036854775807",
            "-2209161600000",
            "253402300800000",
            "\"\"",
            "\" \"",
            "\"NaN\"",
            "\"-1\"",
            "\"1899-12-30\"",
            "\"1753-01-01T00:00:00.000+0000\"",
            "\"0001-01-01 00:00:00\"",
            "\"+10000-01-01T00:00:00Z\"",
            "\"-2209161600000\"",
            "\"99999999999999999999\"",
            "\"two\\nlines\"",
            "\"a null \\u0000 character\"",
            "\"half \\ud83d a sign\"",
            "\"" + "long ".repeat(200) + "\"",
            "{}",
            "[]",
            "[null]",
            "[[]]",
            "{\"id\": null}",
            "{\"id\": 7}");

    private RubbishAnswer() {}

    /** The same seed and answer make the same one; what is no JSON stays as it is. */
    static byte[] of(byte[] json, long seed) {
        try {
            Random random = new Random(seed);
            JsonNode tree = JSON.readTree(json);
            List<Consumer<@Nullable JsonNode>> places = new ArrayList<>();
            collect(tree, places);
            if (places.isEmpty()) return json;
            JsonNode value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
            places.get(random.nextInt(places.size())).accept(random.nextInt(8) == 0 ? null : value);
            return tree.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException notJson) {
            return json;
        }
    }

    /** Where a value stands that can be another, or with null none. */
    private static void collect(JsonNode in, List<Consumer<@Nullable JsonNode>> places) {
        if (in instanceof ObjectNode object) {
            for (String name : object.propertyNames()) {
                places.add(value -> {
                    if (value == null) object.remove(name);
                    else object.set(name, value);
                });
                collect(object.path(name), places);
            }
        } else if (in instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int place = i;
                places.add(value -> {
                    if (value == null) array.remove(place);
                    else array.set(place, value);
                });
                collect(array.path(i), places);
            }
        }
    }
}
