package dev.devledger.adapters.sandbox.trackingtime.common;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The rows of all {@link Thing}s. */
public record Things(SandboxDatabase database) {
    private static final String SELECT =
            "select kind, id, account, parent, body from trackingtime_sandbox.thing where not deleted and ";

    public Optional<Thing> find(String kind, long id) {
        return database.jdbc()
                .sql(SELECT + "id = ? and kind = ?")
                .params(id, kind)
                .query(Things::row)
                .optional();
    }

    /** In that account, or refused. */
    public Thing need(Caller caller, String kind, long id) {
        return find(kind, id)
                .filter(thing -> thing.account() == caller.account())
                .orElseThrow(() -> Refusal.notFound(kind));
    }

    /** By their ids. */
    public Map<Long, Thing> those(String kind, Collection<Long> ids) {
        if (ids.isEmpty()) return Map.of();
        return database
                .jdbc()
                .sql(SELECT + "id = any(?) and kind = ?")
                .params(ids.toArray(Long[]::new), kind)
                .query(Things::row)
                .list()
                .stream()
                .collect(Collectors.toMap(Thing::id, Function.identity()));
    }

    public List<Thing> of(String kind, long account) {
        return database.jdbc()
                .sql(SELECT + "kind = ? and account = ? order by id")
                .params(kind, account)
                .query(Things::row)
                .list();
    }

    public List<Thing> below(String kind, long account, long parent) {
        return database.jdbc()
                .sql(SELECT + "kind = ? and account = ? and parent = ? order by id")
                .params(kind, account, parent)
                .query(Things::row)
                .list();
    }

    public List<Thing> all(String kind) {
        return database.jdbc()
                .sql(SELECT + "kind = ? order by id")
                .param(kind)
                .query(Things::row)
                .list();
    }

    /** The name is looked for as it is. */
    public Optional<Thing> named(String kind, long account, String name) {
        return database.jdbc()
                .sql(SELECT + "kind = ? and account = ? and name = ? order by id limit 1")
                .params(kind, account, name)
                .query(Things::row)
                .optional();
    }

    public Thing add(Thing thing) {
        database.jdbc()
                .sql("insert into trackingtime_sandbox.thing (kind, id, account, parent, name, body) values (?, ?,"
                        + " ?, ?, ?, ?)")
                .params(
                        thing.kind(),
                        thing.id(),
                        thing.account(),
                        thing.parent(),
                        thing.name(),
                        thing.body().toString())
                .update();
        return thing;
    }

    /** Under the next number. */
    public Thing add(String kind, long account, long parent, ObjectNode body) {
        return add(new Thing(kind, database.nextId(), account, parent, body));
    }

    public Thing save(Thing thing) {
        database.jdbc()
                .sql("update trackingtime_sandbox.thing set parent = ?, name = ?, body = ? where id = ? and kind = ?")
                .params(thing.parent(), thing.name(), thing.body().toString(), thing.id(), thing.kind())
                .update();
        return thing;
    }

    public void delete(Thing thing) {
        database.jdbc()
                .sql("update trackingtime_sandbox.thing set deleted = true where id = ? and kind = ?")
                .params(thing.id(), thing.kind())
                .update();
    }

    private static Thing row(ResultSet row, int number) throws SQLException {
        return new Thing(
                row.getString("kind"),
                row.getLong("id"),
                row.getLong("account"),
                row.getLong("parent"),
                Json.stored(row.getString("body")));
    }
}
