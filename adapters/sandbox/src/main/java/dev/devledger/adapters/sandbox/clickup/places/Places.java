package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents.EventPlace;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Workspaces, spaces, folders and lists, as far as a caller may see them. */
public record Places(StoredObjects things, ClickUpBehaviour circumstances) {
    public static final String TEAM = "team";
    public static final String SPACE = "space";
    public static final String FOLDER = "folder";
    public static final String LIST = "list";

    public StoredObject team(Caller caller, String id) {
        StoredObject team = things.present(TEAM, id).orElseThrow(() -> unknown("Team"));
        if (!caller.reaches(id)) throw Refusal.notAuthorized();
        return team;
    }

    public StoredObject space(Caller caller, String id) {
        return place(caller, SPACE, id);
    }

    public StoredObject folder(Caller caller, String id) {
        if (!isNumber(id)) throw new Refusal(400, "INPUT_011", "Folder ID invalid");
        return place(caller, FOLDER, id);
    }

    public StoredObject list(Caller caller, String id) {
        if (!isNumber(id)) throw new Refusal(400, "INPUT_003", "List ID invalid");
        return place(caller, LIST, id);
    }

    /** Finds a place of any kind, also a workspace. */
    public StoredObject any(Caller caller, String kind, String id) {
        return switch (kind) {
            case TEAM -> team(caller, id);
            case FOLDER -> folder(caller, id);
            case LIST -> list(caller, id);
            default -> space(caller, id);
        };
    }

    private StoredObject place(Caller caller, String kind, String id) {
        StoredObject place = things.find(kind, id).orElseThrow(() -> unknown(title(kind)));
        if (!caller.reaches(place.text("_team"))) throw Refusal.notAuthorized();
        if (place.deleted()) throw Refusal.notFound(title(kind));
        if (isHidden(place)) throw noAccess();
        return place;
    }

    private static boolean isNumber(String id) {
        return !id.isEmpty() && id.chars().allMatch(Character::isDigit);
    }

    private static String title(String kind) {
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    /** Returns the refusal for an id that never existed. */
    public Refusal unknown(String what) {
        return circumstances.has(ClickUpHabit.UNKNOWN_IS_NOT_FOUND) ? Refusal.notFound(what) : Refusal.notAuthorized();
    }

    /** Returns the refusal for a place or task that the caller can no longer see. */
    public Refusal noAccess() {
        return circumstances.has(ClickUpHabit.LOST_ACCESS_IS_FORBIDDEN)
                ? new Refusal(403, "ACCESS_083", "You do not have access to this")
                : Refusal.notAuthorized();
    }

    /** True if the place is hidden, or its folder or space. */
    public boolean isHidden(StoredObject place) {
        return Stream.of(place.key(), StoredObject.key(FOLDER, place.text("_folder")), StoredObject.key(SPACE, place.text("_space")))
                .anyMatch(circumstances::hides);
    }

    public List<StoredObject> spaces(String team) {
        return seen(things.of(SPACE, StoredObject.key(TEAM, team)));
    }

    public List<StoredObject> folders(String space) {
        return seen(things.of(FOLDER, StoredObject.key(SPACE, space)));
    }

    /** Finds the lists directly in the folder or space {@code owner}. */
    public List<StoredObject> lists(StoredObject owner) {
        return seen(things.of(LIST, owner.key()));
    }

    private List<StoredObject> seen(List<StoredObject> all) {
        return all.stream().filter(each -> !isHidden(each)).toList();
    }

    public Optional<StoredObject> parent(StoredObject place, String kind) {
        return place.optional("_" + kind).flatMap(id -> things.find(kind, id));
    }

    /**
     * Finds the visible lists of a workspace, without archived ones and without lists in archived folders or spaces.
     */
    public List<StoredObject> listsOfTeam(String team) {
        List<StoredObject> lists = new ArrayList<>();
        for (StoredObject space : open(spaces(team))) {
            lists.addAll(open(lists(space)));
            for (StoredObject folder : open(folders(space.id()))) lists.addAll(open(lists(folder)));
        }
        return lists;
    }

    private static List<StoredObject> open(List<StoredObject> all) {
        return all.stream().filter(each -> !each.is("archived")).toList();
    }

    /** Returns the statuses of a list: its own, or else its folder's or space's. */
    public Statuses statuses(StoredObject list) {
        StoredObject from = list;
        if (!from.is("override_statuses")) from = parent(list, FOLDER).orElse(list);
        if (!from.is("override_statuses")) from = parent(list, SPACE).orElse(list);
        return new Statuses(from.body().path("_statuses"));
    }

    public static EventPlace where(StoredObject place) {
        return switch (place.kind()) {
            case TEAM -> new EventPlace(place.id(), null, null, null, null);
            case SPACE -> new EventPlace(place.text("_team"), place.id(), null, null, null);
            case FOLDER -> new EventPlace(place.text("_team"), id(place, SPACE), place.id(), null, null);
            default -> new EventPlace(place.text("_team"), id(place, SPACE), id(place, FOLDER), place.id(), null);
        };
    }

    private static @Nullable String id(StoredObject place, String kind) {
        return place.optional("_" + kind).orElse(null);
    }

    /** The statuses of a list, in the list's order. */
    public record Statuses(JsonNode json) {
        private static final List<String> COLORS =
                List.of("#87909e", "#5f55ee", "#f8ae00", "#b13a41", "#008844", "#3397dd", "#aa8d80");

        /** Makes statuses, each from {@code name:type}. */
        public static ArrayNode of(String prefix, List<String> named) {
            ArrayNode statuses = Json.array();
            for (String each : named) {
                int colon = each.lastIndexOf(':');
                int index = statuses.size();
                statuses.add(Json.object()
                        .put("id", prefix + "_" + index)
                        .put("status", each.substring(0, colon))
                        .put("color", COLORS.get(index % COLORS.size()))
                        .put("orderindex", index)
                        .put("type", each.substring(colon + 1)));
            }
            return statuses;
        }

        public List<ObjectNode> all() {
            return json.valueStream().map(ObjectNode.class::cast).toList();
        }

        public Optional<ObjectNode> named(String name, boolean exactly) {
            return all().stream()
                    .filter(each ->
                            exactly ? name(each).equals(name) : name(each).equalsIgnoreCase(name))
                    .findFirst();
        }

        public ObjectNode first() {
            return all().stream()
                    .filter(each -> each.path("type").asString("").equals("open"))
                    .findFirst()
                    .orElseGet(() -> all().getFirst());
        }

        private static String name(ObjectNode status) {
            return status.path("status").asString("");
        }
    }
}
