package dev.devledger.adapters.services.clickup.json;

import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import dev.devledger.adapters.services.clickup.json.Wire.ClickUpDates;
import dev.devledger.domain.shared.When;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a task's custom fields in ClickUp into readable values, in the form that ClickUp's app shows where that is
 * known.
 */
final class CustomFields {
    /** The longest stored text, in characters; also the longest stored JSON of a value of an unknown type. */
    static final int LONGEST = 1_000;

    private static final int LONGEST_NAME = 200;
    private static final int MOST = 100;

    private CustomFields() {}

    /** Reads the fields that are not empty, by name; null if ClickUp shows no custom fields at all. */
    static @Nullable SortedMap<String, Object> read(JsonNode task, AccountContext around) {
        JsonNode all = task.path("custom_fields");
        if (!all.isArray()) {
            return null;
        }
        List<JsonNode> fields = new ArrayList<>(all.valueStream().toList());
        fields.sort(Comparator.comparing(field -> field.path("id").asString("")));
        SortedMap<String, Object> read = new TreeMap<>();
        for (JsonNode field : fields) {
            Object value = value(field, field.path("value"), around);
            if (value != null && read.size() < MOST) {
                read.put(name(field, read), value);
            }
        }
        return read;
    }

    /** Makes the name unique: several fields may have one name, as ClickUp tells them apart by id. */
    private static String name(JsonNode field, SortedMap<String, Object> read) {
        String name = cut(field.path("name").asString("").strip(), LONGEST_NAME);
        String free = name;
        for (int number = 2; read.containsKey(free); number++) {
            free = name + " (" + number + ")";
        }
        return free;
    }

    private static @Nullable Object value(JsonNode field, JsonNode value, AccountContext around) {
        if (value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty())) {
            return null;
        }
        return switch (field.path("type").asString("")) {
            case "number", "currency", "emoji" -> number(value);
            case "checkbox" -> value.asBoolean(false);
            case "date" -> date(value, around);
            case "drop_down" -> option(field, value);
            case "labels" -> labels(field, value);
            default -> other(value);
        };
    }

    /** Reads a number; a number that no database can store stays a text. */
    private static @Nullable Object number(JsonNode value) {
        if (value.isContainer()) {
            return json(value);
        }
        String told = value.asString("");
        try {
            BigDecimal number = new BigDecimal(told.strip());
            boolean storable =
                    number.precision() + Math.abs((long) number.scale()) <= LONGEST && told.length() <= LONGEST;
            return storable ? number : text(told);
        } catch (NumberFormatException e) {
            return text(told);
        }
    }

    /** Reads a date; ClickUp stores a day as four o'clock in the morning. */
    private static @Nullable Object date(JsonNode value, AccountContext around) {
        try {
            Instant instant = Instant.ofEpochMilli(Long.parseLong(value.asString("")));
            return ClickUpDates.day(instant, around)
                    .<When>map(day -> day)
                    .orElseGet(() -> new When.Moment(instant))
                    .toString();
        } catch (NumberFormatException | DateTimeException e) {
            return other(value);
        }
    }

    /** Finds an option by its position or its id. */
    private static @Nullable Object option(JsonNode field, JsonNode value) {
        String told = value.asString("");
        JsonNode chosen = options(field)
                .filter(option -> option.path("id").asString("").equals(told)
                        || option.path("orderindex").asString("").equals(told))
                .findFirst()
                .orElse(null);
        return chosen == null ? other(value) : text(chosen.path("name").asString(""));
    }

    private static @Nullable Object labels(JsonNode field, JsonNode value) {
        if (!value.isArray()) {
            return other(value);
        }
        return value.valueStream()
                .map(told -> {
                    String id = told.isObject() ? told.path("id").asString("") : told.asString("");
                    return options(field)
                            .filter(option -> option.path("id").asString("").equals(id))
                            .map(option -> option.path("label")
                                    .asString(option.path("name").asString(id)))
                            .findFirst()
                            .orElse(id);
                })
                .map(label -> cut(label, LONGEST))
                .toList();
    }

    private static Stream<JsonNode> options(JsonNode field) {
        return field.path("type_config").path("options").valueStream();
    }

    /** Reads people, tasks and files as their names, and values of an unknown type as JSON. */
    private static @Nullable Object other(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return number(value);
        }
        if (value.isString()) {
            return text(value.stringValue());
        }
        if (value.isArray()) {
            List<@Nullable String> names = new ArrayList<>();
            value.forEach(each -> names.add(called(each)));
            return names.contains(null) ? json(value) : List.copyOf(names);
        }
        String name = called(value);
        return name == null ? json(value) : name;
    }

    private static @Nullable String called(JsonNode one) {
        if (one.isString()) {
            return cut(one.stringValue(), LONGEST);
        }
        return Stream.of("username", "name", "title", "formatted_address", "email")
                .map(field -> one.path(field).asString(""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(name -> cut(name, LONGEST))
                .orElse(null);
    }

    private static String json(JsonNode value) {
        return cut(value.toString(), LONGEST);
    }

    private static @Nullable String text(String text) {
        return text.isBlank() ? null : cut(text, LONGEST);
    }

    /** Shortens a text, and removes characters that no database can store. */
    private static String cut(String told, int longest) {
        String text = told.replace("\0", "");
        int length = text.codePointCount(0, text.length());
        return length <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
