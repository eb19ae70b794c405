package dev.devledger.adapters.sandbox.trackingtime.fields;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.common.Caller;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.Things;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tags of entries: each has a name, and on each entry a value. */
public record Tags(Things things) {
    private static final String KIND = "tag";
    private static final List<String> TEXTS = List.of("name", "value", "type", "color", "notes");

    public ArrayNode all(long account) {
        return Json.nodes(things.of(KIND, account).stream().map(Tags::shown).toList());
    }

    public ObjectNode one(Caller caller, long id) {
        return shown(things.need(caller, KIND, id));
    }

    public ObjectNode add(Caller caller, Given given) {
        given.needed("name");
        ObjectNode body = Json.object();
        take(body, given);
        return shown(things.add(KIND, caller.account(), 0, body));
    }

    public ObjectNode change(Caller caller, long id, Given given) {
        Thing tag = things.need(caller, KIND, id);
        take(tag.body(), given);
        return shown(things.save(tag));
    }

    /** The name that it had. */
    public String delete(Caller caller, long id) {
        Thing tag = things.need(caller, KIND, id);
        things.delete(tag);
        return tag.name();
    }

    public ArrayNode values(long account, String name) {
        Set<String> values = new LinkedHashSet<>();
        for (Thing tag : things.of(KIND, account))
            if (tag.name().equals(name)) tag.optional("value").ifPresent(values::add);
        ArrayNode shown = Json.array();
        values.forEach(shown::add);
        return shown;
    }

    private static void take(ObjectNode body, Given given) {
        for (String text : TEXTS) given.text(text).ifPresent(value -> body.put(text, value));
    }

    private static ObjectNode shown(Thing tag) {
        ObjectNode shown = Json.object().put("id", tag.id());
        for (String text : TEXTS) shown.put(text, tag.optional(text).orElse(null));
        return shown;
    }

    /** On an entry: one of a name, under the short keys in which they are answered. */
    public static void put(ObjectNode entry, Given given) {
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
