package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.memory.Cycles.PendingHints;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

public final class PostgresPendingHints implements PendingHints {
    private final AccountTable hints;

    public PostgresPendingHints(RowWrites rows) {
        hints = new AccountTable(rows, "sync_hint", "dedupe");
    }

    @Override
    public void add(ConnectedAccount account, Hint hint) {
        if (!isCovered(account, hint)) {
            if (hints.count(account, "") < MOST) {
                insert(account, hint);
            } else {
                insert(account, Hint.EVERYTHING); // before the deletion, so that no hint is lost in between
                forgetOthers(account);
            }
        }
    }

    /** Renews this hint, or the hint to read everything, which covers this hint; false if neither exists. */
    private boolean isCovered(ConnectedAccount account, Hint hint) {
        return hints.update(
                                account,
                                "generation = generation + 1, attempts = 0, not_before = default",
                                "and dedupe in (:dedupe, :everything)")
                        .param("dedupe", Texts.storable(hint.dedupe()))
                        .param("everything", Hint.EVERYTHING.dedupe())
                        .update()
                > 0;
    }

    private void forgetOthers(ConnectedAccount account) {
        hints.delete(account, "and dedupe <> :everything")
                .param("everything", Hint.EVERYTHING.dedupe())
                .update();
    }

    private void insert(ConnectedAccount account, Hint hint) {
        hints.of(account, """
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
        return hints.due(account, now, "order by dedupe")
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
    public void done(ConnectedAccount account, Collection<Waiting> done) {
        hints.of(account, """
                        delete from sync_hint h
                        using unnest(cast(:dedupes as text[]), cast(:generations as bigint[])) as d (dedupe, generation)
                        where h.connector = :connector and h.account = :account and h.dedupe = d.dedupe
                          and h.generation = d.generation
                        """)
                .param(
                        "dedupes",
                        done.stream().map(each -> each.hint().dedupe()).toArray(String[]::new))
                .param("generations", done.stream().map(Waiting::generation).toArray(Long[]::new))
                .update();
    }

    @Override
    public void later(ConnectedAccount account, Waiting hint, Instant notBefore) {
        hints.update(
                        account,
                        "attempts = attempts + 1, not_before = :time",
                        "and dedupe = :dedupe and generation = :generation")
                .param("time", Times.of(notBefore))
                .param("dedupe", hint.hint().dedupe())
                .param("generation", hint.generation())
                .update();
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return hints.nextDue(account, "");
    }
}
