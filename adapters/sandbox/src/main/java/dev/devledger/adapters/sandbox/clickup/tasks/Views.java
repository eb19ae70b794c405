package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.TaskSearch;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Views of a place, of which boards are one type. */
public record Views(Places places, TaskSearch search) {
    private static final String KIND = "view";
    private static final Map<String, Integer> PARENTS =
            Map.of(Places.SPACE, 4, Places.FOLDER, 5, Places.LIST, 6, Places.TEAM, 7);
    private static final List<String> TYPES = List.of(
            "list", "board", "calendar", "table", "timeline", "workload", "activity", "map", "conversation", "gantt");
    private static final List<String> PARTS =
            List.of("grouping", "divide", "sorting", "filters", "columns", "team_sidebar", "settings");

    public List<ObjectNode> of(StoredObject place) {
        return places.things().of(KIND, place.key()).stream()
                .map(StoredObject::shown)
                .toList();
    }

    public ObjectNode add(StoredObject place, RequestFields given, long creator) {
        String type = given.text("type").orElse("list");
        if (!TYPES.contains(type)) throw Refusal.input("View type invalid");
        String id =
                (TYPES.indexOf(type) + 3) + "c-" + places.things().database().nextId();
        ObjectNode body = Json.object().put("id", id);
        body.put("name", given.text("name").orElse("View")).put("type", type);
        body.putObject("parent").put("id", place.id()).put("type", PARENTS.getOrDefault(place.kind(), 0));
        body.put("creator", creator).put("visibility", "public");
        body.put("_kind", place.kind());
        ObjectNode view = take(body, given);
        return places.things()
                .add(new StoredObject(KIND, id, place.key(), view))
                .shown();
    }

    private static ObjectNode take(ObjectNode view, RequestFields given) {
        given.text("name").ifPresent(name -> view.put("name", name));
        for (String part : PARTS)
            if (given.has(part)) view.set(part, given.json().path(part));
            else if (!view.has(part)) view.putObject(part);
        return view;
    }

    public ObjectNode find(Caller caller, String id) {
        return view(caller, id).shown();
    }

    public ObjectNode change(Caller caller, String id, RequestFields given) {
        StoredObject view = view(caller, id);
        take(view.body(), given);
        return places.things().save(view).shown();
    }

    public void delete(Caller caller, String id) {
        places.things().delete(view(caller, id));
    }

    private StoredObject view(Caller caller, String id) {
        StoredObject view = places.things().present(KIND, id).orElseThrow(() -> Refusal.notFound("View"));
        place(caller, view);
        return view;
    }

    private StoredObject place(Caller caller, StoredObject view) {
        return places.any(
                caller,
                view.text("_kind"),
                view.body().path("parent").path("id").asString(""));
    }

    /** Finds the tasks that the filters of the view show. */
    public TaskSearch.Page tasks(Caller caller, String id, int page) {
        StoredObject view = view(caller, id);
        JsonNode filters = view.body().path("filters");
        MultiValueMap<String, String> params = new LinkedMultiValueMap<>();
        params.add("page", String.valueOf(page));
        params.add("subtasks", "true");
        params.add("include_closed", String.valueOf(filters.path("show_closed").asBoolean(false)));
        for (JsonNode field : filters.path("fields")) {
            String name =
                    switch (field.path("field").asString("")) {
                        case "status" -> "statuses[]";
                        case "assignee" -> "assignees[]";
                        case "tag" -> "tags[]";
                        default -> "";
                    };
            if (!name.isEmpty()) Json.texts(field.path("values")).forEach(value -> params.add(name, value));
        }
        TaskSearch.Page found = search.find(TaskQuery.of(lists(place(caller, view)), params));
        String text = filters.path("search").asString("").toLowerCase(Locale.ROOT);
        return new TaskSearch.Page(
                found.tasks().stream().filter(task -> hasIn(task, text)).toList(), found.more());
    }

    private static boolean hasIn(Task task, String text) {
        return task.name().toLowerCase(Locale.ROOT).contains(text);
    }

    private List<String> lists(StoredObject place) {
        List<StoredObject> lists = new ArrayList<>();
        switch (place.kind()) {
            case Places.LIST -> lists.add(place);
            case Places.FOLDER -> lists.addAll(places.lists(place));
            case Places.TEAM -> lists.addAll(places.listsOfTeam(place.id()));
            default -> {
                lists.addAll(places.lists(place));
                places.folders(place.id()).forEach(folder -> lists.addAll(places.lists(folder)));
            }
        }
        return lists.stream().map(StoredObject::id).toList();
    }
}
