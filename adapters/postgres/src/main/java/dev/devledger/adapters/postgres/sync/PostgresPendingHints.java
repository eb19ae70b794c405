package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.memory.PendingHints;
import dev.devledger.application.sync.memory.PendingWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresPendingHints implements PendingHints {
    /** A later time than anything waits for is one that a clock was set back from. */
    private static final String DUE = "(not_before <= :now or not_before > :now + cast(:longest as interval))";

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
        return ofAccount(jdbc, account, """
                        update sync_hint set generation = generation + 1, attempts = 0, not_before = default
                        where connector = :connector and account = :account and dedupe in (:dedupe, :everything)
                        """)
                        .param("dedupe", Texts.storable(hint.dedupe()))
                        .param("everything", Hint.EVERYTHING.dedupe())
                        .update()
                > 0;
    }

    private int count(ConnectedAccount account) {
        return ofAccount(
                        jdbc,
                        account,
                        "select count(*) from sync_hint where connector = :connector and account = :account")
                .query(Integer.class)
                .single();
    }

    private void forgetOthers(ConnectedAccount account) {
        ofAccount(jdbc, account, """
                        delete from sync_hint
                        where connector = :connector and account = :account and dedupe <> :everything
                        """)
                .param("everything", Hint.EVERYTHING.dedupe())
                .update();
    }

    private void insert(ConnectedAccount account, Hint hint) {
        ofAccount(jdbc, account, """
                        insert into sync_hint (connector, account, dedupe, remote_list, remote_id, deleted)
                        values (:connector, :account, :dedupe, :list, :object, :deleted)
                        on conflict (connector, account, dedupe) do update
                        set generation = sync_hint.generation + 1, attempts = 0, not_before = default
                        """)
                .param("dedupe", Texts.storable(hint.dedupe()))
                .param("list", Texts.storableOrNull(hint.list()))
                .param("object", Texts.storableOrNull(hint.object()))
                .param("deleted", hint.deleted())
                .update();
    }

    @Override
    public List<Waiting> due(ConnectedAccount account, Instant now) {
        return ofAccount(jdbc, account, """
                        select * from sync_hint
                        where connector = :connector and account = :account and %s
                        order by dedupe
                        """.formatted(DUE))
                .param("now", Times.of(now))
                .param("longest", PendingWork.LONGEST_WAIT.toString())
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
        ofAccount(jdbc, account, """
                        delete from sync_hint h
                        using unnest(cast(:dedupes as text[]), cast(:generations as bigint[])) as d (dedupe, generation)
                        where h.connector = :connector and h.account = :account and h.dedupe = d.dedupe
                          and h.generation = d.generation
                        """)
                .param(
                        "dedupes",
                        hints.stream().map(each -> each.hint().dedupe()).toArray(String[]::new))
                .param("generations", hints.stream().map(Waiting::generation).toArray(Long[]::new))
                .update();
    }

    @Override
    public void later(ConnectedAccount account, Waiting hint, Instant notBefore) {
        ofAccount(jdbc, account, """
                        update sync_hint set attempts = attempts + 1, not_before = :time
                        where connector = :connector and account = :account and dedupe = :dedupe
                          and generation = :generation
                        """)
                .param("time", Times.of(notBefore))
                .param("dedupe", hint.hint().dedupe())
                .param("generation", hint.generation())
                .update();
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return ofAccount(
                        jdbc,
                        account,
                        "select min(not_before) as due from sync_hint where connector = :connector and account = :account")
                .query((row, number) -> Optional.ofNullable(Times.find(row, "due")))
                .single()
                .orElse(null);
    }
}
