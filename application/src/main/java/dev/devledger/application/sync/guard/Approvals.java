package dev.devledger.application.sync.guard;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.memory.ConflictView.EntityView;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingWork.SyncAlarm;
import dev.devledger.application.sync.record.SyncProjection.StopReasons;
import dev.devledger.application.sync.record.SyncProjection.StopReasons.MissingList;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Guards;
import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import dev.devledger.domain.sync.conflict.Guards.Kind;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkCommand;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists held plans, and lets people approve or refuse them. */
public record Approvals(
        Connectors connectors, PendingApprovals holds, LinkBook links, EntityKeys keys, SyncAlarm alarm) {
    private record Waiting(ConnectedAccount account, PendingApprovals.PendingPlan held) {}

    /** Lists the held plans of that connector, or of all connectors. */
    public List<HeldPlan> list(@Nullable String connector) {
        List<Waiting> waiting = waiting(connector);
        Map<UUID, EntityKeys.KeyedName> called =
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
     * Approves exactly this plan; the next cycle carries it out.
     *
     * @param connector the connector of the plan; may be null if only one has it
     * @throws Rejection if no plan with this hash is held any more
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
     * Refuses a held plan. Each entity and its object stay as they are, unlinked; objects that only the service has are
     * not imported.
     *
     * @throws Rejection if there is no such hold
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
        List<PendingApprovals.PendingPlan> others = all.stream()
                .filter(each -> each.account().equals(account) && !each.equals(refused))
                .map(Waiting::held)
                .toList();
        holds.leaveOut(account, unlinked(refused));
        holds.replace(account, others);
        return view(refused, called(List.of(refused.held())));
    }

    /** Returns the unlinked remote objects that were to be imported or linked. */
    private List<String> unlinked(Waiting refused) {
        List<String> ids = refused.held().operations().stream()
                .map(PendingApprovals.Operation::remoteId)
                .filter(Objects::nonNull)
                .toList();
        Set<String> taken = ids.isEmpty() ? Set.of() : links.taken(refused.account(), ids);
        return ids.stream().filter(id -> !taken.contains(id)).toList();
    }

    private Map<UUID, EntityKeys.KeyedName> called(List<PendingApprovals.PendingPlan> held) {
        return keys.called(
                held.stream().flatMap(each -> each.operations().stream()).map(PendingApprovals.Operation::entity));
    }

    private ApprovalView view(Waiting waiting, Map<UUID, EntityKeys.KeyedName> called) {
        Map<UUID, String> byId = EntityKeys.keys(called);
        PendingApprovals.PendingPlan held = waiting.held();
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

    private static @Nullable String name(PendingApprovals.Operation operation, Map<UUID, EntityKeys.KeyedName> called) {
        EntityRef entity = operation.entity();
        EntityKeys.KeyedName found = entity == null ? null : called.get(entity.id());
        return found == null ? operation.name() : found.name();
    }

    /** Returns the name of the list, as a remote id says nothing to people. */
    private String scope(Waiting waiting) {
        String scope = waiting.held().scope();
        return links.nameOfList(waiting.account(), scope)
                .map(name -> "list:" + name)
                .orElse(scope);
    }

    /**
     * The approved writes that are not done yet. Each may be done once, within the time of the approval: many deletes
     * take several cycles, and a person need not approve the rest again, whichever node continues.
     */
    static final class Approved {
        private final ConnectedAccount account;
        private final PendingApprovals holds;
        private final Clock clock;
        /** The stored agreements as last loaded. */
        private @Nullable Map<PendingApprovals.Write, PendingApprovals.WritePermission> known;

        Approved(ConnectedAccount account, PendingApprovals holds, Clock clock) {
            this.account = account;
            this.holds = holds;
            this.clock = clock;
        }

        /** Uses a person's approval of this plan, if there is one; the given writes of the plan may then be done. */
        boolean take(String planHash, Collection<PendingApprovals.Write> writes) {
            Instant until = clock.instant().plus(PendingApprovals.APPROVAL);
            boolean taken = holds.takeApproval(account, planHash, writes, until);
            if (taken) {
                known = null;
            }
            return taken;
        }

        boolean covers(PendingApprovals.Write write) {
            return planHash(write).isPresent();
        }

        boolean covers(CycleGuards.Write write) {
            return covers(of(write.kind(), write.target()));
        }

        boolean coversAny(String action) {
            return all().keySet().stream().anyMatch(write -> write.action().equals(action) && covers(write));
        }

        /** Returns the targets for which this action is approved, even if the approval has expired. */
        Set<String> targets(String action) {
            return all().keySet().stream()
                    .filter(write -> write.action().equals(action))
                    .map(PendingApprovals.Write::target)
                    .collect(Collectors.toSet());
        }

        /** Returns the hash of the approved plan that contains the write. */
        Optional<String> planHash(PendingApprovals.Write write) {
            PendingApprovals.WritePermission agreement = all().get(write);
            return agreement == null || !clock.instant().isBefore(agreement.until())
                    ? Optional.empty()
                    : Optional.of(agreement.planHash());
        }

        /** Uses up the approval of these writes, so that they are not done a second time. */
        void done(Collection<PendingApprovals.Write> writes) {
            List<PendingApprovals.Write> agreed =
                    writes.stream().filter(all()::containsKey).toList();
            if (!agreed.isEmpty()) {
                holds.done(account, agreed);
                known = null;
            }
        }

        static PendingApprovals.Write of(Guards.Kind kind, String target) {
            return new PendingApprovals.Write(CycleGuards.word(kind), target);
        }

        private Map<PendingApprovals.Write, PendingApprovals.WritePermission> all() {
            if (known == null) {
                Map<PendingApprovals.Write, PendingApprovals.WritePermission> stored = new HashMap<>();
                holds.agreed(account).forEach(each -> stored.put(each.write(), each));
                known = stored;
            }
            return known;
        }
    }

    /** Carries out a person's refusal of a held plan: entity and object stay as they are, unlinked. */
    record DeclinedApproval(ChangeSet changes, ConnectedAccount account, LinkBook links) {
        void detach(EntityRef entity) {
            if (entity.kind() == EntityRef.Kind.ENTRY) {
                EntryLinkId entry = new EntryLinkId(account.connector(), account.account(), entity.id());
                changes.send(new EntryLinkCommand.KeepApart(entry, changes.at()));
                return;
            }
            SyncLinkId link = account.link(entity);
            switch (links.find(link).orElse(SyncLink.None.EVER)) {
                case SyncLink.Linked linked -> parted(entity, linked.remote());
                case SyncLink.OutOfScope outside -> part(link);
                case SyncLink.Detached detached -> part(link);
                case SyncLink.Closed closed
                when entity.holdsCards() ->
                    new MissingList(account, links, closed.remote().list()).part(changes, StopReasons.REFUSED);
                case SyncLink.None none -> leftOut(link);
                case SyncLink.Closed closed -> leftOut(link);
                // These writes were begun and go on; a person's refusal does not stop them.
                case SyncLink.Creating creating -> {}
                case SyncLink.Deleting deleting -> {}
                case SyncLink.Stopped stopped -> {}
            }
        }

        /** Unlinks the entity. The link of a card list is closed instead: the next new card needs such a list. */
        private void parted(EntityRef entity, RemoteRef object) {
            SyncLinkId link = account.link(entity);
            if (entity.kind() == EntityRef.Kind.LIST) {
                new MissingList(account, links, object.list()).part(changes, StopReasons.REFUSED);
            }
            if (entity.holdsCards()) {
                changes.send(new SyncCommand.Close(link, changes.at()));
            } else {
                part(link);
            }
        }

        private void part(SyncLinkId link) {
            changes.send(new SyncCommand.DetachUntilDecision(link, StopReasons.REFUSED, changes.at()));
        }

        /** Stops the link, as the entity has no object to unlink. */
        private void leftOut(SyncLinkId link) {
            changes.send(new SyncCommand.Stop(link, StopReasons.REFUSED, changes.at()));
        }
    }

    /** A held plan for people; the components are the fields of docs/contract.md, section 4. */
    public record ApprovalView(
            UUID id,
            String planHash,
            String guard,
            String scope,
            List<Operation> operations,
            long estimateSeconds,
            Instant expiresAt) {
        public ApprovalView {
            operations = List.copyOf(operations);
        }

        /**
         * @param entity null if the ledger does not have the entity yet
         * @param name the project's name, the task's title, or a description of the time entry; null if there is none,
         *     or if the entity's row could not be built
         */
        public record Operation(
                String action,
                @Nullable EntityView entity,
                @Nullable String name) {}
    }

    /** A held plan with its connector. */
    public record HeldPlan(String connector, ApprovalView view) {}

    /**
     * The remote writes that wait for a person's approval. A full cycle decides which ones wait, and this holds until the
     * next full cycle: a cycle that reads no lists cannot tell whether the plan has changed.
     */
    public static final class BlockedPushes {
        private final Set<String> guards;
        private final boolean all;
        private final Map<EntityRef, Set<String>> actions = new HashMap<>();

        private BlockedPushes(Set<String> guards) {
            this.guards = guards;
            this.all = guards.contains(PendingApprovals.FIRST_LINK);
        }

        public static BlockedPushes of(List<PendingApprovals.PendingPlan> held) {
            BlockedPushes pushes = new BlockedPushes(
                    held.stream().map(PendingApprovals.PendingPlan::guard).collect(Collectors.toSet()));
            held.stream()
                    .flatMap(each -> each.operations().stream())
                    .forEach(each -> pushes.add(each.action(), each.entity()));
            return pushes;
        }

        private void add(String action, @Nullable EntityRef entity) {
            if (entity != null) {
                actions.computeIfAbsent(entity, any -> new HashSet<>()).add(action);
            }
        }

        /**
         * True while the account's first link waits for approval: then nothing is written remotely, not even a missing
         * list.
         */
        public boolean all() {
            return all;
        }

        public boolean isEmpty() {
            return guards.isEmpty();
        }

        /** True if too many creates wait. */
        public boolean creates() {
            return guards.contains(CycleGuards.word(GuardHold.Guard.CREATES));
        }

        /** True if any write of the entity is held, in the ledger or remotely. */
        public boolean concerns(EntityRef entity) {
            return all || actions.containsKey(entity);
        }

        /** True if the entity's next remote write is held; a write that was begun goes on. */
        public boolean holds(EntityRef entity, DesiredObject wanted, SyncLink link) {
            return all
                    || switch (link) {
                        case SyncLink.None none ->
                            wanted instanceof DesiredObject.Present && holds(entity, Kind.CREATE_REMOTELY);
                        case SyncLink.Closed closed ->
                            wanted instanceof DesiredObject.Present && holds(entity, Kind.CREATE_REMOTELY);
                        case SyncLink.Linked linked ->
                            holds(
                                    entity,
                                    wanted instanceof DesiredObject.Gone ? Kind.DELETE_REMOTELY : Kind.UPDATE_REMOTELY);
                        default -> false;
                    };
        }

        private boolean holds(EntityRef entity, Kind kind) {
            return actions.getOrDefault(entity, Set.of()).contains(CycleGuards.word(kind));
        }
    }
}
