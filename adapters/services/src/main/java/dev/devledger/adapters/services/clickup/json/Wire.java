package dev.devledger.adapters.services.clickup.json;

import dev.devledger.adapters.services.kernel.Unreadable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is the same in all of ClickUp's answers: numbers come as numbers or as texts, and nothing as null, as "" or not at all. */
public final class Wire {
    public static final JsonMapper JSON = JsonMapper.builder().build();

    /** So many of them every long can hold. */
    private static final int DIGITS = 18;

    /** Inside of them a day has four digits for its year in each zone. */
    private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    private Wire() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Null where there is none. */
    public static @Nullable String text(JsonNode of, String field) {
        JsonNode value = of.path(field);
        if (value.isString()) {
            return value.asString();
        }
        return value.isNumber() ? value.asString() : null;
    }

    /** Null where there is none, or an empty one. */
    public static @Nullable String given(JsonNode of, String field) {
        String text = text(of, field);
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * Without what is behind the point.
     *
     * @throws Unreadable where there is something, and no number, or one beyond all measure: it would be taken for another
     */
    public static @Nullable Long number(JsonNode of, String field) {
        String text = given(of, field);
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            if (Math.abs((long) number.precision() - number.scale()) > DIGITS) {
                throw new Unreadable("ClickUp returned a " + field + " that is beyond all measure");
            }
            return number.longValue();
        } catch (NumberFormatException e) {
            throw new Unreadable("ClickUp returned a " + field + " that is not a number");
        }
    }

    /**
     * The same, as the milliseconds of an instant.
     *
     * @throws Unreadable also where no calendar has it
     */
    public static @Nullable Instant instant(JsonNode of, String field) {
        Long millis = number(of, field);
        return millis == null ? null : after(Instant.EPOCH, millis, field);
    }

    /** The same, where it does not matter why there is none. */
    static @Nullable Instant moment(JsonNode of, String field) {
        try {
            return instant(of, field);
        } catch (Unreadable noInstant) {
            return null;
        }
    }

    /** As it is said, whatever it is; null where nothing is. */
    static @Nullable String said(JsonNode of, String field) {
        JsonNode value = of.path(field);
        return value.isContainer() || value.isBoolean() ? value.toString() : given(of, field);
    }

    /** So many milliseconds later. */
    static Instant after(Instant begin, long millis, String field) {
        Instant instant = begin.plusMillis(millis);
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new Unreadable("ClickUp returned a " + field + " that is in no calendar");
        }
        return instant;
    }

    /** No field is no element. */
    public static List<JsonNode> all(JsonNode of, String field) {
        List<JsonNode> all = new ArrayList<>();
        of.path(field).forEach(all::add);
        return all;
    }

    /** As above, where the field has to be there. */
    public static List<JsonNode> rows(JsonNode of, String field) {
        if (!of.path(field).isArray()) {
            throw new Unreadable("ClickUp's answer has no " + field);
        }
        return all(of, field);
    }

    /** @throws Unreadable where there is none */
    public static String id(JsonNode of, String what) {
        String id = given(of, "id");
        if (id == null) {
            throw new Unreadable("a " + what + " of ClickUp has no id");
        }
        return id;
    }

    public static boolean isTrue(JsonNode of, String field) {
        return of.path(field).asBoolean(false);
    }
}
