package dev.devledger.bootstrap.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a script knows that reads the history, entry by entry, and nothing else: docs/contract.md, section 4. */
final class FoldedHistory {
    private static final JsonMapper JSON = new JsonMapper();

    /** What is not told of a new one, for each kind. */
    private static final Map<String, String> UNSET =
            Map.of("task", """
                {"description": null, "status": "open", "priority": "none", "tags": [], "startDate": null, "dueDate": null,
                 "checklist": [], "stage": null, "estimateMinutes": null, "assignees": [], "blockedBy": [], "related": [],
                 "discoveredFrom": null, "parentId": null, "parentKey": null, "completedAt": null, "deletedAt": null, "version": 0}\
                """, "project", """
                {"description": null, "statusReason": null, "priority": "none", "tags": [], "repositoryUrl": null, "startDate": null,
                 "dueDate": null, "customer": null, "service": null, "billable": false, "deletedAt": null, "version": 0}\
                """, "person", """
                {"email": null, "archived": false, "deletedAt": null, "version": 0}\
                """, "customer", """
                {"notes": null, "archived": false, "deletedAt": null, "version": 0}\
                """, "service", """
                {"notes": null, "archived": false, "deletedAt": null, "version": 0}\
                """, "time-entry", """
                {"task": null, "project": null, "end": null, "note": null, "tags": [], "billable": false, "billed": false,
                 "deletedAt": null, "version": 0}\
                """);

    private static final Set<String> CLAIMS = Set.of("claim", "handOver");

    private final Map<String, ObjectNode> entities = new LinkedHashMap<>();
    private final Map<String, String> kinds = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    /** Where a change does not begin with what was there. */
    List<String> broken() {
        return broken;
    }

    List<String> ids(String kind) {
        return entities.keySet().stream()
                .filter(id -> kinds.get(id).equals(kind))
                .toList();
    }

    void take(JsonNode entry) {
        String kind = entry.at("/entity/type").asString();
        String id = entry.at("/entity/id").asString();
        String event = entry.path("event").asString();
        if (!UNSET.containsKey(kind) || !event.startsWith(kind.equals("time-entry") ? "time-entry." : kind + ".")) {
            return;
        }
        if (event.endsWith(".created")) {
            ObjectNode made = (ObjectNode) JSON.readTree(UNSET.get(kind));
            made.set("createdAt", entry.path("at"));
            entities.put(id, made);
            kinds.put(id, kind);
            keys.put(id, entry.at("/entity/key").asString());
        }
        ObjectNode entity = entities.get(id);
        if (entity == null) {
            return; // made before
        }
        entry.path("changes").forEach(change -> change(id, entity, change, event));
        if (!event.startsWith("task.claim") && !event.equals("task.released")) {
            entity.put("version", entity.path("version").asInt() + 1);
            entity.set("updatedAt", entry.path("at"));
        }
        if (event.endsWith(".deleted")) {
            entity.set("deletedAt", entry.path("at"));
        } else if (event.equals(kind + ".restored")) {
            entity.putNull("deletedAt");
        } else if (event.equals("task.status-changed")) {
            boolean completed = entity.path("status").asString().equals("completed");
            entity.set("completedAt", completed ? entry.path("at") : JSON.nullNode());
        }
    }

    private void change(String id, ObjectNode entity, JsonNode change, String event) {
        String field = change.path("field").asString();
        if (CLAIMS.contains(field) || (field.equals("note") && !kinds.get(id).equals("time-entry"))) {
            return;
        }
        JsonNode was = entity.path(field);
        if (!event.endsWith(".created") && !was.equals(change.path("from"))) {
            broken.add("%s of %s, %s: it was %s, and the entry says from %s"
                    .formatted(event, keys.get(id), field, was, change.path("from")));
        }
        entity.set(field, change.path("to"));
    }

    /** What the resource says otherwise, field by field. */
    List<String> differences(String id, JsonNode resource) {
        List<String> differences = new ArrayList<>();
        told(id).forEach((field, told) -> {
            JsonNode shown = shown(field, resource);
            if (!told.equals(shown)) {
                differences.add(
                        "%s, %s: the history has %s, the resource %s".formatted(keys.get(id), field, told, shown));
            }
        });
        return differences;
    }

    private Map<String, JsonNode> told(String id) {
        Map<String, JsonNode> told = new LinkedHashMap<>();
        entities.get(id).forEachEntry(told::put);
        switch (kinds.get(id)) {
            case "task" -> {
                told.put("blockedBy", undeleted(told.get("blockedBy")));
                told.put("related", related(id));
                told.computeIfPresent("discoveredFrom", (field, from) -> isDeleted(from) ? JSON.nullNode() : from);
            }
            case "time-entry" -> {
                JsonNode task = told.get("task");
                if (!task.isNull()) {
                    told.put("project", entities.get(id(task.asString())).path("projectKey"));
                }
            }
            default -> {}
        }
        return told;
    }

    /** Of whom it was said, and who said it of this one. */
    private JsonNode related(String id) {
        Set<String> related =
                new TreeSet<>(java.util.Comparator.comparingInt(key -> Integer.parseInt(key.substring(2))));
        texts(undeleted(entities.get(id).path("related"))).forEach(related::add);
        String key = keys.get(id);
        ids("task").stream()
                .filter(other -> entities.get(other).path("deletedAt").isNull())
                .filter(other -> texts(entities.get(other).path("related")).anyMatch(key::equals))
                .forEach(other -> related.add(keys.get(other)));
        return array(related.stream());
    }

    private JsonNode undeleted(JsonNode others) {
        Predicate<String> deleted = key -> isDeleted(JSON.getNodeFactory().stringNode(key));
        return array(texts(others).filter(deleted.negate()));
    }

    private boolean isDeleted(JsonNode key) {
        return !key.isNull()
                && !entities.get(id(key.asString())).path("deletedAt").isNull();
    }

    private String id(String key) {
        return keys.entrySet().stream()
                .filter(each -> each.getValue().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody was told of " + key))
                .getKey();
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString);
    }

    private static JsonNode array(Stream<String> texts) {
        ArrayNode array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private JsonNode parentKey(JsonNode parent) {
        return parent.isNull() ? parent : JSON.getNodeFactory().stringNode(keys.get(parent.asString()));
    }

    /** A field of the resource as the history names it. */
    private JsonNode shown(String field, JsonNode resource) {
        if (field.startsWith("placements.")) {
            return resource.path("placements").path(field.substring("placements.".length()));
        }
        return switch (field) {
            case "customer", "service", "person" ->
                resource.path(field).isNull()
                        ? resource.path(field)
                        : resource.path(field).path("key");
            case "task", "project" -> resource.path(field + "Key");
            case "parentKey" -> parentKey(resource.path("parentId"));
            case "assignees" ->
                array(StreamSupport.stream(resource.path(field).spliterator(), false)
                        .map(each -> each.path("key").asString()));
            default -> resource.path(field);
        };
    }
}
