package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.EnumColumns.Entities;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LeftObjects;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresSuspectedAbsences(JdbcClient jdbc) implements SuspectedAbsences {
    @Override
    public Map<EntityRef, Doubt> all(ConnectedAccount account) {
        Map<EntityRef, Doubt> doubts = new HashMap<>();
        ofAccount(jdbc, account, """
                        select entity_kind, entity_id, since, coalesce(seen_at, since) as seen_at from sync_doubt
                        where connector = :connector and account = :account
                        """).query((ResultSet row) -> {
            doubts.put(Entities.get(row), new Doubt(Times.get(row, "since"), Times.get(row, "seen_at")));
        });
        return doubts;
    }

    @Override
    public void keep(ConnectedAccount account, Map<EntityRef, Doubt> before, Map<EntityRef, Doubt> now) {
        List<EntityRef> over =
                before.keySet().stream().filter(each -> !now.containsKey(each)).toList();
        if (!over.isEmpty()) {
            ofAccount(jdbc, account, over, """
                            delete from sync_doubt using unnest(:kinds, :ids) as over (kind, id)
                            where connector = :connector and account = :account
                              and entity_kind = kind and entity_id = id
                            """).update();
        }
        List<EntityRef> raised = now.keySet().stream()
                .filter(each -> !Objects.equals(now.get(each), before.get(each)))
                .toList();
        if (!raised.isEmpty()) {
            ofAccount(jdbc, account, raised, """
                            insert into sync_doubt (connector, account, entity_kind, entity_id, since, seen_at)
                            select :connector, :account, kind, id, at, seen
                            from unnest(:kinds, :ids, cast(:since as timestamptz[]), cast(:seen as timestamptz[]))
                              as raised (kind, id, at, seen)
                            on conflict (connector, account, entity_kind, entity_id) do update
                            set since = excluded.since, seen_at = excluded.seen_at
                            """)
                    .param("since", times(raised, each -> Objects.requireNonNull(now.get(each))
                            .since()))
                    .param("seen", times(raised, each -> Objects.requireNonNull(now.get(each))
                            .seen()))
                    .update();
        }
    }

    private static String[] times(List<EntityRef> entities, Function<EntityRef, Instant> of) {
        return entities.stream().map(each -> of.apply(each).toString()).toArray(String[]::new);
    }

    public record PostgresLeftObjects(RowWrites rows) implements LeftObjects {
        @Override
        public List<Left> all(ConnectedAccount account) {
            return ofAccount(rows.jdbc(), account, """
            select * from sync_left where connector = :connector and account = :account
            order by since, remote_id
            """)
                    .query((row, number) -> new Left(
                            row.getString("remote_list"),
                            row.getString("remote_id"),
                            row.getString("name"),
                            row.getString("reason"),
                            Times.get(row, "since"),
                            row.getBoolean("dismissed")))
                    .list();
        }

        @Override
        public void keep(ConnectedAccount account, Set<String> lists, List<Left> now) {
            Map<String, Left> before = new HashMap<>();
            all(account).forEach(each -> before.put(each.id(), each));
            for (Left each : now) {
                Left known = each.after(before.get(each.id()));
                if (!known.equals(before.remove(each.id()))) {
                    put(account, known);
                }
            }
            before.values().stream().filter(each -> lists.contains(each.list())).forEach(each -> remove(account, each));
        }

        private void put(ConnectedAccount account, Left left) {
            AccountRows.columns(account)
                    .set("remote_list", left.list())
                    .set("remote_id", left.id())
                    .set("name", left.name())
                    .set("reason", left.reason())
                    .set("since", Times.of(left.since()))
                    .set("dismissed", left.dismissed())
                    .put(rows, "sync_left", "connector", "account", "remote_id");
        }

        private void remove(ConnectedAccount account, Left left) {
            ofAccount(rows.jdbc(), account, """
            delete from sync_left
            where connector = :connector and account = :account and remote_id = :id
            """).param("id", left.id()).update();
        }

        @Override
        public boolean dismiss(ConnectedAccount account, String id) {
            return ofAccount(rows.jdbc(), account, """
            update sync_left set dismissed = true
            where connector = :connector and account = :account and remote_id = :id and not dismissed
            """).param("id", id).update() > 0;
        }
    }
}
