package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable.TaskFinder;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Time entries and timers. */
public record TimeEntries(
        TaskFinder door, TaskWrites writes, Places places, People people, StoredObjects things, SandboxClock clock) {
    private static final String KIND = "entry";
    /** An offset that makes ids too large for a double. */
    private static final long LARGE = 1_963_465_985_517_105_840L;

    private static final long DEFAULT_WINDOW = Duration.ofDays(30).toMillis();

    /** The filter of a search for entries; at most one of the four kinds of places is given. */
    public record Range(
            @Nullable Long from,
            @Nullable Long to,
            List<Long> users,
            @Nullable String placeKind,
            @Nullable String place) {}

    /** Finds entries, all in one answer. Without a filter these are the caller's own of the last thirty days. */
    public List<ObjectNode> of(StoredObject team, Caller caller, Range range) {
        long to = range.to() == null ? clock.millis() : range.to();
        long from = range.from() == null ? clock.millis() - DEFAULT_WINDOW : range.from();
        List<Long> users = range.users().isEmpty() ? List.of(caller.user()) : range.users();
        boolean foreign = users.stream().anyMatch(user -> user != caller.user());
        if (foreign && !people.isOwner(team, caller.user())) {
            if (places.circumstances().has(ClickUpHabit.FOREIGN_ENTRIES_EMPTY)) return List.of();
            throw new Refusal(403, "TIMEENTRY_059", "You have no access to the entries of others");
        }
        return things.of(KIND, team.key()).stream()
                .filter(entry -> users.contains(user(entry)))
                .filter(entry -> start(entry) >= from && start(entry) <= to)
                .filter(entry -> isAt(entry, range))
                .map(this::shown)
                .toList();
    }

    private boolean isAt(StoredObject entry, Range range) {
        if (range.placeKind() == null) return true;
        String id = range.placeKind().equals("task")
                ? entry.text("_task")
                : shown(entry)
                        .path("task_location")
                        .path(range.placeKind() + "_id")
                        .asString("");
        return id.equals(range.place());
    }

    /** Adds an entry. The answer repeats the sent body, by default without an id. */
    public ObjectNode add(StoredObject team, Caller caller, RequestFields given) {
        long start = given.number("start").orElseThrow(() -> Refusal.input("start is required"));
        Optional<Long> end = given.number("stop").or(() -> given.number("end"));
        Optional<Long> duration = given.number("duration");
        if (end.isEmpty() && duration.isEmpty()) throw Refusal.input("duration is required");
        if (end.isEmpty()
                && !given.has("assignee")
                && !places.circumstances().has(ClickUpHabit.ENTRY_NEEDS_NO_ASSIGNEE))
            throw new Refusal(400, "TIMESPENT_002", "assignee is required");
        long user = given.number("assignee").orElse(caller.user());
        if (user != caller.user() && !people.isOwner(team, caller.user()))
            throw new Refusal(403, "TIMEENTRY_059", "You cannot log the time of others");
        StoredObject entry = stored(team, user, given, caller);
        run(entry, start, end.orElseGet(() -> start + duration.orElse(0L)));
        things.save(entry);
        tracked(caller, entry);
        ObjectNode answer = ((ObjectNode) given.json()).deepCopy();
        if (places.circumstances().has(ClickUpHabit.ENTRY_REPLY_HAS_ID)) answer.put("id", entry.id());
        return answer;
    }

    private StoredObject stored(StoredObject team, long user, RequestFields given, Caller caller) {
        String id = String.valueOf(LARGE + things.database().nextId());
        ObjectNode body = Json.object().put("id", id).put("_user", user).put("wid", team.id());
        task(given).ifPresent(task -> body.put("_task", door.find(caller, task).id()));
        body.put("billable", given.flag("billable").orElse(false));
        body.put("description", given.text("description").orElse("")).put("source", "clickup");
        body.set("tags", Json.nodes(given.items("tags")));
        return things.add(new StoredObject(KIND, id, team.key(), body));
    }

    private static Optional<String> task(RequestFields given) {
        return given.text("tid").filter(id -> !id.isEmpty() && !id.equals("0"));
    }

    private void run(StoredObject entry, long start, @Nullable Long end) {
        entry.body().put("start", String.valueOf(start)).put("at", String.valueOf(clock.millis()));
        if (end == null) entry.body().remove("end");
        else entry.body().put("end", String.valueOf(end)).put("duration", String.valueOf(end - start));
    }

    public ObjectNode find(StoredObject team, String id) {
        return shown(entry(team, id));
    }

    public ObjectNode change(StoredObject team, Caller caller, String id, RequestFields given) {
        StoredObject entry = entry(team, id);
        if (given.has("start") != given.has("end")) throw Refusal.input("start and end go together");
        given.text("description").ifPresent(text -> entry.body().put("description", text));
        given.flag("billable").ifPresent(billable -> entry.body().put("billable", billable));
        task(given).ifPresent(task -> entry.body()
                .put("_task", door.find(caller, task).id()));
        if (given.has("tags")) tags(entry, given);
        if (given.has("start"))
            run(entry, given.number("start").orElseThrow(), given.number("end").orElseThrow());
        entry.body().put("at", String.valueOf(clock.millis()));
        things.save(entry);
        tracked(caller, entry);
        return shown(entry);
    }

    private static void tags(StoredObject entry, RequestFields given) {
        String action = given.text("tag_action").orElse("replace");
        ArrayNode tags = action.equals("replace") ? Json.array() : entry.body().withArray("tags");
        for (JsonNode tag : given.items("tags")) {
            tags.removeIf(each -> each.path("name").equals(tag.path("name")));
            if (!action.equals("remove")) tags.add(tag);
        }
        entry.body().set("tags", tags);
    }

    /** Deletes entries; {@code ids} has commas between the ids. */
    public List<ObjectNode> delete(StoredObject team, Caller caller, String ids) {
        List<ObjectNode> deleted = new ArrayList<>();
        for (String id : ids.split(",", -1)) {
            StoredObject entry = entry(team, id);
            deleted.add(shown(entry));
            things.delete(entry);
            tracked(caller, entry);
        }
        return deleted;
    }

    public Optional<ObjectNode> current(StoredObject team, long user) {
        return running(team, user).map(this::shown);
    }

    public ObjectNode start(StoredObject team, Caller caller, RequestFields given) {
        running(team, caller.user()).ifPresent(entry -> {
            if (places.circumstances().has(ClickUpHabit.SECOND_TIMER_REFUSED))
                throw Refusal.input("A timer is running already");
            end(entry, caller);
        });
        StoredObject entry = stored(team, caller.user(), given, caller);
        run(entry, clock.millis(), null);
        return shown(things.save(entry));
    }

    public ObjectNode stop(StoredObject team, Caller caller) {
        StoredObject entry = running(team, caller.user()).orElseThrow(() -> Refusal.input("No timer is running"));
        end(entry, caller);
        return shown(entry);
    }

    private void end(StoredObject entry, Caller caller) {
        run(entry, start(entry), clock.millis());
        things.save(entry);
        tracked(caller, entry);
    }

    /** Returns the labels of entries; tags of tasks are other objects. */
    public List<JsonNode> labels(StoredObject team) {
        return things.of(KIND, team.key()).stream()
                .flatMap(entry -> entry.body().path("tags").valueStream())
                .distinct()
                .toList();
    }

    public void label(StoredObject team, RequestFields given, boolean added) {
        for (JsonNode id : given.items("time_entry_ids")) {
            StoredObject entry = entry(team, id.asString(""));
            ObjectNode change = Json.object().put("tag_action", added ? "add" : "remove");
            change.set("tags", given.json().path("tags"));
            tags(entry, new RequestFields(change));
            things.save(entry);
        }
    }

    private Optional<StoredObject> running(StoredObject team, long user) {
        return things.of(KIND, team.key()).stream()
                .filter(entry -> user(entry) == user && !entry.body().has("end"))
                .findFirst();
    }

    private StoredObject entry(StoredObject team, String id) {
        return things.present(KIND, id.strip())
                .filter(entry -> entry.owner().equals(team.key()))
                .orElseThrow(() -> Refusal.notFound("Time entry"));
    }

    private void tracked(Caller caller, StoredObject entry) {
        Optional<String> id = entry.optional("_task");
        if (id.isEmpty()) return;
        Task task = door.find(caller, id.get());
        long spent = things.of(KIND, entry.owner()).stream()
                .filter(each -> each.text("_task").equals(task.id()))
                .mapToLong(each -> RequestFields.longOf(each.text("duration")).orElse(0L))
                .sum();
        writes.surroundings(caller, task, changed -> changed.json().put("spent", spent));
    }

    private static long user(StoredObject entry) {
        return entry.body().path("_user").asLong();
    }

    private static long start(StoredObject entry) {
        return RequestFields.longOf(entry.text("start")).orElse(0L);
    }

    private ObjectNode shown(StoredObject entry) {
        ObjectNode shown = entry.shown();
        shown.set("user", people.brief(user(entry)));
        if (!entry.body().has("end")) shown.put("duration", start(entry) - clock.millis());
        Optional<Task> task = entry.optional("_task").flatMap(writes::find);
        task.ifPresent(found -> {
            shown.putObject("task")
                    .put("id", found.id())
                    .put("name", found.name())
                    .set("status", found.json().path("status"));
            StoredObject list = door.listOf(found);
            ObjectNode location = shown.putObject("task_location");
            location.put("list_id", Long.parseLong(list.id()));
            for (String kind : Set.of("folder", "space"))
                list.optional("_" + kind).ifPresent(id -> location.put(kind + "_id", Long.parseLong(id)));
        });
        if (task.isEmpty()) shown.put("task", "0");
        return shown;
    }

    /** Returns the kinds of places that a search for entries accepts. */
    public static Stream<String> placeKinds() {
        return Stream.of("space", "folder", "list", "task");
    }
}
