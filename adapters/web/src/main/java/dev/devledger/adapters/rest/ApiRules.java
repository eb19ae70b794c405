package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.application.entity.Filter.Criterion;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Field.Cardinality;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.task.TaskDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds the parts of the API's description that follow from the handwritten parts, and from the fields of the kinds. In
 * the handwritten parts, a word stands for the component with this name, and {@code json} for a body or an answer with
 * the named schema.
 */
final class ApiRules {
    private static final Map<String, String> COMPONENTS = Map.of(
            "parameters", "parameters", "responses", "responses", "json", "schemas", "requestBody", "requestBodies");

    private static final Map<String, String> HEADERS = Map.of(
            "ChangeSet", "X-Change-Set",
            "Replayed", "Idempotency-Replayed",
            "RetryAfter", "Retry-After",
            "Authenticate", "WWW-Authenticate");

    /** The keys whose values are samples of a request or an answer, and so stay unchanged. */
    private static final Set<String> SAMPLES = Set.of("example", "examples", "enum", "default");

    private static final Map<String, String> IDS = Map.of(
            "projects", "ProjectId",
            "tasks", "TaskId",
            "people", "PersonId",
            "customers", "CustomerId",
            "views", "ViewId",
            "time-entries", "TimeEntryId");

    private static final Map<String, EntityKind<?>> KINDS = Map.of(
            "Project", ProjectDetails.KIND,
            "Task", TaskDetails.KIND,
            "Person", PersonDetails.KIND,
            "BillingItem", BillingDetails.KIND);

    /** The criteria of lists, of which those of plain fields follow from the fields. */
    private static final Map<Object, List<? extends Criterion<?, ?>>> FILTERED =
            Map.of("TaskFields", TaskFilter.CRITERIA, "ProjectFields", ProjectFilter.CRITERIA);

    private static final Object INSTANT = Map.of("type", "string", "format", "date-time");
    private static final Object INSTANT_OR_NONE = Map.of("type", List.of("string", "null"), "format", "date-time");

    private ApiRules() {}

    static Map<String, Object> applied(Map<String, Object> written) {
        Map<String, Object> document = map(expanded(written));
        Map<String, Object> components = map(document.get("components"));
        Map<String, Object> schemas = map(components.get("schemas"));
        list(components.remove("pages")).forEach(name -> schemas.put(name + "Page", page(String.valueOf(name))));
        KINDS.forEach((name, kind) -> addFields(schemas, name, kind));
        List<String> tags = list(document.get("tags")).stream()
                .map(tag -> String.valueOf(map(tag).get("name")))
                .toList();
        map(document.get("paths")).forEach((path, item) -> {
            addId(path, map(item));
            map(item).forEach((verb, operation) -> {
                if (!verb.equals("parameters")) {
                    addTag(path, map(operation), tags);
                }
            });
        });
        return document;
    }

    private static Object expanded(Object node) {
        if (node instanceof List<?> items) {
            return items.stream().map(ApiRules::expanded).toList();
        }
        if (!(node instanceof Map<?, ?>)) {
            return node;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        map(node).forEach((key, value) -> {
            if (key.equals("json")) {
                all.put("content", content(reference("json", value)));
            } else if (key.equals("headers") && value instanceof List<?> words) {
                all.put(key, headers(words));
            } else if (SAMPLES.contains(key)) {
                all.put(key, value);
            } else {
                all.put(key, COMPONENTS.containsKey(key) ? references(key, value) : expanded(value));
            }
        });
        if (all.get("properties") instanceof Map<?, ?> properties) {
            all.putIfAbsent("type", "object");
            addRequired(all, properties);
        }
        return all;
    }

    /** Marks all properties of an answer as required, unless the answer's schema lists them itself. */
    private static void addRequired(Map<String, Object> schema, Map<?, ?> properties) {
        boolean isBody = Boolean.FALSE.equals(schema.get("additionalProperties"));
        if (!isBody && !schema.containsKey("required")) {
            schema.put("required", List.copyOf(properties.keySet()));
        }
        schema.remove("required", List.of());
    }

    private static Map<String, Object> headers(List<?> words) {
        Map<String, Object> headers = new LinkedHashMap<>();
        words.forEach(word ->
                headers.put(HEADERS.getOrDefault(word, String.valueOf(word)), ref("headers", String.valueOf(word))));
        return headers;
    }

    /**
     * Describes a page. The properties have a fixed order, so that the description has the same bytes at each start.
     */
    private static Map<String, Object> page(String items) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("items", Map.of("type", "array", "items", ref("schemas", items)));
        properties.put("nextCursor", Map.of("type", List.of("string", "null")));
        return Map.of("type", "object", "required", List.copyOf(properties.keySet()), "properties", properties);
    }

    private static Map<String, Object> content(Object schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }

    private static Object references(String key, Object value) {
        if (value instanceof List<?> words) {
            return words.stream()
                    .flatMap(each -> each instanceof List<?> several ? several.stream() : Stream.of(each))
                    .flatMap(each -> FILTERED.containsKey(each)
                            ? Criterion.fields(FILTERED.get(each)).map(ApiRules::filter)
                            : Stream.of(reference(key, each)))
                    .toList();
        }
        if (value instanceof Map<?, ?> && key.equals("responses")) {
            Map<String, Object> all = new LinkedHashMap<>();
            map(value).forEach((status, each) -> all.put(status, reference(key, each)));
            return all;
        }
        return reference(key, value);
    }

    /** Describes the filter of a field. The words of an enum are a component. */
    private static Object filter(Field<?, ?> field) {
        if (field.element().isEnum()) {
            return ref("parameters", field.element().getSimpleName());
        }
        return Map.of(
                "name",
                field.name(),
                "in",
                "query",
                "description",
                "Any of these, in upper or lower case: repeat the parameter, or put commas between the values.",
                "explode",
                true,
                "schema",
                Map.of("type", "array", "items", Map.of("type", "string")));
    }

    private static Object reference(String key, Object value) {
        return value instanceof String word ? ref(COMPONENTS.get(key), word) : expanded(value);
    }

    private static Map<String, Object> ref(@Nullable String kind, String name) {
        return Map.of("$ref", "#/components/" + kind + "/" + name);
    }

    /** Adds the parameter of the id in a path. The word before the id gives the kind of the id. */
    private static void addId(String path, Map<String, Object> item) {
        String[] words = path.split("/", -1);
        String id = words.length > 3 && words[3].equals("{id}") ? IDS.get(words[2]) : null;
        if (id != null) {
            List<Object> parameters = new ArrayList<>(List.of(ref("parameters", id)));
            parameters.addAll(list(item.getOrDefault("parameters", List.of())));
            item.put("parameters", parameters);
        }
    }

    /** Adds the tag, named by the last word of the path that is a tag. */
    private static void addTag(String path, Map<String, Object> operation, Collection<String> tags) {
        Stream.of(path.split("/", -1))
                .filter(tags::contains)
                .reduce((first, last) -> last)
                .ifPresent(tag -> operation.putIfAbsent("tags", List.of(tag)));
    }

    /** Adds the fields of a kind, of which only the special fields are handwritten. */
    private static void addFields(Map<String, Object> schemas, String name, EntityKind<?> kind) {
        Map<String, Object> patch = map(schemas.get(name.replace("Item", "") + "Patch"));
        Map<String, Object> changed = map(patch.get("properties"));
        kind.fields().forEach(field -> changed.merge(field.name(), wish(field), ApiRules::merged));
        Map<String, Object> made = new LinkedHashMap<>(changed);
        Map<String, Object> first = map(schemas.get("New" + name));
        map(first.get("properties")).forEach((field, said) -> made.merge(field, said, (of, more) -> merged(more, of)));
        first.put("properties", made);
        Map<String, Object> view = map(schemas.get(name));
        Map<String, Object> shown = map(view.get("properties"));
        kind.fields().forEach(field -> shown.merge(field.name(), value(field), ApiRules::merged));
        shown.merge("id", Map.of("type", "string", "format", "uuid"), ApiRules::merged);
        shown.merge("key", Map.of("type", "string"), ApiRules::merged);
        shown.merge("createdAt", INSTANT, ApiRules::merged);
        shown.merge("updatedAt", INSTANT, ApiRules::merged);
        shown.merge("deletedAt", INSTANT_OR_NONE, ApiRules::merged);
        shown.merge("version", Map.of("type", "integer", "format", "int64"), ApiRules::merged);
        shown.merge("links", Map.of("type", "array", "items", ref("schemas", "Link")), ApiRules::merged);
        Collection<Object> optional = list(Objects.requireNonNullElse(view.remove("optional"), List.of()));
        view.put(
                "required",
                shown.keySet().stream().filter(each -> !optional.contains(each)).toList());
    }

    /**
     * Merges handwritten and generated values. Handwritten values win, and a handwritten reference replaces everything.
     */
    private static Object merged(Object said, Object follows) {
        if (map(said).containsKey("$ref") || map(said).containsKey("anyOf")) {
            return said;
        }
        Map<String, Object> all = new LinkedHashMap<>(map(follows));
        all.putAll(map(said));
        return all;
    }

    /** Describes a field of a body, in which null clears the field. */
    private static Map<String, Object> wish(Field<?, ?> field) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", List.of(type(field), "null"));
        if (field.many() == Cardinality.SORTED) {
            schema.put("items", Map.of("type", "string"));
        }
        if (field.element() == Priority.class) {
            List<@Nullable Object> words = new ArrayList<>();
            Stream.of(Priority.values()).map(Json::word).forEach(words::add);
            words.add(null);
            schema.put("enum", words);
        }
        if (field.element() == Boolean.class) {
            schema.put("default", false);
        }
        return schema;
    }

    /** Describes a field of an answer. */
    private static Map<String, Object> value(Field<?, ?> field) {
        if (field.element() == Priority.class) {
            return ref("schemas", "Priority");
        }
        boolean always = field.kept() || (field.cleared() != null && !"".equals(field.cleared()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", always ? type(field) : List.of(type(field), "null"));
        if (field.many() == Cardinality.SORTED) {
            schema.put("items", Map.of("type", "string"));
        }
        return schema;
    }

    private static String type(Field<?, ?> field) {
        return switch (field.many()) {
            case SORTED, LISTED -> "array";
            case NAMED -> "object";
            case ONE ->
                field.element() == Integer.class ? "integer" : field.element() == Boolean.class ? "boolean" : "string";
        };
    }

    @SuppressWarnings("unchecked") // the keys of the description are words
    private static Map<String, Object> map(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    @SuppressWarnings("unchecked") // lists of the description have no other type
    private static List<Object> list(@Nullable Object node) {
        return (List<Object>) Objects.requireNonNull(node);
    }
}
