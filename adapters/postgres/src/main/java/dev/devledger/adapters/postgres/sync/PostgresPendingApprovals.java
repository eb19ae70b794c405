package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

public final class PostgresPendingApprovals implements PendingApprovals {

    private static final TypeReference<List<Operation>> OPERATIONS = new TypeReference<>() {};

    private final AccountTable holds;
    private final AccountTable approvals;
    private final AccountTable agreements;
    private final AccountTable leftOut;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    public PostgresPendingApprovals(RowWrites rows, JsonMapper json, PlatformTransactionManager transactions) {
        holds = new AccountTable(rows, "sync_hold");
        approvals = new AccountTable(rows, "sync_approval");
        agreements = new AccountTable(rows, "sync_agreed");
        leftOut = new AccountTable(rows, "sync_left_out");
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void replace(ConnectedAccount account, List<PendingPlan> held) {
        transaction.executeWithoutResult(status -> {
            holds.delete(account, "and not plan_hash = any(:hashes)")
                    .param("hashes", held.stream().map(PendingPlan::planHash).toArray(String[]::new))
                    .update();
            held.forEach(each -> put(account, each));
        });
    }

    private void put(ConnectedAccount account, PendingPlan held) {
        UUID hold = holds.of(account, """
            insert into sync_hold as h (id, connector, account, plan_hash, guard, scope, operations,
              estimate_seconds, expires_at)
            values (:id, :connector, :account, :hash, :guard, :scope, :operations, :estimate, :expires)
            on conflict (connector, account, plan_hash) do update
            set guard = excluded.guard, scope = excluded.scope, operations = excluded.operations,
              estimate_seconds = excluded.estimate_seconds,
              expires_at = case when h.expires_at > now() then h.expires_at else excluded.expires_at end
            returning id
            """)
                .param("id", held.id())
                .param("hash", held.planHash())
                .param("guard", held.guard())
                .param("scope", Texts.storable(held.scope()))
                .param("operations", json.writeValueAsString(held.operations()))
                .param("estimate", held.estimateSeconds())
                .param("expires", Times.of(held.expiresAt()))
                .query(UUID.class)
                .single();
        List<Operation> known =
                held.operations().stream().filter(each -> each.entity() != null).toList();
        List<EntityRef> entities = known.stream()
                .map(each -> Objects.requireNonNull(each.entity()))
                .toList();
        holds.of(account, entities, """
            insert into sync_held (hold, connector, account, entity_kind, entity_id, action)
            select :hold, :connector, :account, kind, id, action
            from unnest(:kinds, :ids, :actions) as held (kind, id, action)
            on conflict do nothing
            """)
                .param("hold", hold)
                .param("actions", known.stream().map(Operation::action).toArray(String[]::new))
                .update();
    }

    @Override
    public List<PendingPlan> list(ConnectedAccount account) {
        return holds
                .select(account, "*", "order by guard, scope, plan_hash")
                .query((row, number) -> UnreadableValues.find("The hold " + row.getString("id"), () -> held(row)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public int count(ConnectedAccount account) {
        return list(account).stream().mapToInt(held -> held.operations().size()).sum();
    }

    @Override
    public Approval approve(ConnectedAccount account, String planHash, String by) {
        if (!Texts.isStorable(planHash)) {
            throw PendingApprovals.changed();
        }
        approvals
                .delete(account, "and approved_at <= now() - cast(:length as interval)")
                .param("length", APPROVAL.toString())
                .update();
        return holds.of(account, """
            insert into sync_approval as a
              (id, connector, account, plan_hash, guard, scope, approved_at, approved_by)
            select :id, connector, account, plan_hash, guard, scope, now(), :by
            from sync_hold
            where connector = :connector and account = :account and plan_hash = :hash and expires_at > now()
            on conflict (connector, account, plan_hash) do update
            set approved_at = excluded.approved_at, approved_by = excluded.approved_by
            returning a.*
            """)
                .param("id", UUID.randomUUID())
                .param("hash", planHash)
                .param("by", by)
                .query((row, number) -> approval(row))
                .optional()
                .orElseThrow(PendingApprovals::changed);
    }

    @Override
    public boolean takeApproval(ConnectedAccount account, String planHash, Collection<Write> writes, Instant until) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean taken = take(account, planHash);
            if (taken) {
                keep(account, planHash, writes, until);
            }
            return taken;
        }));
    }

    private boolean take(ConnectedAccount account, String planHash) {
        return approvals
                .delete(account, "and plan_hash = :hash returning approved_at > now() - cast(:length as interval)")
                .param("hash", planHash)
                .param("length", APPROVAL.toString())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Stores the approvals, and deletes expired ones, used or not. */
    private void keep(ConnectedAccount account, String planHash, Collection<Write> writes, Instant until) {
        agreements
                .delete(account, "and until < :before")
                .param("before", Times.of(until.minus(APPROVAL)))
                .update();
        holds.of(account, """
            insert into sync_agreed as a (connector, account, action, target, plan_hash, until)
            select distinct :connector, :account, action, target, :hash, :until
            from unnest(:actions, :targets) as agreed (action, target)
            on conflict (connector, account, action, target) do update
            set plan_hash = excluded.plan_hash, until = excluded.until
            """)
                .param("hash", planHash)
                .param("until", Times.of(until))
                .param("actions", actions(writes))
                .param("targets", targets(writes))
                .update();
    }

    @Override
    public List<WritePermission> agreed(ConnectedAccount account) {
        return agreements
                .select(account, "*", "order by action, target")
                .query((row, number) -> new WritePermission(
                        new Write(row.getString("action"), row.getString("target")),
                        row.getString("plan_hash"),
                        Times.get(row, "until")))
                .list();
    }

    @Override
    public void done(ConnectedAccount account, Collection<Write> writes) {
        holds.of(account, """
            delete from sync_agreed using unnest(:actions, :targets) as done (what, which)
            where connector = :connector and account = :account and action = what and target = which
            """)
                .param("actions", actions(writes))
                .param("targets", targets(writes))
                .update();
    }

    @Override
    public void leaveOut(ConnectedAccount account, Collection<String> remoteIds) {
        holds.of(account, """
            insert into sync_left_out (connector, account, remote_id)
            select distinct :connector, :account, id from unnest(:ids) as refused (id)
            on conflict do nothing
            """)
                .param("ids", remoteIds.stream().map(Texts::storable).toArray(String[]::new))
                .update();
    }

    @Override
    public Set<String> leftOut(ConnectedAccount account) {
        return leftOut.select(account, "remote_id", "").query(String.class).set();
    }

    private static String[] actions(Collection<Write> writes) {
        return writes.stream().map(Write::action).toArray(String[]::new);
    }

    private static String[] targets(Collection<Write> writes) {
        return writes.stream().map(each -> Texts.storable(each.target())).toArray(String[]::new);
    }

    private PendingPlan held(ResultSet row) throws SQLException {
        return new PendingPlan(
                row.getObject("id", UUID.class),
                row.getString("plan_hash"),
                row.getString("guard"),
                row.getString("scope"),
                json.readValue(row.getString("operations"), OPERATIONS),
                row.getLong("estimate_seconds"),
                Times.get(row, "expires_at"));
    }

    private static Approval approval(ResultSet row) throws SQLException {
        Instant at = Times.get(row, "approved_at");
        return new Approval(
                row.getObject("id", UUID.class),
                row.getString("plan_hash"),
                row.getString("guard"),
                row.getString("scope"),
                row.getString("approved_by"),
                at,
                at.plus(APPROVAL));
    }
}
