package dev.devledger.adapters.sandbox.clickup.common;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The rows of all {@link Thing}s. */
public record Things(SandboxDatabase database) {
    private static final String SELECT = "select kind, id, owner, deleted, body from clickup_sandbox.thing ";

    /** Also what is deleted. */
    public Optional<Thing> find(String kind, String id) {
        return database.jdbc()
                .sql(SELECT + "where kind = ? and id = ?")
                .params(kind, id)
                .query(Things::row)
                .optional();
    }

    public Optional<Thing> present(String kind, String id) {
        return find(kind, id).filter(thing -> !thing.deleted());
    }

    public List<Thing> of(String kind, String owner) {
        return database.jdbc()
                .sql(SELECT + "where kind = ? and owner = ? and not deleted order by place")
                .params(kind, owner)
                .query(Things::row)
                .list();
    }

    public List<Thing> all(String kind) {
        return database.jdbc()
                .sql(SELECT + "where kind = ? and not deleted order by place")
                .param(kind)
                .query(Things::row)
                .list();
    }

    public Thing add(Thing thing) {
        database.jdbc()
                .sql("insert into clickup_sandbox.thing (kind, id, owner, body) values (?, ?, ?, ?)")
                .params(thing.kind(), thing.id(), thing.owner(), thing.body().toString())
                .update();
        return thing;
    }

    /** Under the next number. */
    public Thing add(String kind, String owner, ObjectNode body) {
        String id = String.valueOf(database.nextId());
        ObjectNode named = Json.object().put("id", id);
        named.setAll(body);
        return add(new Thing(kind, id, owner, named));
    }

    public Thing save(Thing thing) {
        database.jdbc()
                .sql("update clickup_sandbox.thing set body = ?, owner = ? where kind = ? and id = ?")
                .params(thing.body().toString(), thing.owner(), thing.kind(), thing.id())
                .update();
        return thing;
    }

    public void delete(Thing thing) {
        database.jdbc()
                .sql("update clickup_sandbox.thing set deleted = true where kind = ? and id = ?")
                .params(thing.kind(), thing.id())
                .update();
    }

    /** As if it had never been. */
    public boolean forget(String kind, String id) {
        return database.jdbc()
                        .sql("delete from clickup_sandbox.thing where kind = ? and id = ?")
                        .params(kind, id)
                        .update()
                > 0;
    }

    private static Thing row(ResultSet row, int number) throws SQLException {
        return new Thing(
                row.getString("kind"),
                row.getString("id"),
                row.getString("owner"),
                row.getBoolean("deleted"),
                Json.stored(row.getString("body")));
    }
}
