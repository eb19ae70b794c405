package dev.devledger.application.sync.time;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.domain.sync.conflict.Guards;
import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds time entry writes of a cycle that look like an accident, until a person approves them (docs/sync-design.md,
 * section 7).
 */
final class TimeGuards {
    private static final String SCOPE = PendingApprovals.TIME;
    private static final Duration LOOKED_BACK = Duration.ofHours(24);

    private final CycleContext connection;
    private final CycleGuards guards;
    private final Set<CycleGuards.Write> writes = new LinkedHashSet<>();
    private final List<CycleGuards.Write> met = new ArrayList<>();
    private List<GuardHold> held = List.of();
    private boolean looked;

    TimeGuards(CycleContext connection, CycleGuards guards) {
        this.connection = connection;
        this.guards = guards;
    }

    /** Plans a remote entry that has to be created in the ledger. */
    void createLocally(RemoteEntry remote) {
        writes.add(CycleGuards.Write.create(SCOPE, remote.id(), name(remote.work())));
    }

    /** Returns a description by which people can tell the entry from others. */
    static String name(RemoteEntryContent work) {
        return EntityKeys.name(work.start(), work.end(), work.zone(), work.note());
    }

    void createRemotely(EntryState state) {
        EntityRef entry = EntityRef.entry(state.entry());
        writes.add(write(Guards.Kind.CREATE_REMOTELY, entry.toString(), entry));
    }

    /**
     * Plans an entry that was logged on both sides and is the same: each side only takes what the other side has in
     * addition.
     */
    void meet(EntryState state) {
        met.add(write(Guards.Kind.UPDATE_REMOTELY, state.entry().toString(), EntityRef.entry(state.entry())));
    }

    void deleteLocally(EntryState state) {
        writes.add(deletion(Guards.Kind.DELETE_LOCALLY, state));
    }

    void deleteRemotely(EntryState state) {
        writes.add(deletion(Guards.Kind.DELETE_REMOTELY, state));
    }

    /**
     * Judges the writes once a window was read: writes that are held for entries beyond the window are among the writes
     * too. Entries whose deletion does not wait any more are marked.
     */
    void judgeAll() {
        looked = true;
        Set<EntityRef> waited = guards.waiting(Guards.Kind.DELETE_REMOTELY);
        judge();
        waited.removeAll(guards.waiting(Guards.Kind.DELETE_REMOTELY));
        connection
                .ports()
                .time()
                .mark(connection.account(), waited.stream().map(EntityRef::id).toList());
    }

    /**
     * Returns the missing entries whose local deletion waits for a person, or was approved and is not carried out yet.
     */
    Set<UUID> missed() {
        Set<UUID> missed = ids(guards.waiting(Guards.Kind.DELETE_LOCALLY));
        missed.addAll(connection
                .ports()
                .entries()
                .owners(connection.account(), guards.agreed(Guards.Kind.DELETE_LOCALLY))
                .values());
        return missed;
    }

    /** Returns the entries whose remote deletion waits for a person. */
    Set<UUID> deletedHere() {
        return ids(guards.waiting(Guards.Kind.DELETE_REMOTELY));
    }

    private static Set<UUID> ids(Set<EntityRef> entries) {
        return entries.stream().map(EntityRef::id).collect(Collectors.toSet());
    }

    /** Judges the writes, and shows the held ones to people. */
    void judge() {
        Guards.Scope scope = new Guards.Scope(linked(), deleted());
        boolean first = isFirst();
        boolean asked = first && !guards.isFirstLinkApproved();
        List<GuardHold> all = new ArrayList<>(guards.judge(List.copyOf(writes), first && !asked, Map.of(SCOPE, scope)));
        if (asked) {
            guards.ask(
                            GuardHold.Guard.CREATES,
                            Stream.concat(writes.stream(), met.stream())
                                    .filter(each -> !isDeletion(each))
                                    .toList())
                    .ifPresent(all::add);
        }
        List<CycleGuards.Write> deletes = writes.stream()
                .filter(each -> each.kind() == Guards.Kind.DELETE_LOCALLY && !CycleGuards.covers(all, each))
                .toList();
        if (connection.settings().asksToDelete() && !deletes.isEmpty()) {
            guards.ask(GuardHold.Guard.DELETES, deletes).ifPresent(all::add);
        }
        held = all.stream()
                .map(each -> new GuardHold(each.guard(), SCOPE, each.field(), each.operations()))
                .toList();
        List<CycleGuards.Write> shown =
                Stream.concat(writes.stream(), met.stream()).toList();
        if (looked) {
            guards.showTime(held, shown);
        } else if (!held.isEmpty()) {
            guards.showAlso(held, shown);
        }
    }

    /** True if the first plan of the account waits. */
    boolean holdsAll() {
        return guards.heldPushes().all();
    }

    /**
     * True if everything that is new on either side waits for an approval: writing one half would decide on the other
     * half.
     */
    boolean holdsCreates() {
        return held.stream().anyMatch(each -> each.guard() == GuardHold.Guard.CREATES);
    }

    boolean holdsDeleteHere(EntryState state) {
        return CycleGuards.covers(held, deletion(Guards.Kind.DELETE_LOCALLY, state));
    }

    boolean holdsDeleteThere(EntryState state) {
        return CycleGuards.covers(held, deletion(Guards.Kind.DELETE_REMOTELY, state));
    }

    /** Removes a deletion that was carried out: an approval allows each deletion once. */
    void doneDelete(EntryState state) {
        List<CycleGuards.Write> done =
                List.of(deletion(Guards.Kind.DELETE_LOCALLY, state), deletion(Guards.Kind.DELETE_REMOTELY, state));
        done.forEach(writes::remove);
        guards.done(done);
    }

    /** True for a live account whose sides meet for the first time, with entries on both sides. */
    private boolean isFirst() {
        return connection.account().mode() == ConnectorMode.LIVE
                && linked() == 0
                && (!met.isEmpty() || (has(Guards.Kind.CREATE_LOCALLY) && has(Guards.Kind.CREATE_REMOTELY)));
    }

    private static boolean isDeletion(CycleGuards.Write write) {
        return write.kind() == Guards.Kind.DELETE_LOCALLY || write.kind() == Guards.Kind.DELETE_REMOTELY;
    }

    private boolean has(Guards.Kind kind) {
        return writes.stream().anyMatch(each -> each.kind() == kind);
    }

    private int linked() {
        return connection.ports().entries().linked(connection.account());
    }

    private int deleted() {
        return connection
                .ports()
                .entries()
                .deletedSince(connection.account(), connection.clock().instant().minus(LOOKED_BACK));
    }

    private static CycleGuards.Write deletion(Guards.Kind kind, EntryState state) {
        UUID entry = state.entry();
        return write(kind, state.link().object().orElse(entry.toString()), EntityRef.entry(entry));
    }

    private static CycleGuards.Write write(Guards.Kind kind, String target, EntityRef entry) {
        return new CycleGuards.Write(kind, SCOPE, target, null, Set.of(), null, entry);
    }
}
