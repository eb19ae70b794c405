package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents.EventPlace;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
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
        return Stream.of(
                        place.key(),
                        StoredObject.key(FOLDER, place.text("_folder")),
                        StoredObject.key(SPACE, place.text("_space")))
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

    /** The addresses of the sandbox. */
    public static final class PagePaths {
        public static final String PAGE = "/sandbox/clickup";
        /** The page on which a user consents. Both versions of the API are below this path. */
        public static final String CONSENT = PAGE + "/api";

        public static final String V2 = CONSENT + "/v2";
        public static final String V3 = CONSENT + "/v3";
        public static final String TOKEN = V2 + "/oauth/token";

        public static final String STYLE = PAGE + "/clickup.css";

        /** The path at which tests make the sandbox fail; the real service does not have it. */
        public static final String FAULTS = PAGE + "/faults";

        private PagePaths() {}

        public static String list(String id) {
            return PAGE + "/lists/" + id;
        }

        public static String task(String id) {
            return PAGE + "/tasks/" + id;
        }
    }

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
}
