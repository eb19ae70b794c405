package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.Document;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.SandboxTable;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of all {@link StoredObject}s that are not deleted. */
public record StoredObjects(SandboxTable<StoredObjects.StoredObject> rows) {
    public StoredObjects(SandboxDatabase database) {
        this(database.table("thing", StoredObjects::row));
    }

    public SandboxDatabase database() {
        return rows.database();
    }

    public Optional<StoredObject> find(String kind, long id) {
        return rows.one("not deleted and id = ? and kind = ?", id, kind);
    }

    /** Finds a thing in the caller's account, or refuses the call. */
    public StoredObject need(Caller caller, String kind, long id) {
        return find(kind, id)
                .filter(thing -> thing.account() == caller.account())
                .orElseThrow(() -> Refusal.notFound(kind));
    }

    /** Finds things by their ids. */
    public Map<Long, StoredObject> those(String kind, Collection<Long> ids) {
        if (ids.isEmpty()) return Map.of();
        return rows.where("not deleted and id = any(?) and kind = ?", ids.toArray(Long[]::new), kind).stream()
                .collect(Collectors.toMap(StoredObject::id, Function.identity()));
    }

    public List<StoredObject> of(String kind, long account) {
        return rows.where("not deleted and kind = ? and account = ? order by id", kind, account);
    }

    public List<StoredObject> below(String kind, long account, long parent) {
        return rows.where("not deleted and kind = ? and account = ? and parent = ? order by id", kind, account, parent);
    }

    public List<StoredObject> all(String kind) {
        return rows.where("not deleted and kind = ? order by id", kind);
    }

    /** Finds a thing by its exact name. */
    public Optional<StoredObject> named(String kind, long account, String name) {
        return rows.one(
                "not deleted and kind = ? and account = ? and name = ? order by id limit 1", kind, account, name);
    }

    public StoredObject add(StoredObject thing) {
        rows.insert(
                "kind, id, account, parent, name, body",
                thing.kind(),
                thing.id(),
                thing.account(),
                thing.parent(),
                thing.name(),
                thing.body().toString());
        return thing;
    }

    /** Adds a thing, with the next number as its id. */
    public StoredObject add(String kind, long account, long parent, ObjectNode body) {
        return add(new StoredObject(kind, database().nextId(), account, parent, body));
    }

    public StoredObject save(StoredObject thing) {
        String change = "parent = ?, name = ?, body = ? where id = ? and kind = ?";
        rows.set(change, thing.parent(), thing.name(), thing.body().toString(), thing.id(), thing.kind());
        return thing;
    }

    public void delete(StoredObject thing) {
        rows.set("deleted = true where id = ? and kind = ?", thing.id(), thing.kind());
    }

    private static StoredObject row(ResultSet row, int number) throws SQLException {
        return new StoredObject(
                row.getString("kind"),
                row.getLong("id"),
                row.getLong("account"),
                row.getLong("parent"),
                Json.stored(row.getString("body")));
    }

    /**
     * Any object of the sandbox that is not an entry.
     *
     * @param account the account's id, 0 for none
     * @param parent the id of a task's project, a project's customer or a member's user, 0 for none
     */
    public record StoredObject(String kind, long id, long account, long parent, ObjectNode body) implements Document {
        public StoredObject below(long newParent) {
            return new StoredObject(kind, id, account, newParent, body);
        }

        public String name() {
            return text("name");
        }

        /** Returns a thing in the form in which other objects refer to it; null if there is none. */
        public static JsonNode brief(Optional<StoredObject> thing) {
            ObjectNode brief = Json.object();
            thing.ifPresent(it -> brief.put("id", it.id()).put("name", it.name()));
            thing.ifPresent(it -> brief.put("is_archived", it.archived()));
            return brief.isEmpty() ? Json.none() : brief;
        }

        public boolean archived() {
            return is("archived");
        }
    }
}
