package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Groups of people, each with a supervisor. */
public record Groups(People people) {
    private static final String KIND = "group";

    public ArrayNode all(long account, String filter) {
        return Json.nodes(people.things().of(KIND, account).stream()
                .filter(group -> filter.equals("ALL") || group.text("status").equals(filter))
                .map(this::shown)
                .toList());
    }

    public ObjectNode one(Caller caller, long id) {
        return shown(people.things().need(caller, KIND, id));
    }

    public ObjectNode add(Caller caller, RequestFields given) {
        people.requireAdmin(caller);
        given.needed("name");
        ObjectNode body = Json.object().put("status", "ACTIVE");
        body.put("supervisor_id", given.number("supervisor_id").orElseThrow(Refusal::unexpected));
        body.putArray("users");
        return shown(people.things()
                .add(change(
                        caller,
                        new StoredObject(KIND, people.things().database().nextId(), caller.account(), 0, body),
                        given)));
    }

    public ObjectNode change(Caller caller, long id, RequestFields given) {
        people.requireAdmin(caller);
        return shown(people.things().save(change(caller, people.things().need(caller, KIND, id), given)));
    }

    private StoredObject change(Caller caller, StoredObject group, RequestFields given) {
        for (String text : List.of("name", "notes", "status"))
            given.text(text).ifPresent(value -> group.body().put(text, value));
        given.number("supervisor_id").ifPresent(id -> group.body().put("supervisor_id", id));
        Set<Long> users = new LinkedHashSet<>();
        group.body().path("users").forEach(each -> users.add(each.asLong(0)));
        for (RequestFields user : given.list("users")) {
            long id = user.number("id").orElseThrow(Refusal::unexpected);
            people.needMember(caller, id);
            if (user.text("action").orElse("ADD").equals("REMOVE")) users.remove(id);
            else users.add(id);
        }
        ArrayNode stored = group.body().putArray("users");
        users.forEach(stored::add);
        return group;
    }

    public void delete(Caller caller, long id) {
        people.requireAdmin(caller);
        people.things().delete(people.things().need(caller, KIND, id));
    }

    private ObjectNode shown(StoredObject group) {
        ObjectNode shown = Json.object().put("id", group.id()).put("name", group.name());
        shown.put("notes", group.optional("notes").orElse(null)).put("status", group.text("status"));
        shown.put("supervisor_id", group.number("supervisor_id"));
        ArrayNode users = shown.putArray("users");
        for (var each : group.body().path("users"))
            people.things()
                    .find(People.USER, each.asLong(0))
                    .ifPresent(user -> users.addObject().put("id", user.id()).put("name", user.name()));
        return shown;
    }
}
