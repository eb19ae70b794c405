package dev.devledger.adapters.rest.http;

import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object, each of which is absent, null or a value. Reading a field makes it known. {@link
 * #rejectIfAny} then refuses the unknown fields together with all other errors, so that one answer names every error.
 */
public final class JsonFields {
    private final ObjectNode object;
    private final String path;
    private final Violations violations;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> refused = new HashSet<>();
    private Supplier<Violations> rules = Violations::new;
    private Set<String> readOnly = Set.of();

    public JsonFields(ObjectNode object) {
        this(object, "", new Violations());
    }

    private JsonFields(ObjectNode object, String path, Violations violations) {
        this.object = object;
        this.path = path;
        this.violations = violations;
    }

    /**
     * Sets the fields that callers can see but not set. A caller who sends such a field gets a clearer message than
     * "unknown".
     */
    public JsonFields readOnly(Set<String> fields) {
        readOnly = fields;
        return this;
    }

    public boolean has(String field) {
        return object.has(field);
    }

    /** Returns true if the field is present and not null. */
    public boolean isSet(String field) {
        return object.has(field) && !object.path(field).isNull();
    }

    /**
     * Reads a value. Returns null if the field is absent, and a {@code SetTo} of null if the field is null or not
     * valid.
     */
    public <T> @Nullable SetTo<T> wish(String field, Parser<T> parser) {
        return read(field, node -> {
            if (!node.isString()) {
                throw new Parser.InvalidText("is " + kind(node) + "; a string is expected");
            }
            return parser.parse(Parser.text(node.stringValue()));
        });
    }

    /** Reads a value. Returns null if the field is absent or null. */
    public <T> @Nullable T optional(String field, Parser<T> parser) {
        return SetTo.orElse(wish(field, parser), null);
    }

    public <T> T orElse(String field, Parser<T> parser, T otherwise) {
        return SetTo.orElse(wish(field, parser), otherwise, otherwise);
    }

    /** Refuses a field that is absent or null. */
    public void require(String field) {
        known.add(field);
        if (!isSet(field)) {
            violations.add(path + field, "is missing");
        }
    }

    /**
     * Reads a required value.
     *
     * @param placeholder the value to return for a missing value, until {@link #rejectIfAny} refuses it
     */
    public <T> T required(String field, Parser<T> parser, T placeholder) {
        require(field);
        return orElse(field, parser, placeholder);
    }

    /**
     * Reads a number. Returns null if the field is absent, and a {@code SetTo} of null if the field is null or not
     * valid.
     */
    public @Nullable SetTo<Integer> wholeNumber(String field) {
        return read(field, node -> {
            if (!node.canConvertToExactIntegral() || !node.canConvertToInt()) {
                throw new Parser.InvalidText(numberWrong(node, "a whole number is expected"));
            }
            return node.intValue();
        });
    }

    /**
     * Reads a number like {@link #wholeNumber(String)}. The error for a number too large for an int names {@code least}
     * and {@code most} as the bounds; the rules check the bounds of all other numbers.
     */
    public @Nullable SetTo<Integer> wholeNumber(String field, int least, int most) {
        JsonNode node = object.path(field);
        if (!node.canConvertToExactIntegral() || node.canConvertToInt()) {
            return wholeNumber(field);
        }
        return read(field, large -> {
            throw new Parser.InvalidText(numberWrong(large, least + " to " + most + " are allowed"));
        });
    }

    private static String numberWrong(JsonNode node, String expected) {
        return "is " + (node.isNumber() ? node : kind(node)) + "; " + expected;
    }

    /** Reads whole numbers under names that the caller chooses. */
    @Nullable
    public SetTo<Map<String, Long>> wholeNumbers(String field) {
        return read(field, node -> {
            if (!(node instanceof ObjectNode object)) {
                throw new Parser.InvalidText("is " + kind(node) + "; an object is expected");
            }
            Map<String, Long> numbers = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> each : object.properties()) {
                if (!each.getValue().canConvertToExactIntegral()
                        || !each.getValue().canConvertToLong()) {
                    throw new Parser.InvalidText("has " + kind(each.getValue()) + " in it; whole numbers are expected");
                }
                numbers.put(Parser.text(each.getKey()), each.getValue().longValue());
            }
            return numbers;
        });
    }

    /** Reads a flag. Returns false if the field is absent or null. */
    public boolean flag(String field) {
        return SetTo.orElse(truth(field), false, false);
    }

    /**
     * Reads a boolean. Returns null if the field is absent, and a {@code SetTo} of null if the field is null or not
     * valid.
     */
    public @Nullable SetTo<Boolean> truth(String field) {
        return read(field, node -> {
            if (!node.isBoolean()) {
                throw new Parser.InvalidText("is " + kind(node) + "; true or false is expected");
            }
            return node.booleanValue();
        });
    }

    public String text(String field) {
        return orElse(field, Parser::text, "");
    }

    /** Reads the reason that the caller gives. */
    @Nullable
    public String reason() {
        String reason = optional("reason", Parser::text);
        if (reason != null) {
            violations.text("reason", reason, Violations.REASON);
        }
        return reason == null || reason.isBlank() ? null : reason;
    }

    @Nullable
    public SetTo<SortedSet<String>> tags(String field) {
        SetTo<List<String>> texts = texts(field);
        return texts == null ? null : new SetTo<>(texts.value() == null ? null : new TreeSet<>(texts.value()));
    }

    @Nullable
    public SetTo<List<String>> texts(String field) {
        return read(field, node -> {
            List<String> texts = new ArrayList<>();
            for (JsonNode text : array(node)) {
                if (!text.isString()) {
                    throw new Parser.InvalidText("has " + kind(text) + " in it; a list of strings is expected");
                }
                texts.add(Parser.text(text.stringValue()));
            }
            return texts;
        });
    }

    /** Reads checklist items. An item without an id is a new item. */
    @Nullable
    public SetTo<List<ChecklistItem>> checklist(String field) {
        return read(field, node -> {
            List<ChecklistItem> items = new ArrayList<>();
            for (JsonNode item : array(node)) {
                if (!(item instanceof ObjectNode fields)) {
                    throw new Parser.InvalidText(
                            "has " + kind(item) + " in it; a list of {id?, title, done?} is expected");
                }
                items.add(new JsonFields(fields, path + field + "[" + items.size() + "].", violations).item());
            }
            return items;
        });
    }

    private ChecklistItem item() {
        UUID id = optional("id", Parser::uuid);
        String title = required("title", Parser::text, "-");
        boolean done = flag("done");
        refuseUnknown();
        return new ChecklistItem(id == null ? UUID.randomUUID() : id, title, done);
    }

    /**
     * Reads a nested object. Returns null as for any field. The code that reads the object has to call {@link #end} on
     * it.
     */
    @Nullable
    public SetTo<JsonFields> object(String field) {
        return read(field, node -> {
            if (!(node instanceof ObjectNode fields)) {
                throw new Parser.InvalidText("is " + kind(node) + "; an object is expected");
            }
            return new JsonFields(fields, path + field + ".", violations);
        });
    }

    /** Refuses the fields that were not read, for a nested object. */
    public void end() {
        refuseUnknown();
    }

    /** Reads a value of any kind, as a text, number, list or map. */
    @Nullable
    public SetTo<Object> plain(String field) {
        return read(field, node -> Objects.requireNonNull(plain(node)));
    }

    private static @Nullable Object plain(JsonNode node) throws Parser.InvalidText {
        return switch (node.getNodeType()) {
            case STRING -> Parser.text(node.stringValue());
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.numberValue();
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (JsonNode item : node) {
                    items.add(plain(item));
                }
                yield items;
            }
            case OBJECT -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> each : node.properties()) {
                    fields.put(Parser.text(each.getKey()), plain(each.getValue()));
                }
                yield fields;
            }
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    /**
     * Refuses a field that is never accepted.
     *
     * @param why the reason, as the error names it
     */
    public void refuse(String field, String why) {
        if (has(field)) {
            refused.add(field);
            add(field, why);
        }
    }

    public void add(String field, String message) {
        violations.add(path + field, message);
    }

    /**
     * Sets the source of violations of the rules by readable values, which are reported only together with other
     * errors.
     */
    public void addRules(Supplier<Violations> violated) {
        rules = violated;
    }

    /**
     * Refuses the object if it has errors. If all values were readable, the service checks the rules, as the entity may
     * be deleted or changed before then.
     */
    public void rejectIfAny() {
        refuseUnknown();
        if (!violations.none()) {
            Set<String> reported =
                    violations.found().stream().map(Violation::field).collect(Collectors.toSet());
            rules.get().found().stream()
                    .filter(rule -> !reported.contains(rule.field()))
                    .forEach(rule -> violations.add(path + rule.field(), rule.message()));
        }
        violations.rejectIfAny();
    }

    private void refuseUnknown() {
        for (String field : object.propertyNames()) {
            if (!known.contains(field) && !refused.contains(field)) {
                violations.add(path + cut(field), unknown(field));
            }
        }
    }

    private String unknown(String field) {
        String allowed = known.isEmpty() ? "no field is allowed here" : "allowed are " + String.join(", ", known);
        return (readOnly.contains(field) ? "is read-only; " : "is unknown; ") + allowed;
    }

    private interface Reader<T> {
        T read(JsonNode node) throws Parser.InvalidText;
    }

    private <T> @Nullable SetTo<T> read(String field, Reader<T> reader) {
        known.add(field);
        JsonNode node = object.get(field);
        if (node == null) {
            return null;
        }
        try {
            return new SetTo<>(node.isNull() ? null : reader.read(node));
        } catch (Parser.InvalidText wrong) {
            violations.add(path + field, wrong.why());
            return new SetTo<>(null);
        }
    }

    private static JsonNode array(JsonNode node) throws Parser.InvalidText {
        if (!node.isArray()) {
            throw new Parser.InvalidText("is " + kind(node) + "; a list is expected");
        }
        return node;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT, POJO -> "an object";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a number";
            case STRING, BINARY -> "a string";
            case NULL, MISSING -> "null";
        };
    }

    private static String cut(String field) {
        return field.length() > 100 ? field.substring(0, 100) + "…" : field;
    }
}
