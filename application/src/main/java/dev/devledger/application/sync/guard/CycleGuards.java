package dev.devledger.application.sync.guard;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.guard.Approvals.Approved;
import dev.devledger.application.sync.guard.Approvals.BlockedPushes;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.domain.sync.conflict.Guards;
import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the writes of a cycle that look like an accident until a person approves them; other writes go on
 * (docs/sync-design.md, section 7).
 */
public final class CycleGuards {
    private static final Duration LOOKED_BACK = Duration.ofHours(24);

    /**
     * A write that is about to be done.
     *
     * @param scope the remote list of the object
     * @param parent the parent entity, null at the top
     * @param entity null if the ledger does not have the entity yet
     * @param name the remote object's name for people; null if the ledger has a name
     */
    public record Write(
            Guards.Kind kind,
            String scope,
            String target,
            @Nullable EntityRef parent,
            Set<Field> fields,
            @Nullable UUID changeSet,
            @Nullable EntityRef entity,
            @Nullable String name) {
        public Write(
                Guards.Kind kind,
                String scope,
                String target,
                @Nullable EntityRef parent,
                Set<Field> fields,
                @Nullable UUID changeSet,
                EntityRef entity) {
            this(kind, scope, target, parent, fields, changeSet, entity, null);
        }

        /** The import of an object that the ledger does not have yet. */
        public static Write create(String scope, String target, String name) {
            return new Write(Guards.Kind.CREATE_LOCALLY, scope, target, null, Set.of(), null, null, name);
        }

        private Guards.Planned planned(Set<EntityRef> foreign) {
            return new Guards.Planned(
                    kind,
                    scope,
                    target,
                    parent == null ? null : parent.toString(),
                    fields,
                    changeSet == null ? null : changeSet.toString(),
                    entity != null && foreign.contains(entity));
        }

        private PendingApprovals.Write agreed() {
            return Approved.of(kind, target);
        }
    }

    private final ConnectedAccount account;
    private final Connector connector;
    private final LinkBook book;
    private final PendingApprovals holds;
    private final Clock clock;
    private final Approved agreed;

    public CycleGuards(Connector connector, LinkBook book, PendingApprovals holds, Clock clock) {
        this.account = connector.account();
        this.connector = connector;
        this.agreed = new Approved(account, holds, clock);
        this.book = book;
        this.holds = holds;
        this.clock = clock;
    }

    /**
     * Returns the holds on these writes. Uses up a person's approvals of held plans, so the caller has to do the
     * approved writes.
     */
    public List<GuardHold> judge(List<Write> writes, boolean guardsCreates) {
        return judge(writes, guardsCreates, Map.of());
    }

    /** As {@link #judge(List, boolean)}, with further scopes, which have no tasks. */
    public List<GuardHold> judge(List<Write> writes, boolean guardsCreates, Map<String, Guards.Scope> others) {
        List<Write> unasked =
                writes.stream().filter(write -> !agreed.covers(write)).toList();
        if (!mayBeTooMuch(unasked)) {
            return List.of();
        }
        Map<String, Guards.Scope> scopes = scopes();
        scopes.putAll(others);
        Guards.Plan plan = new Guards.Plan(planned(unasked), scopes, guardsCreates);
        return Guards.held(plan).stream().filter(hold -> !isApproved(hold)).toList();
    }

    /**
     * As {@link #judge}, for a pass that sees only due writes. If deletes in a list are held already, further deletes
     * in it are held too, however few this pass has.
     */
    public List<GuardHold> judgeDue(List<Write> writes) {
        List<GuardHold> held = new ArrayList<>(judge(writes, false));
        String word = word(GuardHold.Guard.DELETES);
        List<PendingApprovals.PendingPlan> waiting = holds.list(account).stream()
                .filter(each -> each.guard().equals(word))
                .toList();
        Map<String, List<GuardHold.Operation>> more = new TreeMap<>();
        for (Write write : writes) {
            boolean isMore = write.kind() == Guards.Kind.DELETE_REMOTELY
                    && waiting.stream()
                            .anyMatch(each -> each.scope().equals(write.scope())
                                    || each.scope().equals(GuardHold.ALL_SCOPES))
                    && waiting.stream()
                            .flatMap(each -> each.operations().stream())
                            .noneMatch(each -> Objects.equals(each.entity(), write.entity()));
            if (isMore && !agreed.covers(write) && !covers(held, write)) {
                more.computeIfAbsent(write.scope(), any -> new ArrayList<>())
                        .add(new GuardHold.Operation(write.kind(), write.target()));
            }
        }
        more.forEach((scope, operations) -> held.add(new GuardHold(GuardHold.Guard.DELETES, scope, null, operations)));
        held.removeIf(this::isApproved);
        return held;
    }

    /**
     * True if the guards have to count. A few updates are never too many; this check then saves a query of all links.
     */
    private static boolean mayBeTooMuch(List<Write> writes) {
        return writes.size() > Guards.FEW_UPDATES
                || writes.stream().anyMatch(write -> !write.kind().isUpdate());
    }

    private List<Guards.Planned> planned(List<Write> writes) {
        List<EntityRef> deleted = writes.stream()
                .filter(write -> write.kind() == Guards.Kind.DELETE_REMOTELY)
                .map(Write::entity)
                .filter(Objects::nonNull)
                .toList();
        Set<EntityRef> foreign = deleted.isEmpty() ? Set.of() : book.foreign(account, deleted);
        return writes.stream().map(write -> write.planned(foreign)).toList();
    }

    /** Returns for each delete how it is recorded, so that the guards of the next 24 hours count it. */
    public Map<EntityRef, LimitShare> counted(List<Write> deletes) {
        Map<String, String> units = Guards.units(planned(deletes));
        Map<EntityRef, LimitShare> counted = new HashMap<>();
        for (Write each : deletes) {
            if (each.entity() != null) {
                counted.put(
                        each.entity(),
                        agreed.planHash(each.agreed())
                                .map(LimitShare::approved)
                                .orElseGet(() -> LimitShare.as(Objects.requireNonNull(units.get(each.target())))));
            }
        }
        return counted;
    }

    /**
     * Returns a hold on writes of one list that always need an approval; empty if a person has approved all of them.
     */
    public Optional<GuardHold> ask(GuardHold.Guard guard, List<Write> writes) {
        List<Write> unasked =
                writes.stream().filter(write -> !agreed.covers(write)).toList();
        if (unasked.isEmpty()) {
            return Optional.empty();
        }
        GuardHold hold = new GuardHold(
                guard,
                unasked.getFirst().scope(),
                null,
                unasked.stream()
                        .map(write -> new GuardHold.Operation(write.kind(), write.target()))
                        .toList());
        return isApproved(hold) ? Optional.empty() : Optional.of(hold);
    }

    private boolean isApproved(GuardHold hold) {
        return agreed.take(
                hold.planHash(),
                hold.operations().stream()
                        .map(each -> Approved.of(each.kind(), each.target()))
                        .toList());
    }

    /**
     * True if a person has approved the whole first link. It is one question with one answer, even if the cycle that
     * links is stopped.
     */
    public boolean isApproved(String planHash, List<Write> writes) {
        PendingApprovals.Write all = new PendingApprovals.Write(PendingApprovals.FIRST_LINK, planHash);
        List<PendingApprovals.Write> agreedTo = new ArrayList<>(List.of(all));
        writes.forEach(write -> agreedTo.add(write.agreed()));
        return agreed.covers(all) || agreed.take(planHash, agreedTo);
    }

    /** True if a person's approval of a first link is still valid. */
    public boolean isFirstLinkApproved() {
        return agreed.coversAny(PendingApprovals.FIRST_LINK);
    }

    private Map<String, Guards.Scope> scopes() {
        Map<String, Integer> deleted =
                book.deletesSince(account, clock.instant().minus(LOOKED_BACK));
        Map<String, Guards.Scope> scopes = new HashMap<>();
        book.linked(account)
                .forEach((list, linked) -> scopes.put(list, new Guards.Scope(linked, deleted.getOrDefault(list, 0))));
        deleted.forEach((list, count) -> scopes.putIfAbsent(list, new Guards.Scope(0, count)));
        return scopes;
    }

    public static boolean covers(List<GuardHold> held, Write write) {
        return held.stream()
                .anyMatch(hold -> write.fields().isEmpty()
                        ? hold.covers(write.kind(), write.target(), null)
                        : write.fields().stream().anyMatch(field -> hold.covers(write.kind(), write.target(), field)));
    }

    /** Replaces the shown holds by these, except the holds of time entries. */
    public void show(List<GuardHold> held, List<Write> writes) {
        showInstead(held, writes, before -> !isOfTime(before));
    }

    /** Replaces the shown holds of time entries by these. */
    public void showTime(List<GuardHold> held, List<Write> writes) {
        showInstead(held, writes, CycleGuards::isOfTime);
    }

    private void showInstead(List<GuardHold> held, List<Write> writes, Predicate<PendingApprovals.PendingPlan> of) {
        List<PendingApprovals.PendingPlan> all = new ArrayList<>(holds.list(account));
        Map<String, Write> targets = targets(writes);
        if (all.removeIf(of) || !held.isEmpty()) {
            held.forEach(hold -> all.add(toHeld(hold, targets)));
            holds.replace(account, all);
        }
    }

    private static boolean isOfTime(PendingApprovals.PendingPlan held) {
        return held.scope().equals(PendingApprovals.TIME);
    }

    /** Returns the time entries for which a write of this kind is held. */
    public Set<EntityRef> waiting(Guards.Kind kind) {
        return holds.list(account).stream()
                .filter(CycleGuards::isOfTime)
                .flatMap(each -> each.operations().stream())
                .filter(each -> each.action().equals(word(kind)))
                .map(PendingApprovals.Operation::entity)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Returns the targets of this kind of write that are approved and not done yet. */
    public Set<String> agreed(Guards.Kind kind) {
        return agreed.targets(word(kind));
    }

    /** Shows the first link of an account as one question. */
    public void showFirst(String planHash, List<PendingApprovals.Operation> operations) {
        holds.replace(
                account, List.of(toHeld(planHash, PendingApprovals.FIRST_LINK, GuardHold.ALL_SCOPES, operations)));
    }

    /** Shows further holds, of a pass that read no lists, in addition to the present ones. */
    public void showAlso(List<GuardHold> held, List<Write> writes) {
        List<PendingApprovals.PendingPlan> all = new ArrayList<>(holds.list(account));
        Set<String> shown =
                all.stream().map(PendingApprovals.PendingPlan::planHash).collect(Collectors.toSet());
        Map<String, Write> targets = targets(writes);
        held.stream()
                .filter(hold -> !shown.contains(hold.planHash()))
                .map(hold -> toHeld(hold, targets))
                .forEach(all::add);
        if (all.size() > shown.size()) {
            holds.replace(account, all);
        }
    }

    private static Map<String, Write> targets(List<Write> writes) {
        Map<String, Write> targets = new HashMap<>();
        writes.forEach(write -> targets.put(write.target(), write));
        return targets;
    }

    /** Returns the present holds, except those of time entries. */
    public BlockedPushes heldPushes() {
        return BlockedPushes.of(
                holds.list(account).stream().filter(each -> !isOfTime(each)).toList());
    }

    /** The word for a guard or a kind of write for people. */
    static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private PendingApprovals.PendingPlan toHeld(GuardHold hold, Map<String, Write> targets) {
        List<PendingApprovals.Operation> operations = hold.operations().stream()
                .map(each -> operation(each, targets.get(each.target())))
                .toList();
        return toHeld(hold.planHash(), word(hold.guard()), hold.scope(), operations);
    }

    private PendingApprovals.PendingPlan toHeld(
            String planHash, String guard, String scope, List<PendingApprovals.Operation> operations) {
        return new PendingApprovals.PendingPlan(
                UUID.randomUUID(),
                planHash,
                guard,
                scope,
                operations,
                connector.capabilities().seconds(operations.size()),
                clock.instant().plus(PendingApprovals.APPROVAL));
    }

    /** Makes an operation for a hold; if the ledger does not have the entity, the target is the remote object. */
    private static PendingApprovals.Operation operation(GuardHold.Operation of, @Nullable Write write) {
        EntityRef entity = write == null ? null : write.entity();
        return new PendingApprovals.Operation(
                word(of.kind()), entity, entity == null ? of.target() : null, write == null ? null : write.name());
    }

    /** Uses up the approvals of these writes, which are done, or recorded as intended. */
    public void done(Collection<Write> writes) {
        agreed.done(writes.stream().map(Write::agreed).toList());
    }
}
