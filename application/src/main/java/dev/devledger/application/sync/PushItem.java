package dev.devledger.application.sync;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.CanonicalChanges;
import dev.devledger.domain.sync.Dispute;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.EntityRef.Kind;
import dev.devledger.domain.sync.Reconciliation;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.RemoteTask;
import dev.devledger.domain.sync.SyncCommand;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.sync.SyncLinkId;
import dev.devledger.domain.sync.Vocabulary;
import dev.devledger.domain.sync.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings one entity's remote object to what the ledger wants, step by step from whatever state its link is in. What is
 * about to be sent is on record before the call and its outcome after it, so that the next cycle can go on from any point.
 */
final class PushItem implements Push {
    /** A link passes through fewer states on its longest way: recovered, linked, written. */
    private static final int STEPS = 6;

    private static final Duration REFUSED = Duration.ofMinutes(1);
    static final String RESTORED = "it was restored while it was about to be deleted there";
    private static final Duration NO_PARENT_YET = Duration.ofSeconds(5);

    /**
     * What all items of a cycle share.
     *
     * @param links what is known of each link now
     * @param frozen the fields that wait for a person's decision
     * @param wanted what the ledger wants at this moment, which a person may have changed since the pass began; null where
     *     nothing is known of it
     */
    record Bench(
            LinkRecords records,
            CycleCalls calls,
            HomeLists homes,
            TwinSearch twins,
            SyncSettings settings,
            Function<EntityRef, SyncLink> links,
            Function<EntityRef, Set<CanonicalChanges.Field>> frozen,
            Function<EntityRef, @Nullable Wanted> wanted) {

        /** A delete cannot be taken back there, so what was restored a moment ago is asked for a moment before. */
        boolean stillLeaves(EntityRef entity) {
            Wanted now = wanted.apply(entity);
            return now != null && now.leaves();
        }
    }

    private final EntityRef entity;
    private final Kind kind;
    private final Wanted wanted;
    private final int attempts;
    private final LinkRecords records;
    private final CycleCalls calls;
    private final HomeLists homes;
    private final TwinSearch twins;
    private final SyncSettings settings;
    private final Function<EntityRef, SyncLink> links;
    private final Set<CanonicalChanges.Field> frozen;
    private final Bench bench;
    /** An earlier cycle saw that it was changed there; that it is unchanged here does not make it settled. */
    private final boolean heldBefore;

    private SyncLink link;
    private boolean pushed;
    private boolean looked;
    /** At what its new parent is below. */
    private boolean lookedAbove;

    private boolean wantsFull;

    PushItem(EntityRef entity, Wanted wanted, int attempts, Bench bench) {
        this.entity = entity;
        this.kind = entity.kind();
        this.wanted = wanted;
        this.attempts = attempts;
        this.bench = bench;
        this.records = bench.records();
        this.calls = bench.calls();
        this.homes = bench.homes();
        this.twins = bench.twins();
        this.settings = bench.settings();
        this.links = bench.links();
        this.frozen = bench.frozen().apply(entity);
        this.link = links.apply(entity);
        this.heldBefore = attempts > 0 && link instanceof SyncLink.Linked;
    }

    @Override
    public Outcome run() {
        for (int step = 0; step < STEPS; step++) {
            Optional<Outcome> outcome = step();
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return later("it did not settle in " + STEPS + " steps", REFUSED, true);
    }

    @Override
    public SyncLink link() {
        return link;
    }

    @Override
    public boolean pushed() {
        return pushed;
    }

    @Override
    public boolean wantsFull() {
        return wantsFull;
    }

    /** One step; empty where the link is in another state now and has to be looked at again. */
    private Optional<Outcome> step() {
        return switch (link) {
            case SyncLink.None none -> absent();
            case SyncLink.Closed closed -> absent();
            case SyncLink.Creating creating -> recover(creating);
            case SyncLink.Linked linked -> linked(linked);
            case SyncLink.Deleting deleting -> deleting(deleting);
            case SyncLink.Detached detached -> detached(detached);
            case SyncLink.OutOfScope outside -> settled(); // it comes back by itself, seen by a full cycle
            case SyncLink.Stopped stopped -> stopped(stopped);
        };
    }

    private Optional<Outcome> absent() {
        return wanted instanceof Wanted.Present present ? create(present) : settled();
    }

    private Optional<Outcome> create(Wanted.Present present) {
        return switch (homes.find(present.home())) {
            case HomeList.Found.Blocked blocked -> Optional.of(blocked(blocked));
            case HomeList.Found.Ready(var list) -> {
                Canonical content = content(present, list);
                yield content == null ? Optional.of(waitsForParent()) : create(list, content);
            }
        };
    }

    private Outcome blocked(HomeList.Found.Blocked blocked) {
        wantsFull |= blocked.full();
        return later(blocked.reason(), blocked.retryAfter(), blocked.refused());
    }

    private Optional<Outcome> create(String list, Canonical content) {
        UUID intent = UUID.randomUUID();
        UUID instead = link instanceof SyncLink.Creating creating ? creating.intent() : null;
        Canonical written = Vocabulary.written(kind, content, list);
        record((id, at) -> new SyncCommand.IntendCreate(id, intent, instead, list, written, at));
        return switch (calls.call(remote -> remote.create(list, written))) {
            case RemoteAnswer.Ok<RemoteTask>(var task) -> linkTo(task.ref(), task.content());
            case RemoteAnswer.Refused<RemoteTask>(var reason) -> refused(reason);
            case RemoteAnswer.NotSent<RemoteTask> notSent -> throw dropped(intent, notSent);
            case RemoteAnswer.Unknown<RemoteTask>(var reason) ->
                Optional.of(later("whether it was created is not known: " + reason, settings.settle(), false));
        };
    }

    private Optional<Outcome> linkTo(RemoteRef object, Canonical base) {
        twins.claim(object);
        Canonical agreed = Vocabulary.compared(kind, base, object.list());
        record((id, at) -> new SyncCommand.Link(id, object, agreed, at));
        pushed = true;
        return Optional.empty();
    }

    /** A create without an answer: what is there is looked for before anything is sent again (sync design, section 6). */
    private Optional<Outcome> recover(SyncLink.Creating creating) {
        return recover(creating, twins.atHome(entity, creating));
    }

    private Optional<Outcome> recover(SyncLink.Creating creating, TwinSearch.Result result) {
        return switch (result) {
            case TwinSearch.Result.Found(var made, var base) -> linkTo(made, base);
            case TwinSearch.Result.TooEarly(var after) ->
                Optional.of(later("whether it was created is not known yet", after, false));
            case TwinSearch.Result.Failed(var reason) -> Optional.of(later(reason, settings.settle(), false));
            // The attempts may be those of an earlier sending, and someone may ask for cycle after cycle.
            case TwinSearch.Result.NotAtHome(var twice)
            when attempts == 0 || !twice ->
                Optional.of(later("it was not found yet; looked for once more", settings.settle(), attempts == 0));
            case TwinSearch.Result.NotAtHome home -> recover(creating, twins.everywhere(entity, creating));
            case TwinSearch.Result.Ambiguous(var reason, var candidates)
            when wanted instanceof Wanted.Present -> {
                link = records.ask(
                        entity, reason, candidates.stream().map(this::candidate).toList());
                yield Optional.empty();
            }
            case TwinSearch.Result.Ambiguous ambiguous -> missing(creating);
            case TwinSearch.Result.Missing missing -> missing(creating);
        };
    }

    private Dispute.Candidate candidate(RemoteTask task) {
        return new Dispute.Candidate(task.ref(), compared(task));
    }

    private Optional<Outcome> missing(SyncLink.Creating creating) {
        if (creating.attempt() >= TwinSearch.ATTEMPTS) {
            String reason = "sent " + creating.attempt() + " times without an answer, and never found";
            record((id, at) -> new SyncCommand.Stop(id, reason, at));
            return Optional.empty();
        }
        if (wanted instanceof Wanted.Present present) {
            return create(present);
        }
        // Stopped before it is closed: should it still turn up, it is known what it is.
        record((id, at) -> new SyncCommand.Stop(id, "it never arrived, and is not wanted any more", at));
        return Optional.empty();
    }

    private Optional<Outcome> linked(SyncLink.Linked linked) {
        return switch (wanted) {
            case Wanted.Present present ->
                switch (homes.find(present.home())) {
                    case HomeList.Found.Blocked blocked -> Optional.of(blocked(blocked));
                    case HomeList.Found.Ready(var list) -> {
                        Canonical content = content(present, list);
                        yield content == null ? Optional.of(waitsForParent()) : update(linked, content, list);
                    }
                };
            case Wanted.Gone gone -> remove(linked);
            case Wanted.Replaced(var reason) -> replaced(linked);
            case Wanted.Outside(var reason) -> {
                record((id, at) -> new SyncCommand.Detach(id, reason, at));
                yield settled();
            }
        };
    }

    private Optional<Outcome> update(SyncLink.Linked stored, Canonical content, String home) {
        SyncLink.Linked linked = Vocabulary.compared(kind, stored);
        boolean atHome = linked.remote().list().equals(home);
        if (atHome && content.equals(linked.base()) && linked.sent().isEmpty() && !heldBefore) {
            acknowledge(linked.base());
            return settled();
        }
        return lookAndReconcile(linked, content, home);
    }

    private Optional<Outcome> lookAndReconcile(SyncLink.Linked linked, Canonical content, String home) {
        return switch (calls.call(remote -> remote.find(linked.remote()))) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                found.map(task -> reconcile(linked, content, task, home)).orElseGet(() -> {
                    wantsFull = true;
                    return Optional.of(later("it is no longer in its list there", settings.pollOrSettle(), true));
                });
            case RemoteAnswer.Refused<Optional<RemoteTask>>(var reason) -> Optional.of(later(reason, REFUSED, true));
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    private Optional<Outcome> reconcile(SyncLink.Linked linked, Canonical content, RemoteTask task, String home) {
        Reconciliation plan = Reconciliation.of(content, linked, compared(task), task.recurring())
                .without(frozen);
        if (plan.clearsDatesOf(task)) {
            wantsFull = true; // that is where a conflict is raised
            return Optional.of(
                    later("its date is not cleared: its repeat rule would go with it", settings.pollOrSettle(), true));
        }
        boolean moves =
                !task.ref().list().equals(home) && !plan.remoteChanged().contains(CanonicalChanges.Field.PARENT);
        if (moves) {
            return move(linked, content, task, home);
        }
        if (plan.push().isEmpty()) {
            boolean refusalStands = !plan.remoteChanged().isEmpty()
                    && plan.base().equals(linked.base())
                    && linked.sent().isEmpty();
            if (!refusalStands) { // of what is there and cannot be taken over, told by each cycle that reads it
                acknowledge(plan.base());
            }
            return Optional.of(settledUnlessChangedThere(plan));
        }
        Change<String> moved = plan.push().parent();
        String parent = moved == null ? null : moved.to();
        if (parent == null || parent.equals(task.ref().list()) || lookedAbove) {
            return write(plan, content, task);
        }
        lookedAbove = true;
        Optional<Outcome> circle = belowItself(linked, plan, task, parent);
        // Its own look is by now as old as those at the parents took.
        return circle.isPresent() ? circle : lookAndReconcile(linked, content, home);
    }

    /** Its new parent may have been moved below it there since, which only a look at the parents tells. */
    private Optional<Outcome> belowItself(SyncLink.Linked linked, Reconciliation plan, RemoteTask task, String parent) {
        RemoteRef above = new RemoteRef(task.ref().list(), parent);
        return switch (new Ancestors(calls).isBelow(above, task.ref().id())) {
            case NOT_BELOW -> Optional.empty();
            case MOVED -> {
                wantsFull = true;
                yield Optional.of(later("its new parent was moved there", settings.pollOrSettle(), true));
            }
            case UNANSWERED ->
                Optional.of(later("what its new parent is below there is not known", settings.settle(), false));
            case BELOW -> {
                wantsFull = true;
                if (!linked.sent().isEmpty()) {
                    acknowledge(plan.base());
                }
                String reason = "it was moved below what was moved below it there; move one of them elsewhere";
                record((id, at) -> new SyncCommand.Refuse(id, reason, at));
                yield Optional.of(later(reason, settings.pollOrSettle(), true));
            }
        };
    }

    private Optional<Outcome> write(Reconciliation plan, Canonical content, RemoteTask task) {
        UUID intent = UUID.randomUUID();
        record((id, at) -> new SyncCommand.IntendPush(id, intent, plan.push(), at));
        CanonicalChanges changes = written(task, plan.push());
        return switch (calls.call(remote -> remote.update(task, changes))) {
            case RemoteAnswer.Ok<Canonical>(var now) ->
                Optional.of(written(
                        plan, content, Vocabulary.compared(kind, now, task.ref().list())));
            case RemoteAnswer.Refused<Canonical>(var reason) -> refused(reason);
            case RemoteAnswer.NotSent<Canonical> notSent -> throw dropped(intent, notSent);
            case RemoteAnswer.Unknown<Canonical>(var reason) ->
                Optional.of(later("whether it was written is not known: " + reason, settings.settle(), false));
        };
    }

    /** The changes in the remote's own words, of which one of ours may be two, such as a status that is a tag. */
    private CanonicalChanges written(RemoteTask task, CanonicalChanges push) {
        String list = task.ref().list();
        Canonical target = Vocabulary.written(kind, push.applyTo(compared(task)), list);
        return CanonicalChanges.between(task.content(), target).only(Vocabulary.writtenFields(kind, push.fields()));
    }

    private Canonical compared(RemoteTask task) {
        return Vocabulary.compared(kind, task.content(), task.ref().list());
    }

    /**
     * To another list first; what else differs is written when it has been seen there. Moving again is harmless. It is on
     * record before, so that a task found at the top of that list is known to be there by us, and is not let go.
     */
    private Optional<Outcome> move(SyncLink.Linked linked, Canonical content, RemoteTask task, String home) {
        CanonicalChanges moved =
                CanonicalChanges.between(linked.base(), linked.base().withParent(home));
        Optional<UUID> before = linked.sent().stream()
                .filter(sent -> sent.changes().equals(moved))
                .map(SyncLink.Sent::intent)
                .findFirst();
        UUID intent = before.orElseGet(UUID::randomUUID);
        if (before.isEmpty()) {
            record((id, at) -> new SyncCommand.IntendPush(id, intent, moved, at));
        }
        return switch (calls.call(remote -> remote.move(task.ref(), home))) {
            case RemoteAnswer.Ok<RemoteAnswer.Done> done ->
                moved(content, task, new RemoteRef(home, task.ref().id()));
            case RemoteAnswer.Refused<RemoteAnswer.Done>(var reason) -> refused(reason);
            case RemoteAnswer.NotSent<RemoteAnswer.Done> notSent -> throw dropped(intent, notSent);
            case RemoteAnswer.Unknown<RemoteAnswer.Done>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    /** A deleted task takes a move as it takes a write, and stays where it was (fact sheet, section 3): it is looked at. */
    private Optional<Outcome> moved(Canonical content, RemoteTask task, RemoteRef to) {
        return switch (calls.call(remote -> remote.find(to))) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) -> {
                if (found.isEmpty()) {
                    yield notMoved(task);
                }
                pushed = true;
                record((id, at) -> new SyncCommand.MoveRemote(id, to, at));
                yield link instanceof SyncLink.Linked now
                        ? reconcile(Vocabulary.compared(kind, now), content, found.get(), to.list())
                        : Optional.empty();
            }
            case RemoteAnswer.Refused<Optional<RemoteTask>>(var reason) -> Optional.of(later(reason, REFUSED, true));
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    /** Of an open one a full cycle finds out what became of it. A finished one is missed in no list, so that is all to know. */
    private Optional<Outcome> notMoved(RemoteTask task) {
        if (task.content().status() == RemoteStatus.OPEN) {
            wantsFull = true;
            return Optional.of(later("it was not moved there", settings.pollOrSettle(), true));
        }
        String reason = "the remote answered that it was moved, and it is not there: it may have been deleted";
        record((id, at) -> new SyncCommand.Refuse(id, reason, at));
        return settled();
    }

    /** Goes once all that was below it has gone to where it belongs now. */
    private Optional<Outcome> replaced(SyncLink.Linked linked) {
        return switch (calls.call(remote -> remote.openTasks(linked.remote().list()))) {
            case RemoteAnswer.Ok<Optional<List<RemoteTask>>>(var tasks) -> {
                boolean inUse = tasks.orElse(List.of()).stream()
                        .anyMatch(task ->
                                linked.remote().id().equals(task.content().parent()));
                if (inUse) {
                    wantsFull = true;
                    yield Optional.of(later("there are still tasks below it there", NO_PARENT_YET, true));
                }
                yield remove(linked);
            }
            case RemoteAnswer.Refused<Optional<List<RemoteTask>>>(var reason) ->
                Optional.of(later(reason, REFUSED, true));
            case RemoteAnswer.NotSent<Optional<List<RemoteTask>>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<Optional<List<RemoteTask>>>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    /** Agreed is what the remote holds now, which may be less than what it was asked for. */
    private Outcome written(Reconciliation plan, Canonical content, Canonical now) {
        Set<CanonicalChanges.Field> fields = plan.push().fields();
        acknowledge(CanonicalChanges.between(plan.base(), now).only(fields).applyTo(plan.base()));
        pushed = true;
        CanonicalChanges kept = CanonicalChanges.between(now, content).only(fields);
        if (!kept.isEmpty()) {
            String reason = "the remote answered that it was done and kept another " + words(kept.fields());
            record((id, at) -> new SyncCommand.Refuse(id, reason, at));
        }
        return settledUnlessChangedThere(plan);
    }

    /**
     * What was changed there is never overwritten here; it stays marked, and is looked at less and less often, until a
     * cycle reads it into the ledger.
     */
    private Outcome settledUnlessChangedThere(Reconciliation plan) {
        wantsFull |= !plan.remoteChanged().isEmpty();
        return plan.remoteChanged().isEmpty()
                ? new Outcome.Settled(pushed)
                : later("it was changed there as well: " + words(plan.remoteChanged()), settings.pollOrSettle(), true);
    }

    private static String words(Set<CanonicalChanges.Field> fields) {
        return fields.stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private Optional<Outcome> remove(SyncLink.Linked linked) {
        return lookBeforeDelete(linked, task -> {
            acknowledge(compared(task));
            record((id, at) -> new SyncCommand.IntendDelete(id, at));
        });
    }

    /** What an earlier cycle meant to delete may have been changed there since, so it is looked at anew. */
    private Optional<Outcome> deleting(SyncLink.Deleting deleting) {
        if (!wanted.leaves()) {
            return restoredMeanwhile(deleting);
        }
        return looked
                ? delete(deleting.remote())
                : lookBeforeDelete(
                        new SyncLink.Linked(deleting.remote(), deleting.base(), List.of(), null, deleting.at()),
                        task -> {});
    }

    /** Whether the delete has come through only a list tells, as a deleted one can still be read by its id. */
    private Optional<Outcome> restoredMeanwhile(SyncLink.Deleting deleting) {
        RemoteRef ref = deleting.remote();
        Instant settled = deleting.at().plus(settings.settle());
        // It may have been finished long before it was to be deleted.
        Instant since = deleting.base().status() == RemoteStatus.OPEN ? deleting.at() : Instant.EPOCH;
        return switch (calls.read(ref.list(), since)) {
            case RemoteAnswer.Ok<CycleCalls.ListRead>(var read) -> {
                if (read.startedAt().isBefore(settled)) {
                    Duration after = Duration.between(read.startedAt(), settled).plusMillis(1);
                    yield Optional.of(later("whether it was deleted there is not known yet", after, false));
                }
                if (read.tasks().stream().noneMatch(task -> task.ref().equals(ref))) {
                    yield movedOrGone(deleting);
                }
                record((id, at) -> new SyncCommand.Link(id, ref, deleting.base(), at));
                yield Optional.empty();
            }
            case RemoteAnswer.Refused<CycleCalls.ListRead> gone -> movedOrGone(deleting);
            case RemoteAnswer.NotSent<CycleCalls.ListRead> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<CycleCalls.ListRead>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    private Optional<Outcome> movedOrGone(SyncLink.Deleting deleting) {
        return switch (calls.call(
                remote -> remote.findAnywhere(deleting.remote().id()))) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) -> {
                if (found.isEmpty()) {
                    yield close();
                }
                record((id, at) -> new SyncCommand.Link(id, found.get().ref(), deleting.base(), at));
                yield Optional.empty();
            }
            case RemoteAnswer.Refused<Optional<RemoteTask>>(var reason) -> Optional.of(later(reason, REFUSED, true));
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    private Optional<Outcome> lookBeforeDelete(SyncLink.Linked linked, Consumer<RemoteTask> unchanged) {
        return switch (calls.call(remote -> remote.find(linked.remote()))) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) -> remove(linked, found, unchanged);
            case RemoteAnswer.Refused<Optional<RemoteTask>> refused -> close(); // its list is gone, and it with it
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    private Optional<Outcome> remove(
            SyncLink.Linked linked, Optional<RemoteTask> found, Consumer<RemoteTask> unchanged) {
        if (found.isEmpty()) {
            return closeUnlessMoved(linked);
        }
        if (Reconciliation.changedByOthers(Vocabulary.compared(kind, linked), compared(found.get()))) {
            wantsFull = true;
            takeBack();
            return Optional.of(later(
                    "deleted here and changed there: it is not deleted there before someone decides",
                    settings.pollOrSettle(),
                    false));
        }
        unchanged.accept(found.get());
        looked = true;
        return Optional.empty();
    }

    /** A delete that is not to be sent any more; what became of the object there a full cycle looks at as of any other. */
    private void takeBack() {
        if (link instanceof SyncLink.Deleting(var remote, var base, var since, var all)) {
            record((id, at) -> new SyncCommand.Link(id, remote, base, at));
        }
    }

    /** Moved to another list it is not gone, and whoever moved it still works with it. */
    private Optional<Outcome> closeUnlessMoved(SyncLink.Linked linked) {
        return switch (calls.call(remote -> remote.findAnywhere(linked.remote().id()))) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var elsewhere) -> {
                if (elsewhere.isEmpty()) {
                    yield close();
                }
                wantsFull = true;
                takeBack();
                yield Optional.of(later("deleted here and moved there", settings.pollOrSettle(), false));
            }
            case RemoteAnswer.Refused<Optional<RemoteTask>>(var reason) -> Optional.of(later(reason, REFUSED, true));
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    private Optional<Outcome> delete(RemoteRef ref) {
        if (!bench.stillLeaves(entity)) {
            return Optional.of(later(RESTORED, Duration.ZERO, false));
        }
        return switch (calls.call(remote -> remote.delete(ref))) {
            case RemoteAnswer.Ok<RemoteAnswer.Done> done -> {
                pushed = true;
                yield close();
            }
            case RemoteAnswer.Refused<RemoteAnswer.Done>(var reason) -> Optional.of(later(reason, REFUSED, true));
            case RemoteAnswer.NotSent<RemoteAnswer.Done> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<RemoteAnswer.Done>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    private Optional<Outcome> close() {
        record((id, at) -> new SyncCommand.Close(id, at));
        return Optional.empty();
    }

    /** What was detached and is wanted again is the same object, where it is still there. */
    private Optional<Outcome> detached(SyncLink.Detached detached) {
        if (detached.stays() || !(wanted instanceof Wanted.Present present)) {
            return settled();
        }
        return switch (calls.call(remote -> remote.find(detached.remote()))) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                found.isEmpty() ? movedOrGone(detached, present) : again(detached.remote(), detached);
            case RemoteAnswer.Refused<Optional<RemoteTask>> refused -> movedOrGone(detached, present);
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    private Optional<Outcome> again(RemoteRef at, SyncLink.Detached detached) {
        record((id, now) -> new SyncCommand.Link(id, at, detached.base(), now));
        return Optional.empty();
    }

    /** Whoever has moved it to another list meanwhile, a second one is not to be made. */
    private Optional<Outcome> movedOrGone(SyncLink.Detached detached, Wanted.Present present) {
        return switch (calls.call(
                remote -> remote.findAnywhere(detached.remote().id()))) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                found.isEmpty() ? create(present) : again(found.get().ref(), detached);
            case RemoteAnswer.Refused<Optional<RemoteTask>>(var reason) -> Optional.of(later(reason, REFUSED, true));
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>>(var reason) ->
                Optional.of(later(reason, settings.settle(), false));
        };
    }

    private Optional<Outcome> stopped(SyncLink.Stopped stopped) {
        return wanted instanceof Wanted.Present
                ? Optional.of(later(stopped.reason(), settings.pollOrSettle(), false))
                : close();
    }

    /** Null where what it is below is not there yet. */
    private @Nullable Canonical content(Wanted.Present present, String list) {
        EntityRef parent = present.parent();
        if (parent == null) {
            return Vocabulary.compared(kind, present.content(), list);
        }
        return links.apply(parent) instanceof SyncLink.Linked above
                ? present.below(above.remote().id())
                : null;
    }

    private Outcome waitsForParent() {
        return later("it waits for the card that it is below", NO_PARENT_YET, false);
    }

    private Optional<Outcome> refused(String reason) {
        record((id, at) -> new SyncCommand.Refuse(id, reason, at));
        return Optional.of(later(reason, REFUSED, true));
    }

    private CycleStopped dropped(UUID intent, RemoteAnswer.NotSent<?> notSent) {
        record((id, at) -> new SyncCommand.DropIntent(id, intent, notSent.reason(), at));
        return CycleStopped.held(notSent);
    }

    private void acknowledge(Canonical base) {
        boolean news = !(link instanceof SyncLink.Linked linked)
                || !linked.base().equals(base)
                || !linked.sent().isEmpty()
                || linked.refusal() != null;
        if (news) {
            record((id, at) -> new SyncCommand.Acknowledge(id, base, at));
        }
    }

    private void record(BiFunction<SyncLinkId, Instant, SyncCommand> fact) {
        link = records.record(entity, fact);
    }

    private Outcome later(String reason, Duration after, boolean failed) {
        return new Outcome.Later(reason, after, failed, pushed);
    }

    private Optional<Outcome> settled() {
        return Optional.of(new Outcome.Settled(pushed));
    }
}
