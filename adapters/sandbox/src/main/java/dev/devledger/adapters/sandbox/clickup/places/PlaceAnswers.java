package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Spaces, folders and lists in the form of the API's answers.
 *
 * @param tasksOf returns the number of tasks of a list, by the list's id
 */
public record PlaceAnswers(Places places, ToLongFunction<String> tasksOf) {

    public ObjectNode space(StoredObject space) {
        ObjectNode shown = space.shown();
        shown.remove("override_statuses");
        shown.set("statuses", space.body().path("_statuses"));
        return shown;
    }

    public ObjectNode folder(StoredObject folder) {
        ObjectNode shown = folder.shown();
        shown.set("space", spaceOf(folder));
        long tasks = 0;
        var lists = Json.array();
        for (StoredObject list : places.lists(folder)) {
            if (list.is("archived")) continue;
            tasks += tasksOf.applyAsLong(list.id());
            ObjectNode inFolder = oneOfMany(list);
            inFolder.remove("folder");
            lists.add(inFolder);
        }
        shown.put("task_count", String.valueOf(tasks));
        shown.set("lists", lists);
        return shown;
    }

    /**
     * Returns a list for an answer about it alone. Its {@code task_count} is a number, as in answers with several
     * lists.
     */
    public ObjectNode list(StoredObject list) {
        ObjectNode shown = list.shown();
        shown.put("task_count", tasksOf.applyAsLong(list.id()));
        shown.set("folder", folderOf(list));
        shown.set("space", spaceOf(list));
        shown.set("statuses", places.statuses(list).json());
        shown.put("inbound_address", "add.task." + list.id() + "@sandbox.example");
        shown.put("permission_level", "create");
        return shown;
    }

    public ObjectNode oneOfMany(StoredObject list) {
        ObjectNode shown = list(list);
        if (places.circumstances().has(ClickUpHabit.LISTS_WITHOUT_STATUSES)) shown.remove("statuses");
        return shown;
    }

    /** Returns the folder of a list. For a list directly in a space it is a hidden folder. */
    public JsonNode folderOf(StoredObject list) {
        return places.parent(list, Places.FOLDER)
                .map(folder -> folder(folder.id(), folder.text("name"), false))
                .orElseGet(() -> folder(hiddenFolder(list), "hidden", true));
    }

    private static ObjectNode folder(String id, String name, boolean hidden) {
        return Json.object()
                .put("id", id)
                .put("name", name)
                .put("hidden", hidden)
                .put("access", true);
    }

    private static String hiddenFolder(StoredObject list) {
        return String.valueOf(Long.parseLong(list.id()) + 1);
    }

    private JsonNode spaceOf(StoredObject place) {
        return places.parent(place, Places.SPACE)
                .map(space -> Json.object()
                        .put("id", space.id())
                        .put("name", space.text("name"))
                        .put("access", true))
                .orElseGet(Json::object);
    }
}
