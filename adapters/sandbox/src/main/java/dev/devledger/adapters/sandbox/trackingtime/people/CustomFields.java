package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Custom fields, each with a name and a type, for one kind of object. Each object stores its own values. */
public record CustomFields(StoredObjects things) {
    private static final String KIND = "field";
    private static final Set<String> TYPES =
            Set.of("boolean", "currency", "date", "enum", "number", "text", "checkbox");
    private static final Set<String> CLASSES = Set.of("event", "task", "project", "user", "customer");

    public ObjectNode add(Caller caller, RequestFields given) {
        String name = given.needed("name");
        String of = given.needed("filter_object_class");
        if (!TYPES.contains(given.needed("value_type")) || !CLASSES.contains(of)) throw Refusal.unexpected();
        if (of(caller.account(), of).stream().anyMatch(each -> each.name().equals(name)))
            throw new Refusal(500, "There is already another custom field with that name.");
        ObjectNode body = Json.object().put("name", name).put("value_type", given.needed("value_type"));
        body.put("filter_object_class", of);
        given.text("notes").ifPresent(notes -> body.put("notes", notes));
        body.putArray("options");
        return shown(things.add(KIND, caller.account(), 0, body));
    }

    public ObjectNode change(Caller caller, long id, RequestFields given) {
        StoredObject field = things.need(caller, KIND, id);
        for (String text : List.of("name", "notes", "color"))
            given.text(text).ifPresent(value -> field.body().put(text, value));
        return shown(things.save(field));
    }

    public void delete(Caller caller, long id) {
        things.delete(things.need(caller, KIND, id));
    }

    public ArrayNode options(Caller caller, long id) {
        return things.need(caller, KIND, id).body().withArray("options");
    }

    public ObjectNode addOption(Caller caller, RequestFields given) {
        StoredObject field =
                things.need(caller, KIND, given.number("custom_field_id").orElseThrow(Refusal::unexpected));
        ArrayNode options = field.body().withArray("options");
        ObjectNode option = options.addObject().put("id", things.database().nextId());
        option.put("name", given.needed("name")).putNull("color");
        option.put("index", options.size() - 1).put("enabled", true);
        things.save(field);
        return option;
    }

    public List<StoredObject> of(long account, String objectClass) {
        return things.of(KIND, account).stream()
                .filter(field -> field.text("filter_object_class").equals(objectClass))
                .toList();
    }

    public ArrayNode all(long account, String objectClass) {
        return Json.nodes(things.of(KIND, account).stream()
                .filter(field -> objectClass.isEmpty()
                        || field.text("filter_object_class").equals(objectClass))
                .map(CustomFields::shown)
                .toList());
    }

    private static ObjectNode shown(StoredObject field) {
        ObjectNode shown = Json.object().put("id", field.id()).put("name", field.name());
        Json.nothing(shown, "value", "color", "type");
        shown.put("notes", field.optional("notes").orElse(null));
        shown.put("value_type", field.text("value_type")).putNull("value_object_class");
        shown.put("filter_object_class", field.text("filter_object_class")).put("is_object_default", false);
        shown.put("status", "ACTIVE");
        JsonNode options = field.body().path("options");
        if (field.text("value_type").equals("enum")) shown.set("enum_options", options);
        else shown.putNull("enum_options");
        return Json.nothing(shown, "cf_index", "slug");
    }

    /** Sets the values that were sent. Unknown fields are ignored, and an empty value clears a field. */
    public void set(Caller caller, String objectClass, ObjectNode body, RequestFields given) {
        if (!given.names("custom_fields")) return;
        List<Long> known =
                of(caller.account(), objectClass).stream().map(StoredObject::id).toList();
        ObjectNode values = body.withObject("fields");
        for (RequestFields each : given.listEitherWay("custom_fields")) {
            Long id = each.number("id").orElseThrow(Refusal::unexpected);
            if (!known.contains(id)) continue;
            if (each.has("value")) values.put(String.valueOf(id), each.needed("value"));
            else values.remove(String.valueOf(id));
        }
    }

    /** Returns the values of a thing. */
    public static ArrayNode values(List<StoredObject> fields, JsonNode body) {
        ArrayNode values = Json.array();
        for (StoredObject field : fields) {
            JsonNode value = body.path("fields").path(String.valueOf(field.id()));
            if (!value.isMissingNode()) values.add(shown(field).put("value", value.asString("")));
        }
        return values;
    }

    /** Tags of entries. A tag has a name, and a value on each entry. */
    public record Tags(StoredObjects things) {
        private static final String KIND = "tag";
        private static final List<String> TEXTS = List.of("name", "value", "type", "color", "notes");

        public ArrayNode all(long account) {
            return Json.nodes(things.of(KIND, account).stream().map(Tags::shown).toList());
        }

        public ObjectNode one(Caller caller, long id) {
            return shown(things.need(caller, KIND, id));
        }

        public ObjectNode add(Caller caller, RequestFields given) {
            given.needed("name");
            ObjectNode body = Json.object();
            take(body, given);
            return shown(things.add(KIND, caller.account(), 0, body));
        }

        public ObjectNode change(Caller caller, long id, RequestFields given) {
            StoredObject tag = things.need(caller, KIND, id);
            take(tag.body(), given);
            return shown(things.save(tag));
        }

        /** Deletes a tag. Returns the name that it had. */
        public String delete(Caller caller, long id) {
            StoredObject tag = things.need(caller, KIND, id);
            things.delete(tag);
            return tag.name();
        }

        public ArrayNode values(long account, String name) {
            Set<String> values = new LinkedHashSet<>();
            for (StoredObject tag : things.of(KIND, account))
                if (tag.name().equals(name)) tag.optional("value").ifPresent(values::add);
            ArrayNode shown = Json.array();
            values.forEach(shown::add);
            return shown;
        }

        private static void take(ObjectNode body, RequestFields given) {
            for (String text : TEXTS) given.text(text).ifPresent(value -> body.put(text, value));
        }

        private static ObjectNode shown(StoredObject tag) {
            ObjectNode shown = Json.object().put("id", tag.id());
            for (String text : TEXTS) shown.put(text, tag.optional(text).orElse(null));
            return shown;
        }

        /** Puts a tag on an entry, with the short keys of answers; it replaces a tag of the same name. */
        public static void put(ObjectNode entry, RequestFields given) {
            String name = given.text("n").or(() -> given.text("name")).orElse("");
            remove(entry, name);
            ObjectNode tag = entry.withArray("tags").addObject().put("n", name);
            tag.put("v", given.text("v").or(() -> given.text("value")).orElse(null));
            tag.put("c", given.text("c").or(() -> given.text("color")).orElse(null));
            tag.put("t", given.text("t").or(() -> given.text("type")).orElse(null));
        }

        public static boolean remove(ObjectNode entry, String name) {
            ArrayNode left = Json.array();
            JsonNode tags = entry.path("tags");
            for (JsonNode each : tags) if (!each.path("n").asString("").equals(name)) left.add(each);
            boolean found = left.size() < tags.size();
            entry.set("tags", left);
            return found;
        }
    }
}
