package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.Places.Statuses;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Makes, changes and deletes spaces, folders and lists. */
public record PlaceWrites(Places places, WebhookEvents hooks) {
    public static final List<String> STATUSES =
            List.of("to do:open", "in progress:custom", "in review:custom", "cancelled:done", "done:closed");

    private static final List<String> TEXTS = List.of("name", "content", "color");
    private static final List<String> PRIORITIES = List.of("urgent", "high", "normal", "low");

    public StoredObject space(StoredObject team, RequestFields given) {
        ObjectNode body =
                Json.object().put("name", name(given)).put("private", false).put("archived", false);
        body.put("color", "#40bc86");
        body.put("multiple_assignees", given.flag("multiple_assignees").orElse(true));
        ObjectNode features = body.putObject("features");
        for (String feature : List.of("due_dates", "time_tracking", "tags", "time_estimates", "priorities", "points"))
            features.putObject(feature).put("enabled", true);
        body.put("_team", team.id()).put("override_statuses", true);
        StoredObject space = places.things().add(Places.SPACE, team.key(), body);
        space.body().set("_statuses", Statuses.of("p" + space.id(), STATUSES));
        enable(space, given);
        places.things().save(space);
        hooks.tell("spaceCreated", Places.where(space));
        hooks.tell("listCreated", Places.where(space));
        hooks.tell("spaceUpdated", Places.where(space));
        return space;
    }

    public StoredObject changeSpace(StoredObject space, RequestFields given) {
        given.text("name").ifPresent(name -> space.body().put("name", name));
        given.flag("archived").ifPresent(archived -> space.body().put("archived", archived));
        enable(space, given);
        places.things().save(space);
        hooks.tell("spaceUpdated", Places.where(space));
        return space;
    }

    private static void enable(StoredObject space, RequestFields given) {
        given.object("features").ifPresent(features -> {
            for (String name : features.json().propertyNames())
                features.object(name)
                        .flatMap(feature -> feature.flag("enabled"))
                        .ifPresent(enabled -> space.body()
                                .withObject("features")
                                .withObject("/" + name)
                                .put("enabled", enabled));
        });
    }

    public StoredObject folder(StoredObject space, RequestFields given) {
        ObjectNode body = Json.object().put("name", name(given));
        body.put("orderindex", places.folders(space.id()).size()).put("override_statuses", false);
        body.put("hidden", false).put("archived", false);
        body.put("_team", space.text("_team")).put("_space", space.id());
        StoredObject folder = places.things().add(Places.FOLDER, space.key(), body);
        hooks.tell("folderCreated", Places.where(folder));
        return folder;
    }

    public StoredObject changeFolder(StoredObject folder, RequestFields given) {
        if (given.names("name")) folder.body().put("name", name(given));
        given.flag("archived").ifPresent(archived -> folder.body().put("archived", archived));
        places.things().save(folder);
        hooks.tell("folderUpdated", Places.where(folder));
        return folder;
    }

    /** Makes a list, in a folder or directly in a space. */
    public StoredObject list(StoredObject owner, RequestFields given) {
        ObjectNode body = Json.object().put("name", name(given));
        body.put("orderindex", places.lists(owner).size()).put("content", "");
        for (String none : List.of("status", "priority", "assignee", "due_date", "start_date")) body.putNull(none);
        body.put("archived", false).put("override_statuses", false);
        body.put("_team", owner.text("_team"));
        if (owner.kind().equals(Places.FOLDER)) body.put("_folder", owner.id()).put("_space", owner.text("_space"));
        else body.put("_space", owner.id());
        describe(body, given);
        StoredObject list = places.things().add(Places.LIST, owner.key(), body);
        hooks.tell("listCreated", Places.where(list));
        return list;
    }

    public StoredObject changeList(StoredObject list, RequestFields given) {
        if (given.names("name")) list.body().put("name", name(given));
        describe(list.body(), given);
        places.things().save(list);
        hooks.tell("listUpdated", Places.where(list));
        return list;
    }

    private static void describe(ObjectNode list, RequestFields given) {
        for (String text : TEXTS) given.text(text).ifPresent(value -> list.put(text, value));
        given.text("markdown_content").ifPresent(value -> list.put("content", value));
        given.text("status").ifPresent(color -> list.putObject("status")
                .put("status", color)
                .put("color", color)
                .put("hide_label", true));
        if (given.clears("status") || given.flag("unset_status").orElse(false)) list.putNull("status");
        if (given.clears("priority")) list.putNull("priority");
        else given.number("priority").ifPresent(priority -> list.set("priority", priority(priority)));
        if (given.clears("due_date")) list.putNull("due_date");
        else given.number("due_date").ifPresent(due -> list.put("due_date", String.valueOf(due)));
        given.flag("due_date_time").ifPresent(time -> list.put("due_date_time", time));
        given.flag("archived").ifPresent(archived -> list.put("archived", archived));
    }

    /** Returns a priority in the form of answers about lists and tasks. */
    public static ObjectNode priority(long number) {
        if (number < 1 || number > PRIORITIES.size()) throw Refusal.input("Priority invalid");
        String id = String.valueOf(number);
        String color = List.of("#f50000", "#f8ae00", "#6fddff", "#d8d8d8").get((int) number - 1);
        return Json.object()
                .put("id", id)
                .put("priority", PRIORITIES.get((int) number - 1))
                .put("color", color)
                .put("orderindex", id);
    }

    /** Gives a place its own statuses, each as {@code name:type}. */
    public StoredObject statuses(StoredObject place, List<String> named) {
        place.body().put("override_statuses", true);
        place.body().set("_statuses", Statuses.of("sc" + place.id(), named));
        return places.things().save(place);
    }

    /** Moves a list to a folder. A user can do so in the app; the API has no such call. */
    public StoredObject moved(StoredObject list, StoredObject folder) {
        list.body().put("_folder", folder.id()).put("_space", folder.text("_space"));
        StoredObject moved = places.things().save(new StoredObject(list.kind(), list.id(), folder.key(), list.body()));
        hooks.tell("listUpdated", Places.where(moved));
        return moved;
    }

    public StoredObject tag(StoredObject space, String name, String foreground, String background) {
        String id = space.id() + "/" + name.toLowerCase(Locale.ROOT);
        ObjectNode body =
                Json.object().put("name", name).put("tag_fg", foreground).put("tag_bg", background);
        body.put("creator", 0);
        places.things().forget("tag", id);
        return places.things().add(new StoredObject("tag", id, space.key(), body));
    }

    /** Deletes a place with its content. Webhooks are told of each deleted list, but not of its tasks. */
    public void delete(StoredObject place, Consumer<StoredObject> listGone) {
        if (place.kind().equals(Places.SPACE))
            for (StoredObject folder : places.things().of(Places.FOLDER, place.key())) delete(folder, listGone);
        if (!place.kind().equals(Places.LIST))
            for (StoredObject list : places.things().of(Places.LIST, place.key())) delete(list, listGone);
        else listGone.accept(place);
        places.things().delete(place);
        hooks.tell(place.kind() + "Deleted", Places.where(place));
    }

    private static String name(RequestFields given) {
        return given.text("name")
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> new Refusal(400, "INPUT_005", "Name invalid"));
    }

    /** The initial content: a workspace with two people and one space. */
    public record Seed(People people, PlaceWrites building, StoredObjects things, ZoneId zone) {
        public static final long ANA = 183;
        public static final long BEN = 184;
        public static final String TEAM = "9010108";

        /** Makes the content, unless the database has it already. */
        public void plant() {
            database().change(() -> {
                if (things.find(Places.TEAM, TEAM).isEmpty()) make();
            });
        }

        public void reset() {
            database().change(() -> {
                database()
                        .jdbc()
                        .sql("truncate clickup_sandbox.thing, clickup_sandbox.task, clickup_sandbox.delivery")
                        .update();
                make();
            });
        }

        private void make() {
            people.add(ANA, "Ana", "ana@example.com", zone);
            people.add(BEN, "Ben", "ben@example.com", zone);
            StoredObject team = team(TEAM, "Sandbox");
            people.join(team, ANA, People.OWNER);
            people.join(team, BEN, People.MEMBER);
            StoredObject space =
                    building.space(team, new RequestFields(Json.object().put("name", "Team Space")));
            ObjectNode effort = Json.object()
                    .put("id", "0a3f9c1e-5b7d-4c2a-9e61-7f2d8b4c6a10")
                    .put("name", "Effort");
            effort.put("type", "number");
            effort.putObject("type_config");
            effort.put("date_created", "1767225600000").put("hide_from_guests", false);
            things.add(new StoredObject("field", effort.path("id").asString(), space.key(), effort));
        }

        /** Makes another workspace, without members. */
        public StoredObject team(String id, String name) {
            ObjectNode body = Json.object().put("id", id).put("name", name).put("color", "#536cfe");
            body.putNull("avatar");
            body.putObject("_roles");
            return things.add(new StoredObject(Places.TEAM, id, "", body));
        }

        private SandboxDatabase database() {
            return things.database();
        }
    }
}
