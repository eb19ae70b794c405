package dev.devledger.adapters.services.trackingtime.json;

import dev.devledger.adapters.services.kernel.Unreadable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is the same in all of TrackingTime's answers: nothing comes as null, as an empty text or not at all. */
public final class Wire {
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int DIGITS = 18;
    private static final int LONGEST = 100;

    private Wire() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Null where there is none, or an empty one. */
    public static @Nullable String given(JsonNode of, String field) {
        JsonNode value = of.path(field);
        String text = value.isString() || value.isNumber() ? value.asString() : "";
        return text.isBlank() ? null : text;
    }

    /** That of the first of these fields that has one. */
    public static @Nullable String given(JsonNode of, String... fields) {
        return Arrays.stream(fields)
                .map(field -> given(of, field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The id in the first of these fields that has one: as a number, as a text of digits, or as an object with it. */
    public static @Nullable String ref(JsonNode of, String... fields) {
        return Arrays.stream(fields)
                .map(field -> of.path(field).isObject() ? given(of.path(field), "id") : given(of, field))
                .filter(id -> id != null && RemoteIds.isNumber(id) && !id.equals("0"))
                .findFirst()
                .orElse(null);
    }

    /** One thing, which some answers hold in a list; an empty object where there is none. */
    public static JsonNode one(JsonNode data) {
        JsonNode first = data.isArray() ? data.path(0) : data;
        return first.isObject() ? first : object();
    }

    /** As it is, with the space around it; empty where there is none. */
    public static String text(JsonNode of, String field) {
        JsonNode value = of.path(field);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }

    /** @throws Unreadable where there is something, and no number, or one beyond all measure, which takes an age to round */
    public static @Nullable BigDecimal number(JsonNode of, String field) {
        String text = given(of, field);
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            if (text.length() > LONGEST || Math.abs((long) number.precision() - number.scale()) > DIGITS) {
                throw new Unreadable("TrackingTime returned a " + field + " that is beyond all measure");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new Unreadable("TrackingTime returned a " + field + " that is not a number");
        }
    }

    /** @throws Unreadable where it is no list, which must not be taken for an empty one */
    public static List<JsonNode> rows(JsonNode data, String what) {
        JsonNode list = data.isArray() ? data : below(data);
        if (!list.isArray()) {
            throw new Unreadable("TrackingTime returned something else than a list of " + what);
        }
        List<JsonNode> rows = new ArrayList<>();
        list.forEach(rows::add);
        return rows;
    }

    /** A list that some answers hold in an object of its own; an empty one proves nothing there. */
    private static JsonNode below(JsonNode data) {
        return Stream.of("data", "events", "tasks", "projects", "users")
                .map(data::path)
                .filter(each -> each.isArray() && !each.isEmpty())
                .findFirst()
                .orElse(data);
    }

    /** @throws Unreadable where there is none */
    public static String id(JsonNode of, String what) {
        String id = given(of, "id", "ID");
        if (id == null) {
            throw new Unreadable("a " + what + " of TrackingTime has no id");
        }
        return id;
    }

    public static boolean isTrue(JsonNode of, String field) {
        return of.path(field).asBoolean(false);
    }
}
