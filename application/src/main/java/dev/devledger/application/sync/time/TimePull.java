package dev.devledger.application.sync.time;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.Progress;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.time.TimeEntryPairing.TimePeople;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryMerge;
import dev.devledger.domain.sync.time.EntryRules;
import dev.devledger.domain.sync.time.EntryRules.EntryStep;
import dev.devledger.domain.sync.time.RemoteEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through a window that was read: takes over remote changes, and marks the entries that have to be written to the
 * service.
 */
final class TimePull {
    private static final Logger LOG = LoggerFactory.getLogger(TimePull.class);

    /** The most entries missing from a window that are looked up in a cycle. */
    static final int LOOKS = 20;

    /** The number of entries in one transaction, which ends soon enough for others that wait for it. */
    static final int AT_ONCE = 500;

    private static final String BILLED = "it is billed in Devledger";

    private final CycleContext connection;
    private final CycleCalls calls;
    private final RemoteTimeEntries remote;
    private final TimePeople people;
    private final TimeRecords records;
    private final TimeGuards guards;
    private final Progress progress;
    private final Set<UUID> toWrite = new HashSet<>();
    private final List<TimeRecords.Agreement> agreements = new ArrayList<>();
    private final Map<RemoteRef, Boolean> seen = new HashMap<>();
    private final List<UnimportedObjects.UnimportedObject> left = new ArrayList<>();
    private int pulled;
    private @Nullable String problem;

    TimePull(
            CycleContext connection,
            CycleCalls calls,
            RemoteTimeEntries remote,
            TimePeople people,
            TimeRecords records,
            TimeGuards guards,
            Progress progress) {
        this.connection = connection;
        this.calls = calls;
        this.remote = remote;
        this.people = people;
        this.records = records;
        this.guards = guards;
        this.progress = progress;
    }

    /** Returns the number of entries changed in the ledger. */
    int pulled() {
        return pulled;
    }

    /** Returns the reason why a remote entry was not taken over; null if all were. */
    @Nullable
    String problem() {
        return problem;
    }

    /** Returns the remote entries that cannot be read, or cannot be taken over. */
    List<UnimportedObjects.UnimportedObject> left() {
        return List.copyOf(left);
    }

    void run(RemoteTimeEntries.Window window, TimeReads.RemoteEntries read) {
        Map<String, RemoteEntry> rows = read.rows();
        TimeEntryPairing sides = new TimeEntryPairing(connection, remote, people);
        place(sides, rows);
        Map<UUID, Instant> since = connection.ports().time().missing(connection.account());
        Set<UUID> missed = guards.missed();
        missed.addAll(since.keySet());
        Set<UUID> beyond = new HashSet<>(guards.deletedHere());
        beyond.addAll(missed);
        beyond.addAll(connection
                .ports()
                .entries()
                .owners(connection.account(), read.unreadIds())
                .values());
        TimeEntryPairing.Both both = sides.within(window, rows, beyond);
        List<EntryState> missing = both.entries().stream()
                .filter(state -> isMissing(state, window, missed))
                .filter(state -> read.unreadTimers() == null || !ranThere(state))
                .filter(state -> !read.mayHide(state.link().object().orElseThrow()))
                .sorted(Comparator.comparing(
                        state -> since.get(state.entry()), Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
        unread(read.unread(), both);
        ask(both, missing);
        if (guards.holdsCreates()) {
            problem = "what is new on either side waits for an approval; see GET /api/sync/approvals";
            return;
        }
        people.unmet(rows.values()).forEach(each -> people.met(each.user(), records.meet(each)));
        both.entries().forEach(state -> each(() -> work(state), why -> untaken(state, why)));
        missing(missing, since);
        create(both);
        atOnce(agreements, (each, why) -> untaken(each.state(), why), records::agreeAll);
        connection.ports().time().markFound(connection.account(), toWrite);
    }

    /**
     * Reports unreadable entries: a linked entry by its key. An entry without an id is unknown, and may be any of the
     * missing ones.
     */
    private void unread(Set<RemoteTimeEntries.UnreadableEntry> unread, TimeEntryPairing.Both both) {
        Map<String, String> keys = new HashMap<>();
        both.entries().forEach(state -> state.link()
                .object()
                .ifPresent(object -> keys.put(object, state.local().seen().key().toString())));
        for (RemoteTimeEntries.UnreadableEntry each : unread) {
            if (each.id() == null) {
                problem = each.reason() + ", and has no id; until it can be read nothing counts as deleted there";
            } else {
                leave(each.id(), keys.get(each.id()), each.reason());
            }
        }
    }

    private void leave(String id, @Nullable String name, String reason) {
        left.add(new UnimportedObjects.UnimportedObject(
                UnimportedObjects.TIME, id, name, reason, connection.clock().instant(), false));
    }

    private void untaken(EntryState state, String reason) {
        problem = state.local().seen().key() + ": " + reason;
    }

    /**
     * Gives entries their task or project if it was not known when they were taken over, and is known by now, however
     * old they are.
     */
    private void place(TimeEntryPairing sides, Map<String, RemoteEntry> rows) {
        EntryLinkBook book = connection.ports().entries();
        Map<String, EntityRef> known = TimeEntryTranslator.known(connection, book.unplacedFor(connection.account()));
        if (known.isEmpty()) {
            return;
        }
        Map<UUID, EntryLink> unplaced = book.unplaced(connection.account(), known.keySet());
        List<TimeRecords.Placing> placings = new ArrayList<>();
        for (EntryState state : sides.of(unplaced.keySet(), Map.of())) {
            String object = state.link().unplacedFor().orElseThrow();
            RemoteEntry row = state.link().object().map(rows::get).orElse(null);
            boolean moved = row != null && !object.equals(row.work().object());
            if (!moved && !state.absent() && state.content().place() == null) {
                Objects.requireNonNull(known.get(object))
                        .place()
                        .ifPresent(place -> placings.add(new TimeRecords.Placing(state, place)));
            }
        }
        pulled += atOnce(placings, (each, why) -> untaken(each.state(), why), records::placeAll);
    }

    private void create(TimeEntryPairing.Both both) {
        both.unknown().stream().filter(TimePull::mayHaveEnded).forEach(this::leaveOpen);
        List<TimeRecords.NewRemoteEntry> arrivals = both.unknown().stream()
                .filter(row -> !mayHaveEnded(row))
                .map(row -> new TimeRecords.NewRemoteEntry(row, both.words().here(row.work())))
                .toList();
        pulled += atOnce(
                arrivals.stream().filter(each -> !each.content().running()).toList(), this::leave, records::createAll);
        arrivals.stream()
                .filter(each -> each.content().running())
                .forEach(each -> pulled +=
                        each(() -> records.create(each.remote(), each.content()), why -> leave(each, why)) ? 1 : 0);
    }

    /**
     * True if the service does not show whether the entry has ended. Taken over as a running entry, it would stop its
     * person's timer.
     */
    private static boolean mayHaveEnded(RemoteEntry row) {
        return row.unshown().contains(EntryField.END) && row.work().running();
    }

    private void leaveOpen(RemoteEntry row) {
        leave(row.id(), TimeGuards.name(row.work()), connection.connector().title() + " does not show when it ended");
    }

    private void leave(TimeRecords.NewRemoteEntry arrival, String reason) {
        leave(arrival.remote().id(), TimeGuards.name(arrival.remote().work()), reason);
    }

    /** @return the number of items that were written */
    private <T> int atOnce(List<T> all, BiConsumer<T, String> refused, Consumer<List<T>> write) {
        int written = 0;
        try {
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                progress.entries(from, all.size());
                written += some(all.subList(from, Math.min(from + AT_ONCE, all.size())), refused, write);
            }
        } finally {
            progress.entries(all.size(), all.size());
        }
        return written;
    }

    private <T> int some(List<T> some, BiConsumer<T, String> refused, Consumer<List<T>> write) {
        try {
            write.accept(some);
            return some.size();
        } catch (CycleStopped | Ledger.LedgerBusy e) {
            throw e;
        } catch (RuntimeException e) { // the items that fail are found one by one
            int written = 0;
            for (T one : some) {
                written += each(() -> write.accept(List.of(one)), why -> refused.accept(one, why)) ? 1 : 0;
            }
            return written;
        }
    }

    private static boolean ranThere(EntryState state) {
        return state.link() instanceof EntryLink.Linked(var object, var base)
                && base.there().running();
    }

    /**
     * True if the entry is missing in this window, or was missing in a wider one: a near window shows nothing of an
     * older entry, so that it counts as missing as before.
     */
    private static boolean isMissing(EntryState state, RemoteTimeEntries.Window window, Set<UUID> missed) {
        return state.there() instanceof EntryRules.RemoteSide.Unseen
                && state.link() instanceof EntryLink.Linked(var object, var base)
                && (missed.contains(state.entry())
                        || (!base.there().start().isBefore(window.from())
                                && base.there().start().isBefore(window.to())));
    }

    private void ask(TimeEntryPairing.Both both, List<EntryState> missing) {
        both.unknown().forEach(guards::createLocally);
        missing.stream().filter(state -> !state.absent()).forEach(guards::deleteLocally);
        Set<UUID> waits = guards.deletedHere();
        for (EntryState state : both.entries()) {
            EntryStep step = state.step();
            if (step == EntryStep.ADD_REMOTELY && state.there() instanceof EntryRules.RemoteSide.Unseen) {
                guards.createRemotely(state);
            } else if (step == EntryStep.DELETE_REMOTELY
                    || (EntryPush.rank(state) == 0 && waits.contains(state.entry()))) {
                guards.deleteRemotely(state);
            } else if (state.link() instanceof EntryLink.None && !state.absent()) {
                guards.meet(state);
            }
        }
        guards.judgeAll();
    }

    private void work(EntryState state) {
        if (!(state.there() instanceof EntryRules.RemoteSide.Seen(var there))) {
            if (state.step() == EntryStep.ADD_REMOTELY) {
                toWrite.add(state.entry());
            }
            return;
        }
        switch (state.link()) {
            case EntryLink.Linked(var object, var base) -> linked(state, there, base);
            case EntryLink.Adding(var sent, var since) -> merge(state, there, asSent(state, sent, there));
            case EntryLink.None none -> merge(state, there, EntryBase.nothing(there.work()));
            case EntryLink.Ended(var object, var base, var end) -> ended(state, there, base);
            case EntryLink.Apart apart -> {}
        }
    }

    /**
     * Returns the base of an entry that was sent without an answer. Fields that the service does not hold of a running
     * entry were not agreed on by sending them, even if the entry has stopped since.
     */
    private static EntryBase asSent(EntryState state, EntryContent sent, RemoteEntry there) {
        EntryBase base =
                new EntryBase(sent, state.words().there(sent, state.details().timeZone()));
        return base.keeping(EntryBase.nothing(there.work()), state.words().uncertain(sent.running()));
    }

    private void linked(EntryState state, RemoteEntry there, EntryBase base) {
        switch (state.step()) {
            case MERGE -> merge(state, there, base);
            case DELETE_REMOTELY -> delete(state, there);
            default -> restore(state, there);
        }
    }

    /** Marks the entry for deletion in the service, unless a person was told that the service does not delete it. */
    private void delete(EntryState state, RemoteEntry there) {
        if (!state.isAsked(EntryPush.kept(state, there, ""))) {
            toWrite.add(state.entry());
        }
    }

    /** Handles an entry whose link had ended and which is in the service again. */
    private void ended(EntryState state, RemoteEntry there, EntryBase base) {
        switch (state.step()) {
            case MERGE -> merge(state, there, base);
            case DELETE_REMOTELY -> {
                records.agree(state, there, base, null);
                toWrite.add(state.entry());
            }
            default -> restore(state, there);
        }
    }

    private void restore(EntryState state, RemoteEntry there) {
        EntryContent to = state.sides(there).taken();
        records.edit(state, to, there, new EntryBase(to, there.work()), null);
        pulled++;
    }

    private void merge(EntryState state, RemoteEntry there, EntryBase base) {
        EntryMerge.Sides sides = sides(state, there, base);
        EntryMerge merge = merged(state, sides, base);
        Set<EntryField> billed = billed(state, merge, sides);
        EntryContent to = merge.here(sides).keeping(state.content(), billed);
        EntryBase agreed = new EntryBase(to, there.work()).keeping(base, open(state, sides, merge, billed));
        Dispute.EntryDispute ask = billed.isEmpty()
                ? asked(state, sides, merge)
                : Dispute.EntryDispute.refused(billed, sides.here(), sides.taken(), there.work(), BILLED);
        if (!to.equals(state.content())) {
            records.edit(state, to, there, agreed, ask);
            pulled++;
        } else if (!agreed.equals(base) || !(state.link() instanceof EntryLink.Linked)) {
            if (ask == null && state.question() == null) {
                agreements.add(new TimeRecords.Agreement(state, there, agreed));
            } else {
                records.agree(state, there, agreed, ask);
            }
        } else {
            records.ask(state, ask);
        }
        if (!merge.push().isEmpty() && !state.isAsked(EntryPush.unwanted(sides, merge.push(), ""))) {
            toWrite.add(state.entry());
        }
    }

    /**
     * Returns the fields that a billed entry does not take from the service. It still takes its place if it had none
     * and was not linked yet.
     */
    private static Set<EntryField> billed(EntryState state, EntryMerge merge, EntryMerge.Sides sides) {
        Set<EntryField> billed = EnumSet.noneOf(EntryField.class);
        if (state.content().billed() && merge.here(sides).billed()) {
            billed.addAll(merge.pull());
            if (state.content().place() == null && !(state.link() instanceof EntryLink.Linked)) {
                billed.remove(EntryField.PLACE);
            }
        }
        return billed;
    }

    private EntryMerge merged(EntryState state, EntryMerge.Sides sides, EntryBase base) {
        return EntryMerge.of(
                base, sides, state.holds(), connection.settings().policies().general());
    }

    /**
     * Returns the sides; if the remote entry has lost its task, that counts as a removal only if the task is seen to
     * exist still.
     */
    private EntryMerge.Sides sides(EntryState state, RemoteEntry there, EntryBase base) {
        EntryMerge.Sides sides = state.sides(there);
        return merged(state, sides, base).pull().contains(EntryField.PLACE)
                        && state.words()
                                .left(state.content(), there.work())
                                .filter(task -> !isThere(task))
                                .isPresent()
                ? sides.doubting(EntryField.PLACE)
                : sides;
    }

    private boolean isThere(RemoteRef task) {
        return seen.computeIfAbsent(
                task,
                any -> orStop(calls.call(remote -> remote.find(task)))
                                instanceof RemoteAnswer.Ok<LookupResult>(var shown)
                        && shown instanceof LookupResult.Present);
    }

    /** Returns the fields on which both sides do not agree after the merge. */
    private static Set<EntryField> open(
            EntryState state, EntryMerge.Sides sides, EntryMerge merge, Set<EntryField> billed) {
        Set<EntryField> open = EnumSet.allOf(EntryField.class);
        open.removeAll(state.holds());
        open.addAll(merge.push());
        open.addAll(merge.held());
        open.addAll(sides.doubted());
        open.addAll(billed);
        return open;
    }

    /** Returns the question or report about the entry from now on; null if there is none. */
    private Dispute.@Nullable EntryDispute asked(EntryState state, EntryMerge.Sides sides, EntryMerge merge) {
        if (!merge.collided().isEmpty()) {
            return Dispute.EntryDispute.changed(
                    merge.collided(),
                    sides,
                    merge.settledBy(connection.settings().policies().general()));
        }
        Dispute.EntryDispute before =
                state.question() == null ? null : state.question().dispute();
        if (before == null) {
            return null;
        }
        boolean refused = before.refused() != null;
        boolean stands = refused
                ? before.isAbout(EntryPush.unwanted(sides, merge.push(), ""))
                : !before.waits()
                        && Collections.disjoint(before.fields(), merge.pull())
                        && Collections.disjoint(before.fields(), merge.push());
        return stands ? before : null;
    }

    /**
     * Looks up missing entries: a whole window that does not show an entry is no proof, as the entry may have been
     * moved out of the window.
     */
    private void missing(List<EntryState> missing, Map<UUID, Instant> before) {
        Map<UUID, Instant> now = new HashMap<>();
        List<EntryState> looks = new ArrayList<>();
        for (EntryState state : missing) {
            if (looks.size() < LOOKS && !guards.holdsDeleteHere(state) && !state.isAsked(gone(state, ""))) {
                looks.add(state);
            } else {
                Instant since = before.get(state.entry());
                if (since != null) {
                    now.put(state.entry(), since);
                }
            }
        }
        try {
            looks.forEach(state -> each(() -> look(state, before, now), why -> untaken(state, why)));
        } finally {
            connection.ports().time().keepMissing(connection.account(), now);
        }
    }

    private void look(EntryState state, Map<UUID, Instant> before, Map<UUID, Instant> now) {
        String object = state.link().object().orElseThrow();
        switch (orStop(calls.other(() -> remote.find(object)))) {
            case RemoteAnswer.Ok<Optional<RemoteEntry>>(var found) -> {
                if (found.isPresent()) {
                    guards.doneDelete(state); // the approval was for a missing entry
                    TimeEntryTranslator words = TimeEntryTranslator.of(
                            connection,
                            remote,
                            people,
                            Set.of(state.content()),
                            Set.of(found.get().work()));
                    work(state.at(new EntryRules.RemoteSide.Seen(found.get()), words));
                } else if (isGone(before.get(state.entry()))) {
                    gone(state.at(new EntryRules.RemoteSide.Gone(), state.words()));
                } else {
                    now.put(state.entry(), sinceWhen(before.get(state.entry())));
                }
            }
            case RemoteAnswer.Refused<Optional<RemoteEntry>>(var reason) -> problem = reason;
            case RemoteAnswer.Unknown<Optional<RemoteEntry>>(var reason) -> problem = reason;
        }
    }

    /**
     * Returns the time since when the entry is missing; a time in the future was stored before a clock was set back.
     */
    private Instant sinceWhen(@Nullable Instant before) {
        Instant now = connection.clock().instant();
        return before == null || before.isAfter(now) ? now : before;
    }

    private boolean isGone(@Nullable Instant since) {
        return remote.reportsDeletion()
                || (since != null
                        && !since.plus(connection.settings().absence())
                                .isAfter(connection.clock().instant()));
    }

    /** Returns a question about an entry that is gone in the service, and cannot be deleted in the ledger. */
    private static Dispute.EntryDispute gone(EntryState state, String reason) {
        return Dispute.EntryDispute.refused(Set.of(), state.content(), null, null, reason);
    }

    private void deleteHere(EntryState state) {
        if (state.details().billed()) {
            records.ask(state, gone(state, BILLED));
        } else {
            records.delete(state);
            guards.doneDelete(state);
            pulled++;
        }
    }

    private void gone(EntryState state) {
        switch (state.step()) {
            case DELETE_LOCALLY -> deleteHere(state);
            case CLOSE -> records.close(state, EntryLink.End.GONE);
            case ADD_AGAIN -> {
                records.close(state, EntryLink.End.DELETED_THERE);
                toWrite.add(state.entry());
            }
            default -> throw new IllegalStateException("it is gone there: " + state.entry());
        }
    }

    /** Runs the work on one entry; if the work fails, the other entries still go on. */
    private static boolean each(Runnable work, Consumer<String> refused) {
        try {
            work.run();
            return true;
        } catch (CycleStopped | Ledger.LedgerBusy e) {
            throw e;
        } catch (Rejection e) {
            refused.accept(e.detail());
        } catch (RuntimeException e) {
            LOG.error("A time entry is not taken over; the others continue", e);
            refused.accept("unexpected error; the server's log has the reason");
        }
        return false;
    }
}
