package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Custom fields. A list also has the fields of its folder, space and workspace. */
public record CustomFields(Places places) {
    private static final String KIND = "field";

    public List<StoredObject> at(StoredObject place) {
        List<StoredObject> fields = new ArrayList<>(places.things().of(KIND, place.key()));
        for (String kind : List.of(Places.FOLDER, Places.SPACE, Places.TEAM))
            place.optional("_" + kind)
                    .ifPresent(id -> fields.addAll(places.things().of(KIND, StoredObject.key(kind, id))));
        return fields;
    }

    public StoredObject add(StoredObject place, String id, RequestFields given) {
        ObjectNode body = Json.object().put("id", id);
        body.put("name", given.text("name").orElse("Field"))
                .put("type", given.text("type").orElse("text"));
        body.set(
                "type_config",
                given.json().path("type_config").isObject() ? given.json().path("type_config") : Json.object());
        body.put("date_created", "1767225600000").put("hide_from_guests", false);
        return places.things().add(new StoredObject(KIND, id, place.key(), body));
    }

    /** Returns all fields in the form of answers about a task, including fields without a value. */
    ArrayNode values(List<StoredObject> fields, Task task) {
        ArrayNode values = Json.array();
        for (StoredObject field : fields) {
            ObjectNode shown = field.shown();
            JsonNode value = task.json().path("fields").path(field.id());
            if (!value.isMissingNode() && !value.isNull()) shown.set("value", value);
            values.add(shown);
        }
        return values;
    }

    public void set(Task task, List<StoredObject> fields, String id, JsonNode value) {
        StoredObject field = fields.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "FIELD_013", "Custom field not found"));
        ObjectNode values = task.json().withObject("fields");
        values.set(
                id,
                switch (field.text("type")) {
                    case "drop_down" -> option(field, value);
                    case "users", "tasks" -> changed(values.path(id), value);
                    case "number", "currency" -> value.isNumber() ? value : number(value);
                    default -> value;
                });
    }

    private static JsonNode number(JsonNode value) {
        if (RequestFields.longOf(value).isEmpty()) throw new Refusal(400, "FIELD_010", "Value is not a number");
        return value;
    }

    /**
     * Returns the position of an option, which is what a task stores. A client sends the position or the option's id; a
     * name is not accepted.
     */
    private static JsonNode option(StoredObject field, JsonNode value) {
        List<JsonNode> options =
                field.body().path("type_config").path("options").valueStream().toList();
        for (int place = 0; place < options.size(); place++) {
            boolean byPlace = value.isIntegralNumber() && value.intValue() == place;
            if (byPlace || options.get(place).path("id").asString("").equals(value.asString("")))
                return Json.object().put("place", place).path("place");
        }
        throw new Refusal(400, "FIELD_011", "Value is not a valid option");
    }

    private static JsonNode changed(JsonNode now, JsonNode change) {
        Set<JsonNode> values = new LinkedHashSet<>(now.valueStream().toList());
        change.path("add").forEach(values::add);
        values.removeAll(change.path("rem").valueStream().toList());
        return Json.nodes(values);
    }
}
