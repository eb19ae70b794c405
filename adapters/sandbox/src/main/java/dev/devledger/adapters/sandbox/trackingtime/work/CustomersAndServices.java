package dev.devledger.adapters.sandbox.trackingtime.work;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime.Amounts;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Customers and services. Their names are unique within each kind. */
public record CustomersAndServices(People people, CustomFields fields, TrackingTimeBehaviour circumstances) {
    public static final String CUSTOMER = "customer";
    public static final String SERVICE = "service";
    private static final List<String> TEXTS = List.of("notes", "contact_name", "contact_email");

    public ArrayNode all(long account, String kind, String filter) {
        return Json.nodes(people.things().of(kind, account).stream()
                .filter(each -> isWanted(each, filter))
                .map(this::shown)
                .toList());
    }

    static boolean isWanted(StoredObject thing, String filter) {
        return switch (filter) {
            case "ALL" -> true;
            case "ARCHIVED" -> thing.archived();
            default -> !thing.archived();
        };
    }

    public ObjectNode add(Caller caller, String kind, RequestFields given) {
        return shown(made(caller, kind, given));
    }

    private StoredObject made(Caller caller, String kind, RequestFields given) {
        String name = given.needed("name");
        requireNew(caller, kind, name, 0);
        ObjectNode body = Json.object().put("name", name).put("archived", false);
        body.put("created_at", people.now(caller.account()));
        take(caller, kind, body, given);
        return people.things().add(kind, caller.account(), 0, body);
    }

    private void requireNew(Caller caller, String kind, String name, long but) {
        people.things()
                .named(kind, caller.account(), name)
                .filter(other -> other.id() != but)
                .ifPresent(other -> {
                    throw new Refusal(
                            500,
                            "There is already another " + kind + " with that name. Please choose a different one.");
                });
    }

    private void take(Caller caller, String kind, ObjectNode body, RequestFields given) {
        for (String text : TEXTS) {
            if (given.clears(text)) body.remove(text);
            given.text(text).ifPresent(value -> body.put(text, value));
        }
        given.flag("is_archived").ifPresent(archived -> body.put("archived", archived));
        fields.set(caller, kind, body, given);
    }

    /** Changes a customer or service. For a customer the name is required, even if it does not change. */
    public ObjectNode change(Caller caller, String kind, long id, RequestFields given) {
        StoredObject thing = people.things().need(caller, kind, id);
        if (kind.equals(CUSTOMER) || given.has("name")) {
            String name = given.needed("name");
            requireNew(caller, kind, name, id);
            thing.body().put("name", name);
        }
        take(caller, kind, thing.body(), given);
        thing.body().put("updated_at", people.now(caller.account()));
        return shown(people.things().save(thing));
    }

    public ObjectNode archive(Caller caller, String kind, long id, boolean archived) {
        StoredObject thing = people.things().need(caller, kind, id);
        thing.body().put("archived", archived);
        return shown(people.things().save(thing));
    }

    public ObjectNode one(Caller caller, String kind, long id) {
        return shown(people.things().need(caller, kind, id));
    }

    /** Deletes a customer or service. The projects and tasks that refer to it stay, without it. */
    public void delete(Caller caller, String kind, long id) {
        StoredObject thing = people.things().need(caller, kind, id);
        if (kind.equals(CUSTOMER)) {
            for (StoredObject project : people.things().below(Projects.KIND, caller.account(), id))
                people.things().save(project.below(0));
        } else {
            for (String user : List.of(Projects.KIND, "task"))
                for (StoredObject each : people.things().of(user, caller.account()))
                    if (each.number("service_id") == id) {
                        each.body().remove("service_id");
                        people.things().save(each);
                    }
        }
        people.things().delete(thing);
    }

    /** Finds the customer or service with the name, or makes it. */
    StoredObject called(Caller caller, String kind, String name) {
        return people.things().named(kind, caller.account(), name).orElseGet(() -> {
            circumstances.made(kind);
            return made(caller, kind, RequestFields.of(Json.object().put("name", name)));
        });
    }

    private ObjectNode shown(StoredObject thing) {
        ObjectNode shown = Json.object().put("id", thing.id()).put("name", thing.name());
        shown.put("notes", thing.optional("notes").orElse(null)).put("is_archived", thing.archived());
        if (thing.kind().equals(CUSTOMER)) customer(shown, thing);
        else shown.put("hourly_rate", 0);
        shown.set("custom_fields", CustomFields.values(fields.of(thing.account(), thing.kind()), thing.body()));
        shown.put("created_at", thing.text("created_at"));
        return shown.put("updated_at", thing.optional("updated_at").orElse(null))
                .putNull("json");
    }

    private void customer(ObjectNode shown, StoredObject customer) {
        List<StoredObject> projects = people.things().below(Projects.KIND, customer.account(), customer.id());
        long archived = projects.stream().filter(StoredObject::archived).count();
        ObjectNode contact = Json.object();
        for (String part : List.of("name", "email"))
            contact.put(
                    part,
                    customer.optional("contact_" + part.toLowerCase(Locale.ROOT))
                            .orElse(null));
        shown.set("contact", contact);
        shown.put("total_projects", projects.size()).put("archived_projects", archived);
        shown.put("active_projects", projects.size() - archived);
        Amounts.worked(shown, 0).putNull("average_hourly_rate").put("color_index", 144);
    }
}
