package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Hint;
import dev.devledger.application.sync.memory.PendingHints;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresPendingHints implements PendingHints {

    private final JdbcClient jdbc;

    public PostgresPendingHints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(ConnectedAccount account, Hint hint) {
        if (!isCovered(account, hint)) {
            if (count(account) < MOST) {
                insert(account, hint);
            } else {
                insert(account, Hint.EVERYTHING); // before the others go: what stops it in between loses none of them
                forgetOthers(account);
            }
        }
    }

    /** It is there already, or one that is to look at everything. */
    private boolean isCovered(ConnectedAccount account, Hint hint) {
        return jdbc.sql("""
                        update sync_hint set generation = generation + 1, attempts = 0, not_before = default
                        where connector = :connector and account = :account and dedupe in (:dedupe, :everything)
                        """)
                        .param("connector", account.connector())
                        .param("account", account.account())
                        .param("dedupe", Texts.storable(hint.dedupe()))
                        .param("everything", Hint.EVERYTHING.dedupe())
                        .update()
                > 0;
    }

    private int count(ConnectedAccount account) {
        return jdbc.sql("select count(*) from sync_hint where connector = :connector and account = :account")
                .param("connector", account.connector())
                .param("account", account.account())
                .query(Integer.class)
                .single();
    }

    private void forgetOthers(ConnectedAccount account) {
        jdbc.sql("""
                        delete from sync_hint
                        where connector = :connector and account = :account and dedupe <> :everything
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .param("everything", Hint.EVERYTHING.dedupe())
                .update();
    }

    private void insert(ConnectedAccount account, Hint hint) {
        jdbc.sql("""
                        insert into sync_hint (connector, account, dedupe, remote_list, remote_id, deleted)
                        values (:connector, :account, :dedupe, :list, :object, :deleted)
                        on conflict (connector, account, dedupe) do update
                        set generation = sync_hint.generation + 1, attempts = 0, not_before = default
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .param("dedupe", Texts.storable(hint.dedupe()))
                .param("list", storable(hint.list()))
                .param("object", storable(hint.object()))
                .param("deleted", hint.deleted())
                .update();
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : Texts.storable(text);
    }

    @Override
    public List<Waiting> due(ConnectedAccount account, Instant now) {
        return jdbc.sql("""
                        select * from sync_hint
                        where connector = :connector and account = :account and not_before <= :now
                        order by dedupe
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .param("now", Times.of(now))
                .query((row, number) -> new Waiting(
                        new Hint(
                                row.getString("remote_list"),
                                row.getString("remote_id"),
                                row.getBoolean("deleted"),
                                row.getString("dedupe")),
                        row.getLong("generation"),
                        row.getInt("attempts")))
                .list();
    }

    @Override
    public void done(ConnectedAccount account, Collection<Waiting> hints) {
        jdbc.sql("""
                        delete from sync_hint h
                        using unnest(cast(:dedupes as text[]), cast(:generations as bigint[])) as d (dedupe, generation)
                        where h.connector = :connector and h.account = :account and h.dedupe = d.dedupe
                          and h.generation = d.generation
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .param(
                        "dedupes",
                        hints.stream().map(each -> each.hint().dedupe()).toArray(String[]::new))
                .param("generations", hints.stream().map(Waiting::generation).toArray(Long[]::new))
                .update();
    }

    @Override
    public void later(ConnectedAccount account, Waiting hint, Instant notBefore) {
        jdbc.sql("""
                        update sync_hint set attempts = attempts + 1, not_before = :time
                        where connector = :connector and account = :account and dedupe = :dedupe
                          and generation = :generation
                        """)
                .param("time", Times.of(notBefore))
                .param("connector", account.connector())
                .param("account", account.account())
                .param("dedupe", hint.hint().dedupe())
                .param("generation", hint.generation())
                .update();
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return jdbc.sql(
                        "select min(not_before) as due from sync_hint where connector = :connector and account = :account")
                .param("connector", account.connector())
                .param("account", account.account())
                .query((row, number) -> Optional.ofNullable(Times.find(row, "due")))
                .single()
                .orElse(null);
    }
}
