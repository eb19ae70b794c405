package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The ledger and TickTick, each asked through its own API and compared field by field after
 * docs/contract.md, section 5. That is on purpose without any of the words and mappings of the sync itself.
 */
final class BothSides {
    private static final Set<String> MARKS = Set.of("planned", "paused", "blocked");
    private static final Map<String, Integer> PRIORITIES = Map.of("none", 0, "low", 1, "medium", 3, "high", 5);
    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]Z");
    private static final int LONGEST_LIST_NAME = 64;

    private final Map<String, JsonNode> remote = new HashMap<>();
    private final Map<String, String> listNames = new HashMap<>();
    private final List<JsonNode> projects;
    private final List<JsonNode> tasks;
    private final Map<String, String> remoteIds = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final Api sandbox;

    private BothSides(Api api, Api sandbox) {
        this.sandbox = sandbox;
        Sandbox ticktick = new Sandbox(sandbox);
        ticktick.lists().forEach(list -> listNames.put(text(list, "id"), text(list, "name")));
        ticktick.everything().forEach(task -> remote.put(text(task, "id"), task));
        projects = Samples.all(api, "/api/projects?limit=200");
        tasks = Samples.all(api, "/api/tasks?limit=200");
    }

    /** What is not the same, in words, and what is in TickTick and nobody's. */
    static List<String> differences(Api api) {
        return differences(api, api);
    }

    /** As above, where the sandbox is another process's. */
    static List<String> differences(Api api, Api sandbox) {
        BothSides sides = new BothSides(api, sandbox);
        sides.compare(Set.of());
        return sides.differences;
    }

    /** As above, for these projects with their tasks, and what has a title of theirs or is below them. */
    static List<String> differences(Api api, Set<String> projects) {
        BothSides sides = new BothSides(api, api);
        sides.compare(projects);
        return sides.differences;
    }

    private void compare(Set<String> only) {
        Set<String> linked = new HashSet<>();
        for (JsonNode entity : all()) {
            String id = text(link(entity), "remoteId");
            if (!id.isEmpty()) {
                remoteIds.put(text(entity, "id"), id);
                if (!linked.add(id)) {
                    differences.add(text(entity, "key") + " is linked to what another one is");
                }
            }
        }
        Set<String> titles = new HashSet<>();
        Set<String> parents = new HashSet<>();
        for (JsonNode entity : all()) {
            if (only.isEmpty() || only.contains(text(entity, isTask(entity) ? "projectId" : "id"))) {
                titles.add(name(entity));
                parents.add(text(link(entity), "remoteId"));
                compare(entity);
            }
        }
        remote.forEach((id, task) -> {
            boolean ours = titles.contains(text(task, "title")) || parents.contains(text(task, "parentId"));
            if (!linked.contains(id) && (only.isEmpty() || ours)) {
                differences.add("only in TickTick: " + text(task, "title"));
            }
        });
    }

    private List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>(projects);
        all.addAll(tasks);
        return all;
    }

    private void compare(JsonNode entity) {
        JsonNode link = link(entity);
        same(entity, "state", "synced", text(link, "state"));
        String id = text(link, "remoteId");
        if (!isTask(entity) && text(entity, "placement").equals("list")) {
            String name = name(entity);
            same(entity, "name", name.substring(0, Math.min(name.length(), LONGEST_LIST_NAME)), listNames.get(id));
            return;
        }
        JsonNode there = remote.containsKey(id) ? remote.get(id) : abandoned(id);
        if (there == null) {
            differences.add(text(entity, "key") + " is not in TickTick");
            return;
        }
        same(entity, "title", name(entity), text(there, "title"));
        String note = text(there, "kind").equals("CHECKLIST") ? "desc" : "content";
        same(entity, "description", text(entity, "description"), text(there, note));
        same(
                entity,
                "priority",
                PRIORITIES.get(text(entity, "priority")),
                there.path("priority").asInt());
        same(entity, "status", status(entity), there.path("status").asInt());
        same(entity, "tags", tags(entity), tags(entity, there));
        same(entity, "startDate", date(entity, "startDate"), wireStart(entity, there));
        same(entity, "dueDate", date(entity, "dueDate"), wireDate(there, "dueDate"));
        if (isTask(entity)) {
            same(entity, "parent", parent(entity), text(there, "parentId"));
            same(entity, "checklist", checklist(entity), items(there));
        }
    }

    /** Of a long list TickTick shows not all abandoned ones, but each that is asked for. */
    private JsonNode abandoned(String id) {
        return listNames.keySet().stream()
                .map(list -> sandbox.get(Sandbox.API + "/project/" + list + "/task/" + id))
                .filter(answer -> answer.status() == 200 && !answer.body().isEmpty())
                .map(Api.Answer::json)
                .filter(task -> task.path("status").asInt() == -1)
                .findFirst()
                .orElse(null);
    }

    private void same(JsonNode entity, String field, Object here, Object there) {
        if (!here.equals(there)) {
            differences.add("%s %s: %s here, %s there".formatted(text(entity, "key"), field, here, there));
        }
    }

    private static boolean isTask(JsonNode entity) {
        return entity.has("projectId");
    }

    private static JsonNode link(JsonNode entity) {
        return entity.at("/links/0");
    }

    private static String name(JsonNode entity) {
        return text(entity, isTask(entity) ? "title" : "name");
    }

    private static int status(JsonNode entity) {
        return switch (text(entity, "status")) {
            case "completed" -> 2;
            case "abandoned" -> -1;
            default -> 0;
        };
    }

    private static Set<String> tags(JsonNode entity) {
        Set<String> tags = lower(Sandbox.texts(entity, "tags"));
        if (!isTask(entity) && MARKS.contains(text(entity, "status"))) {
            tags.add(text(entity, "status"));
        }
        return tags;
    }

    private static Set<String> lower(List<String> tags) {
        return tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What marks an open card may stand on a finished one. */
    private static Set<String> tags(JsonNode entity, JsonNode there) {
        Set<String> tags = lower(Sandbox.texts(there, "tags"));
        if (!isTask(entity) && status(entity) != 0) {
            tags.removeAll(MARKS);
        }
        return tags;
    }

    private static Object date(JsonNode entity, String field) {
        String date = text(entity, field);
        if (date.isEmpty() || date.contains("T")) {
            return date.isEmpty() ? "" : Instant.parse(date);
        }
        String zone = text(entity, "timeZone");
        return LocalDate.parse(date)
                .atStartOfDay(ZoneId.of(zone.isEmpty() ? "Europe/Madrid" : zone))
                .toInstant();
    }

    private static Object wireDate(JsonNode task, String field) {
        String date = text(task, field);
        return date.isEmpty() ? "" : OffsetDateTime.parse(date, WIRE).toInstant();
    }

    /** TickTick shows a day that is due as one that begins then as well. */
    private static Object wireStart(JsonNode entity, JsonNode there) {
        Object start = wireDate(there, "startDate");
        boolean onlyDue =
                text(entity, "startDate").isEmpty() && !text(entity, "dueDate").isEmpty();
        return onlyDue && start.equals(wireDate(there, "dueDate")) ? "" : start;
    }

    /** The task above, else the card; a list is no parent. */
    private String parent(JsonNode task) {
        String above = text(task, "parentId");
        if (!above.isEmpty()) {
            return remoteIds.getOrDefault(above, "");
        }
        String project = remoteIds.getOrDefault(text(task, "projectId"), "");
        return listNames.containsKey(project) ? "" : project;
    }

    private static List<String> checklist(JsonNode task) {
        return Samples.each(
                task.path("checklist"),
                item -> text(item, "title") + " " + item.path("done").asBoolean());
    }

    private static List<String> items(JsonNode task) {
        return Samples.each(
                task.path("items"),
                item -> text(item, "title") + " " + (item.path("status").asInt() == 1));
    }
}
