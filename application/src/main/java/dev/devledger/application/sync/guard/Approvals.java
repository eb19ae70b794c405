package dev.devledger.application.sync.guard;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.memory.ApprovalView;
import dev.devledger.application.sync.memory.EntityView;
import dev.devledger.application.sync.memory.HeldPlan;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.SyncAlarm;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people can do with what a guard holds. */
public record Approvals(
        Connectors connectors, PendingApprovals holds, LinkBook links, EntityKeys keys, SyncAlarm alarm) {
    private record Waiting(ConnectedAccount account, PendingApprovals.Held held) {}

    /** Of the connector of that name, or of all. */
    public List<HeldPlan> list(@Nullable String connector) {
        List<Waiting> waiting = waiting(connector);
        Map<UUID, EntityKeys.Called> called =
                called(waiting.stream().map(Waiting::held).toList());
        return waiting.stream()
                .map(each -> new HeldPlan(each.account().connector(), view(each, called)))
                .toList();
    }

    private List<Waiting> waiting(@Nullable String connector) {
        return connectors.accounts(connector).stream()
                .flatMap(account -> holds.list(account).stream().map(each -> new Waiting(account, each)))
                .toList();
    }

    /**
     * Lets exactly this plan go; the next cycle does it.
     *
     * @param connector where it waits; null where it waits at one only
     * @throws Rejection where nothing is held under this hash any more
     */
    public PendingApprovals.Approval approve(@Nullable String connector, String planHash, String by) {
        List<ConnectedAccount> accounts = waiting(connector).stream()
                .filter(each -> each.held().planHash().equals(planHash))
                .map(Waiting::account)
                .toList();
        if (accounts.isEmpty()) {
            throw PendingApprovals.changed();
        }
        if (accounts.size() > 1) {
            throw Rejection.invalid(
                    "connector",
                    "is missing, and this plan waits for each of: "
                            + accounts.stream().map(ConnectedAccount::connector).collect(Collectors.joining(", ")));
        }
        PendingApprovals.Approval approval = holds.approve(accounts.getFirst(), planHash, by);
        alarm.ring();
        return approval;
    }

    /**
     * Nothing of it is done: each stays on both sides as it is, and does not belong together any more; what is there alone
     * stays there alone.
     *
     * @throws Rejection where there is no such hold
     */
    public ApprovalView refuse(ChangeSet changes, UUID id) {
        List<Waiting> all = waiting(null);
        Waiting refused = all.stream()
                .filter(each -> each.held().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.NOT_FOUND,
                        "No plan waits for approval under " + id + ". GET /api/sync/approvals lists the plans that"
                                + " wait."));
        ConnectedAccount account = refused.account();
        DeclinedApproval refusal = new DeclinedApproval(changes, account, links);
        refused.held().operations().stream()
                .map(PendingApprovals.Operation::entity)
                .filter(Objects::nonNull)
                .forEach(refusal::detach);
        List<PendingApprovals.Held> others = all.stream()
                .filter(each -> each.account().equals(account) && !each.equals(refused))
                .map(Waiting::held)
                .toList();
        holds.leaveOut(account, unlinked(refused));
        holds.replace(account, others);
        return view(refused, called(List.of(refused.held())));
    }

    /** What is there and is nothing's here, as far as it was to become something's. */
    private List<String> unlinked(Waiting refused) {
        List<String> ids = refused.held().operations().stream()
                .map(PendingApprovals.Operation::remoteId)
                .filter(Objects::nonNull)
                .toList();
        Set<String> taken = ids.isEmpty() ? Set.of() : links.taken(refused.account(), ids);
        return ids.stream().filter(id -> !taken.contains(id)).toList();
    }

    private Map<UUID, EntityKeys.Called> called(List<PendingApprovals.Held> held) {
        return keys.called(
                held.stream().flatMap(each -> each.operations().stream()).map(PendingApprovals.Operation::entity));
    }

    private ApprovalView view(Waiting waiting, Map<UUID, EntityKeys.Called> called) {
        Map<UUID, String> byId = EntityKeys.keys(called);
        PendingApprovals.Held held = waiting.held();
        return new ApprovalView(
                held.id(),
                held.planHash(),
                held.guard(),
                scope(waiting),
                held.operations().stream()
                        .map(each -> new ApprovalView.Operation(
                                each.action(), EntityView.of(each.entity(), byId), name(each, called)))
                        .toList(),
                held.estimateSeconds(),
                held.expiresAt());
    }

    private static @Nullable String name(PendingApprovals.Operation operation, Map<UUID, EntityKeys.Called> called) {
        EntityRef entity = operation.entity();
        EntityKeys.Called found = entity == null ? null : called.get(entity.id());
        return found == null ? operation.name() : found.name();
    }

    /** A list by its name: its id there says nothing to people. */
    private String scope(Waiting waiting) {
        String scope = waiting.held().scope();
        return links.nameOfList(waiting.account(), scope)
                .map(name -> "list:" + name)
                .orElse(scope);
    }
}
