package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.sql.Entities;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
}
