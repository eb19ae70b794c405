package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Entities;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook.ListClosures;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Stores, for an account, the suspected absences, the objects left out of the sync, and the lists closed to writes. */
public final class PostgresSuspectedAbsences implements SuspectedAbsences {
    private final AccountTable doubts;

    public PostgresSuspectedAbsences(RowWrites rows) {
        doubts = new AccountTable(rows, "sync_doubt", "entity_kind", "entity_id");
    }

    @Override
    public Map<EntityRef, Suspicion> all(ConnectedAccount account) {
        return RowMap.of(
                doubts.select(account, "entity_kind, entity_id, since, coalesce(seen_at, since) as seen_at", ""),
                Entities::get,
                row -> new Suspicion(Times.get(row, "since"), Times.get(row, "seen_at")));
    }

    @Override
    public void keep(ConnectedAccount account, Map<EntityRef, Suspicion> before, Map<EntityRef, Suspicion> now) {
        List<EntityRef> over =
                before.keySet().stream().filter(each -> !now.containsKey(each)).toList();
        if (!over.isEmpty()) {
            doubts.of(account, over, """
                            delete from sync_doubt using unnest(:kinds, :ids) as over (kind, id)
                            where connector = :connector and account = :account
                              and entity_kind = kind and entity_id = id
                            """).update();
        }
        List<EntityRef> raised = now.keySet().stream()
                .filter(each -> !Objects.equals(now.get(each), before.get(each)))
                .toList();
        if (!raised.isEmpty()) {
            doubts.of(account, raised, """
                            insert into sync_doubt (connector, account, entity_kind, entity_id, since, seen_at)
                            select :connector, :account, kind, id, at, seen
                            from unnest(:kinds, :ids, cast(:since as timestamptz[]), cast(:seen as timestamptz[]))
                              as raised (kind, id, at, seen)
                            on conflict (connector, account, entity_kind, entity_id) do update
                            set since = excluded.since, seen_at = excluded.seen_at
                            """)
                    .param("since", times(raised, now, Suspicion::since))
                    .param("seen", times(raised, now, Suspicion::seen))
                    .update();
        }
    }

    private static String[] times(
            List<EntityRef> entities, Map<EntityRef, Suspicion> now, Function<Suspicion, Instant> of) {
        return entities.stream()
                .map(each -> of.apply(Objects.requireNonNull(now.get(each))).toString())
                .toArray(String[]::new);
    }

    public static final class PostgresUnimportedObjects implements UnimportedObjects {
        private final AccountTable left;

        public PostgresUnimportedObjects(RowWrites rows) {
            left = new AccountTable(rows, "sync_left", "remote_id");
        }

        @Override
        public List<UnimportedObject> all(ConnectedAccount account) {
            return left.select(account, "*", "order by since, remote_id")
                    .query((row, number) -> new UnimportedObject(
                            row.getString("remote_list"),
                            row.getString("remote_id"),
                            row.getString("name"),
                            row.getString("reason"),
                            Times.get(row, "since"),
                            row.getBoolean("dismissed")))
                    .list();
        }

        @Override
        public void keep(ConnectedAccount account, Set<String> lists, List<UnimportedObject> now) {
            Map<String, UnimportedObject> before = new HashMap<>();
            all(account).forEach(each -> before.put(each.id(), each));
            for (UnimportedObject each : now) {
                UnimportedObject known = each.after(before.get(each.id()));
                if (!known.equals(before.remove(each.id()))) {
                    put(account, known);
                }
            }
            before.values().stream().filter(each -> lists.contains(each.list())).forEach(each -> remove(account, each));
        }

        private void put(ConnectedAccount account, UnimportedObject object) {
            left.put(AccountTable.row(account)
                    .set("remote_list", object.list())
                    .set("remote_id", object.id())
                    .set("name", object.name())
                    .set("reason", object.reason())
                    .set("since", Times.of(object.since()))
                    .set("dismissed", object.dismissed()));
        }

        private void remove(ConnectedAccount account, UnimportedObject object) {
            left.delete(account, "and remote_id = :id").param("id", object.id()).update();
        }

        @Override
        public boolean dismiss(ConnectedAccount account, String id) {
            return left.update(account, "dismissed = true", "and remote_id = :id and not dismissed")
                            .param("id", id)
                            .update()
                    > 0;
        }
    }

    public static final class PostgresListClosures implements ListClosures {
        private final AccountTable closures;

        public PostgresListClosures(RowWrites rows) {
            closures = new AccountTable(rows, "sync_closure", "remote_list");
        }

        @Override
        public List<ListClosure> all(ConnectedAccount account) {
            return closures.select(account, "*", "order by since, remote_list")
                    .query((row, number) -> new ListClosure(
                            row.getString("remote_list"),
                            row.getBoolean("adding"),
                            row.getString("reason"),
                            Times.get(row, "since"),
                            Times.get(row, "closed_until"),
                            row.getInt("tries"),
                            Entities.get(row)))
                    .list();
        }

        @Override
        public void close(ConnectedAccount account, ListClosure closure) {
            closures.put(AccountTable.row(account)
                    .set("remote_list", closure.list())
                    .set("adding", closure.adding())
                    .set("reason", closure.reason())
                    .set("since", Times.of(closure.since()))
                    .set("closed_until", Times.of(closure.until()))
                    .set("tries", closure.tries())
                    .set("entity_kind", EnumColumns.of(closure.probe().kind()))
                    .set("entity_id", closure.probe().id()));
        }

        @Override
        public void open(ConnectedAccount account, String list) {
            closures.delete(account, "and remote_list = :list")
                    .param("list", list)
                    .update();
        }
    }
}
