package dev.devledger.application.sync;

import dev.devledger.domain.sync.CanonicalChanges.Field;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.Guards;
import dev.devledger.domain.sync.Hold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What of a cycle looks like an accident waits for a person's word, while all else goes on (sync design, section 7). */
final class CycleGuards {
    private static final Duration LOOKED_BACK = Duration.ofHours(24);

    /**
     * A write that is about to be done.
     *
     * @param scope the list it is in
     * @param parent what it is below, null at the top
     * @param entity null for what the ledger does not have yet
     */
    record Write(
            Guards.Kind kind,
            String scope,
            String target,
            @Nullable EntityRef parent,
            Set<Field> fields,
            @Nullable UUID changeSet,
            @Nullable EntityRef entity) {
        private Guards.Planned planned() {
            return new Guards.Planned(
                    kind,
                    scope,
                    target,
                    parent == null ? null : parent.toString(),
                    fields,
                    changeSet == null ? null : changeSet.toString());
        }
    }

    private final ConnectedAccount account;
    private final LinkBook book;
    private final Holds holds;
    private final Clock clock;
    private final Agreed agreed;

    /** {@code agreed} is what earlier cycles were let do and could not. */
    CycleGuards(ConnectedAccount account, LinkBook book, Holds holds, Agreed agreed, Clock clock) {
        this.agreed = agreed;
        this.account = account;
        this.book = book;
        this.holds = holds;
        this.clock = clock;
    }

    /** What waits; {@code use} uses up the approvals that let something go, for a cycle that is going to do it. */
    List<Hold> judge(List<Write> writes, boolean guardsCreates, boolean use) {
        List<Guards.Planned> planned = writes.stream()
                .filter(write -> !agreed.covers(write))
                .map(Write::planned)
                .toList();
        if (planned.isEmpty()) {
            return List.of();
        }
        List<Hold> held = new ArrayList<>(Guards.held(new Guards.Plan(planned, scopes(), guardsCreates)));
        if (use) {
            held.removeIf(this::isApproved);
        }
        return held;
    }

    /** Deletes of one list that wait for a person however few they are; empty where one has agreed to all of them. */
    Optional<Hold> ask(List<Write> deletes) {
        List<Write> unasked =
                deletes.stream().filter(write -> !agreed.covers(write)).toList();
        if (unasked.isEmpty()) {
            return Optional.empty();
        }
        Hold hold = new Hold(
                Hold.Guard.DELETES,
                unasked.getFirst().scope(),
                null,
                unasked.stream()
                        .map(write -> new Hold.Operation(write.kind(), write.target()))
                        .toList());
        return isApproved(hold) ? Optional.empty() : Optional.of(hold);
    }

    private boolean isApproved(Hold hold) {
        boolean approved = holds.takeApproval(account, hold.planHash());
        if (approved) {
            agreed.to(hold);
        }
        return approved;
    }

    /** A person has agreed to all of these. */
    void agreed(List<Write> writes) {
        writes.forEach(agreed::to);
    }

    private Map<String, Guards.Scope> scopes() {
        Map<String, Integer> deleted =
                holds.deletesSince(account, clock.instant().minus(LOOKED_BACK));
        Map<String, Guards.Scope> scopes = new HashMap<>();
        book.linked(account)
                .forEach((list, linked) -> scopes.put(list, new Guards.Scope(linked, deleted.getOrDefault(list, 0))));
        deleted.forEach((list, count) -> scopes.putIfAbsent(list, new Guards.Scope(0, count)));
        return scopes;
    }

    static boolean covers(List<Hold> held, Write write) {
        return held.stream()
                .anyMatch(hold -> write.fields().isEmpty()
                        ? hold.covers(write.kind(), write.target(), null)
                        : write.fields().stream().anyMatch(field -> hold.covers(write.kind(), write.target(), field)));
    }

    /** Shows what is held, for a person to decide. */
    void show(List<Hold> held, List<Write> writes) {
        Map<String, EntityRef> entities = new HashMap<>();
        writes.forEach(write -> {
            if (write.entity() != null) {
                entities.put(write.target(), write.entity());
            }
        });
        holds.replace(account, held.stream().map(hold -> told(hold, entities)).toList());
    }

    /** What is held so far. */
    HeldPushes heldPushes() {
        return HeldPushes.of(holds.list(account));
    }

    /** A guard or a kind of write as people read it. */
    static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Holds.Held told(Hold hold, Map<String, EntityRef> entities) {
        List<Holds.Operation> operations = hold.operations().stream()
                .map(each -> new Holds.Operation(word(each.kind()), entities.get(each.target())))
                .toList();
        return new Holds.Held(
                UUID.randomUUID(),
                hold.planHash(),
                word(hold.guard()),
                hold.scope(),
                operations,
                seconds(operations.size()),
                clock.instant().plus(Holds.APPROVAL));
    }

    /** Two requests each, at what the budget lets through in the long run. */
    private static long seconds(int operations) {
        return operations * 2L;
    }

    /**
     * Remembers deletes that were done, as they are counted: without what went with its parent, one for each change set,
     * and nothing that a person has agreed to.
     */
    void deleted(List<Write> deletes) {
        Set<String> targets = new HashSet<>();
        deletes.forEach(each -> targets.add(each.target()));
        Map<String, Map<String, EntityRef>> counted = new LinkedHashMap<>();
        for (Write each : deletes) {
            boolean alone =
                    each.parent() == null || !targets.contains(each.parent().toString());
            if (alone && !agreed.covers(each) && each.entity() != null) {
                String unit = each.changeSet() == null
                        ? each.target()
                        : each.changeSet().toString();
                counted.computeIfAbsent(each.scope(), any -> new LinkedHashMap<>())
                        .putIfAbsent(unit, Objects.requireNonNull(each.entity()));
            }
        }
        deletes.forEach(each -> agreed.done(each.kind(), each.target()));
        Instant now = clock.instant();
        counted.forEach((scope, units) -> holds.noteDeletes(account, scope, units.values(), now));
    }

    /** Its delete there is on its way, and goes on without a guard. */
    void begun(EntityRef entity) {
        agreed.done(Guards.Kind.DELETE_REMOTELY, entity.toString());
    }
}
