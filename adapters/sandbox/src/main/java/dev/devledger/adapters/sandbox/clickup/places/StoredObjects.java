package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.Document;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.SandboxTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The rows of all {@link StoredObject}s. */
public record StoredObjects(SandboxTable<StoredObjects.StoredObject> rows) {
    public StoredObjects(SandboxDatabase database) {
        this(database.table("thing", StoredObjects::row));
    }

    public SandboxDatabase database() {
        return rows.database();
    }

    /** Finds a thing, also a deleted one. */
    public Optional<StoredObject> find(String kind, String id) {
        return rows.one("kind = ? and id = ?", kind, id);
    }

    public Optional<StoredObject> present(String kind, String id) {
        return find(kind, id).filter(thing -> !thing.deleted());
    }

    public List<StoredObject> of(String kind, String owner) {
        return rows.where("kind = ? and owner = ? and not deleted order by place", kind, owner);
    }

    public List<StoredObject> all(String kind) {
        return rows.where("kind = ? and not deleted order by place", kind);
    }

    public StoredObject add(StoredObject thing) {
        String body = thing.body().toString();
        rows.insert("kind, id, owner, body", thing.kind(), thing.id(), thing.owner(), body);
        return thing;
    }

    /** Adds a thing, with the next number as its id. */
    public StoredObject add(String kind, String owner, ObjectNode body) {
        String id = String.valueOf(database().nextId());
        ObjectNode named = Json.object().put("id", id);
        named.setAll(body);
        return add(new StoredObject(kind, id, owner, named));
    }

    public StoredObject save(StoredObject thing) {
        String body = thing.body().toString();
        rows.set("body = ?, owner = ? where kind = ? and id = ?", body, thing.owner(), thing.kind(), thing.id());
        return thing;
    }

    public void delete(StoredObject thing) {
        rows.set("deleted = true where kind = ? and id = ?", thing.kind(), thing.id());
    }

    /** Removes the row, so that the thing seems never to have existed. */
    public boolean forget(String kind, String id) {
        return rows.delete("kind = ? and id = ?", kind, id) > 0;
    }

    private static StoredObject row(ResultSet row, int number) throws SQLException {
        return new StoredObject(
                row.getString("kind"),
                row.getString("id"),
                row.getString("owner"),
                row.getBoolean("deleted"),
                Json.stored(row.getString("body")));
    }

    /**
     * Any object of the sandbox that is not a task.
     *
     * @param owner the thing that contains this one, as {@code kind/id}
     * @param body the fields as answers show them; names that begin with an underscore are the sandbox's own
     */
    public record StoredObject(String kind, String id, String owner, boolean deleted, ObjectNode body)
            implements Document {
        public StoredObject(String kind, String id, String owner, ObjectNode body) {
            this(kind, id, owner, false, body);
        }

        public static String key(String kind, String id) {
            return kind + "/" + id;
        }

        public String key() {
            return key(kind, id);
        }

        /** Returns the body without the sandbox's own fields. */
        public ObjectNode shown() {
            ObjectNode shown = body.deepCopy();
            shown.propertyNames().stream()
                    .filter(name -> name.startsWith("_"))
                    .toList()
                    .forEach(shown::remove);
            return shown;
        }
    }
}
