package dev.devledger.application.sync;

import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.CanonicalChanges;
import dev.devledger.domain.sync.CanonicalChanges.Field;
import dev.devledger.domain.sync.Dispute;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.EntityRef.Kind;
import dev.devledger.domain.sync.Existence;
import dev.devledger.domain.sync.Existence.LinkState;
import dev.devledger.domain.sync.Existence.LocalState;
import dev.devledger.domain.sync.Existence.RemoteState;
import dev.devledger.domain.sync.LookUp;
import dev.devledger.domain.sync.Merge;
import dev.devledger.domain.sync.Reconciliation;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.RemoteTask;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.sync.Vocabulary;
import dev.devledger.domain.sync.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a full cycle does, from what it has read and what the ledger has: existence first, then fields (sync
 * design, sections 5 and 4). It looks at single objects where a list leaves open what became of them, and writes nothing.
 */
final class Planner {
    /** No tree there is as deep; parents that are in a circle are not followed for ever. */
    private static final int DEEPEST = 100;

    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final LedgerSide ledger;
    private final LedgerPorts ports;
    private final LinkBook book;
    private final ConflictBook conflicts;
    private final CycleCalls calls;

    Planner(
            ConnectedAccount account,
            SyncSettings settings,
            LedgerPorts ports,
            LinkBook book,
            ConflictBook conflicts,
            CycleCalls calls) {
        this.account = account;
        this.settings = settings;
        this.ledger = new LedgerSide(settings);
        this.ports = ports;
        this.book = book;
        this.conflicts = conflicts;
        this.calls = calls;
    }

    /**
     * @param doubts of earlier reads
     * @param marked entities that may have been changed in the ledger
     */
    Plan plan(Snapshot snapshot, Map<EntityRef, Instant> doubts, Collection<EntityRef> marked) {
        return new Planning(snapshot, doubts, new LinkedHashSet<>(marked)).plan();
    }

    /** What one plan is made of. */
    private final class Planning {
        private final Snapshot snapshot;
        private final Map<EntityRef, Instant> earlier;
        private final Map<EntityRef, Instant> doubts = new HashMap<>();
        private final Set<EntityRef> marked;
        private final KnownLinks links;
        private final Map<EntityRef, RemoteTask> seen = new LinkedHashMap<>();
        private final List<RemoteTask> newcomers = new ArrayList<>();
        private final List<LinkBook.Entry> absent = new ArrayList<>();
        private final Places places = new Places();
        private final LookUps lookUps = new LookUps(calls);
        private final List<Planned> items = new ArrayList<>();
        private final Set<EntityRef> decided = new HashSet<>();
        private final Sides sides;
        private final Frozen frozen;
        private final Questions questions;
        private boolean settled = true;

        Planning(Snapshot snapshot, Map<EntityRef, Instant> earlier, Set<EntityRef> marked) {
            this.snapshot = snapshot;
            this.earlier = earlier;
            this.marked = marked;
            this.links = new KnownLinks(book, account, snapshot, book.lists(account));
            sort();
            Set<EntityRef> concerned = concerned();
            this.sides = new Sides(ledger, ports.projectQueries(), ports.taskQueries(), concerned);
            Set<EntityRef> asked = new LinkedHashSet<>(concerned);
            asked.add(EntityRef.CARDS);
            this.frozen = Frozen.of(conflicts, account, asked);
            this.questions = new Questions(frozen, links, sides);
            Set<EntityRef> around = new HashSet<>(concerned);
            concerned.forEach(each -> {
                EntityRef parent = sides.parent(each);
                around.add(parent == null ? EntityRef.project(sides.projectOf(each)) : parent);
            });
            links.load(around);
            asked.forEach(each -> questions.plan(each, items));
            snapshot.scopes().forEach(scope -> places.list(scope.list(), scope.owner()));
            around.forEach(this::placeOf);
        }

        private void placeOf(EntityRef entity) {
            RemoteRef remote = KnownLinks.remote(links.link(entity));
            if (remote != null && links.link(entity) instanceof SyncLink.Linked && entity.kind() != Kind.LIST) {
                places.object(remote.id(), entity, sides.projectOf(entity));
            }
        }

        /** What was seen by whose it is, and what was not seen where it was expected. */
        private void sort() {
            for (RemoteTask task : snapshot.seen()) {
                links.owner(task.ref().id()).ifPresentOrElse(owner -> seen.put(owner, task), () -> newcomers.add(task));
            }
            for (LinkBook.Entry entry : links.inScope()) {
                SyncLink.Linked linked = asLinked(entry.link());
                if (entry.entity().kind() != Kind.LIST
                        && linked != null
                        && !seen.containsKey(entry.entity())
                        && snapshot.provesAbsence(linked.remote().list())
                        && isExpected(linked)) {
                    absent.add(entry);
                }
            }
            // What was in doubt in lists that were not read stays so.
            earlier.forEach((entity, since) -> {
                RemoteRef remote = KnownLinks.remote(links.link(entity));
                if (remote == null || !snapshot.provesAbsence(remote.list())) {
                    doubts.put(entity, since);
                }
            });
        }

        /** What is about to be deleted is still there for all that is known. */
        private static SyncLink.@Nullable Linked asLinked(SyncLink link) {
            return switch (link) {
                case SyncLink.Linked linked -> linked;
                case SyncLink.Deleting deleting -> linked(deleting);
                default -> null;
            };
        }

        /** A finished one is listed only within the window that was read (E17). */
        private static boolean isExpected(SyncLink.Linked linked) {
            return switch (linked.base().status()) {
                case OPEN, PLANNED, PAUSED, BLOCKED -> true;
                case COMPLETED, ABANDONED -> false;
            };
        }

        private Set<EntityRef> concerned() {
            Set<EntityRef> concerned = new LinkedHashSet<>(marked);
            concerned.remove(EntityRef.CARDS);
            absent.forEach(entry -> concerned.add(entry.entity()));
            concerned.addAll(parentsThere(concerned));
            seen.forEach((entity, task) -> {
                if (marked.contains(entity) || differs(entity, task) || wasRefused(entity)) {
                    concerned.add(entity);
                    parentOf(task).ifPresent(concerned::add);
                }
            });
            newcomers.forEach(task -> parentOf(task).ifPresent(concerned::add));
            snapshot.scopes().stream().map(Scope::owner).forEach(concerned::add);
            concerned.remove(EntityRef.CARDS);
            return concerned;
        }

        /** What they were last known to be below there: where one of them is looked up, it still is. */
        private List<EntityRef> parentsThere(Collection<EntityRef> entities) {
            return entities.stream()
                    .map(links::link)
                    .filter(SyncLink.Linked.class::isInstance)
                    .map(link -> ((SyncLink.Linked) link).base().parent())
                    .filter(Objects::nonNull)
                    .flatMap(parent -> links.owner(parent).stream())
                    .toList();
        }

        private Optional<EntityRef> parentOf(RemoteTask task) {
            String parent = task.content().parent();
            return parent == null ? Optional.empty() : links.owner(parent);
        }

        /** Whether it is not as both sides last agreed, or not linked any more. */
        private boolean differs(EntityRef entity, RemoteTask task) {
            return switch (links.link(entity)) {
                case SyncLink.Linked linked ->
                    !linked.remote().list().equals(task.ref().list())
                            || Reconciliation.changedByOthers(
                                    Vocabulary.compared(entity.kind(), linked), compared(entity, task));
                case SyncLink.Deleting deleting ->
                    Reconciliation.changedByOthers(
                            Vocabulary.compared(entity.kind(), linked(deleting)), compared(entity, task));
                case SyncLink.OutOfScope outside -> true;
                case SyncLink.Closed closed -> true;
                default -> false;
            };
        }

        private static SyncLink.Linked linked(SyncLink.Deleting deleting) {
            return new SyncLink.Linked(deleting.remote(), deleting.base(), List.of(), null, deleting.at());
        }

        Plan plan() {
            new ListPlans(snapshot, links, sides, settings, frozen, earlier, this::sinceLongEnough).plan(items, doubts);
            topDown().forEach(entity -> {
                RemoteTask task = Objects.requireNonNull(seen.get(entity));
                if (differs(entity, task)) {
                    newest(entity, task).ifPresentOrElse(now -> seen(entity, now), () -> settled = false);
                } else if (marked.contains(entity)) {
                    seen(entity, task);
                } else {
                    accepted(entity);
                }
            });
            absent.forEach(entry -> absent(entry.entity(), (ref, listGone) -> lookUps.ask(ref, listGone)));
            marked.forEach(this::unlisted);
            marked.forEach(this::finished);
            Newcomers unlinked = new Newcomers(
                    snapshot, book.creating(account), links, sides, frozen, places, settings, marked, this::local);
            unlinked.plan(newcomers, items, decided);
            marked.stream().filter(each -> !decided.contains(each)).forEach(this::pushed);
            GoingAlong along =
                    new GoingAlong(ports, ledger, conflicts, account, snapshot, links, items, doubts, marked);
            List<Planned> all = along.withoutWhatStays();
            return new Plan(PlanOrder.sorted(all), doubts, frozen, settled && along.settled() && snapshot.complete());
        }

        /** A refusal is shown for as long as there is something that is refused. */
        private void accepted(EntityRef entity) {
            if (wasRefused(entity)
                    && links.link(entity) instanceof SyncLink.Linked linked
                    && linked.sent().isEmpty()
                    && Vocabulary.compared(entity.kind(), linked).base().equals(local(entity))) {
                items.add(new Planned.Accepted(entity, linked.base()));
            }
        }

        private boolean wasRefused(EntityRef entity) {
            return links.link(entity) instanceof SyncLink.Linked linked && linked.refusal() != null;
        }

        /**
         * A list may lag behind. What it shows of an object that both sides agreed on a moment ago may be older than that,
         * and to take it over would turn the ledger back: the object itself is asked. Empty where it does not answer.
         */
        private Optional<RemoteTask> newest(EntityRef entity, RemoteTask listed) {
            SyncLink link = links.link(entity);
            if (link instanceof SyncLink.OutOfScope) {
                return placeOf(entity, listed).isEmpty()
                        ? Optional.of(listed) // it stays where it is
                        : Optional.ofNullable(lookUps.ask(listed.ref(), false).task());
            }
            SyncLink.Linked linked = asLinked(link);
            if (linked == null || !linked.syncedAt().plus(settings.settle()).isAfter(snapshot.startedAt())) {
                return Optional.of(listed);
            }
            return Optional.ofNullable(lookUps.ask(linked.remote(), false).task());
        }

        /** Parents first: where one comes back, what is below it does too. */
        private List<EntityRef> topDown() {
            return seen.keySet().stream()
                    .sorted(Comparator.comparingInt(entity -> depth(seen.get(entity))))
                    .toList();
        }

        private int depth(@Nullable RemoteTask task) {
            int depth = 0;
            RemoteTask above = task;
            while (above != null && above.content().parent() != null && depth < DEEPEST) {
                depth++;
                above = snapshot.task(above.content().parent());
            }
            return depth;
        }

        private Canonical compared(EntityRef entity, RemoteTask task) {
            return Vocabulary.compared(entity.kind(), task.content(), task.ref().list());
        }

        /** What the ledger has, in the words of the comparison; null where it should not be there. */
        private @Nullable Canonical local(EntityRef entity) {
            return sides.wanted(entity) instanceof Wanted.Present present ? local(entity, present) : null;
        }

        private Canonical local(EntityRef entity, Wanted.Present present) {
            EntityRef parent = present.parent();
            if (parent != null) {
                // What is below something new is below nothing that the remote knows.
                return present.below(
                        links.link(parent) instanceof SyncLink.Linked above
                                ? above.remote().id()
                                : parent.toString());
            }
            SyncLink home = links.link(present.home().list());
            return Vocabulary.compared(
                    entity.kind(),
                    present.content(),
                    home instanceof SyncLink.Linked linked
                            ? linked.remote().list()
                            : present.home().list().toString());
        }

        private void seen(EntityRef entity, RemoteTask task) {
            if (sides.wanted(entity) == null || frozen.isAsWhole(entity)) {
                return;
            }
            switch (links.link(entity)) {
                case SyncLink.Linked linked -> linked(entity, linked, task);
                // What was restored here meanwhile is linked again by the narrow part.
                case SyncLink.Deleting deleting
                when sides.wanted(entity) instanceof Wanted.Gone && differs(entity, task) ->
                    deletedHere(entity, Vocabulary.compared(entity.kind(), linked(deleting)), task);
                case SyncLink.OutOfScope outside ->
                    linked(
                            entity,
                            new SyncLink.Linked(
                                    outside.remote(), outside.base(), List.of(), null, snapshot.startedAt()),
                            task);
                case SyncLink.Closed closed -> back(entity, closed, task);
                default -> {}
            }
        }

        private void linked(EntityRef entity, SyncLink.Linked stored, RemoteTask task) {
            SyncLink.Linked linked = Vocabulary.compared(entity.kind(), stored);
            boolean outside = links.link(entity) instanceof SyncLink.OutOfScope;
            Optional<Planned.Place> place = placeOf(entity, task);
            if (place.isEmpty() && movedByOthers(entity, linked, task)) {
                if (!outside) {
                    decide(new Planned.Left(entity, task.ref().id(), "it stands where nothing of the ledger's is"));
                }
                return;
            }
            if (outside) {
                place.ifPresent(at ->
                        places.object(task.ref().id(), entity, at.project().id()));
            }
            boolean changed = Reconciliation.changedByOthers(linked, compared(entity, task));
            if (sides.wanted(entity) instanceof Wanted.Replaced) {
                if (changed && sides.deleted(entity)) {
                    deletedHere(entity, linked, task);
                } else if (changed) { // what was written on it is not to go with it
                    merge(entity, linked, task, outside);
                }
                return;
            }
            Existence existence = Existence.of(
                    outside ? LinkState.OUT_OF_SCOPE : LinkState.LINKED,
                    localState(entity, linked),
                    !task.ref().list().equals(linked.remote().list())
                            ? RemoteState.MOVED_MAPPED
                            : changed ? RemoteState.SEEN_CHANGED : RemoteState.SEEN_UNCHANGED);
            switch (existence.action()) {
                case MERGE_FIELDS, MOVE -> merge(entity, linked, task, outside);
                case ASK -> deletedHere(entity, linked, task);
                default -> {} // a delete is done there after a look of its own
            }
        }

        /** A move of ours takes two writes; after the first alone it may stand where nothing of the ledger's is. */
        private boolean movedByOthers(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
            boolean atTop = entity.kind() == Kind.TASK && task.content().parent() == null;
            return !atTop
                    || Reconciliation.changesOfOthers(linked, compared(entity, task))
                            .contains(Field.PARENT);
        }

        /** Empty where it left the scope; a card has no place but the top of the card list. */
        private Optional<Planned.Place> placeOf(EntityRef entity, RemoteTask task) {
            if (entity.kind() == Kind.TASK) {
                return places.ofTask(task);
            }
            boolean card =
                    places.isCardList(task.ref().list()) && task.content().parent() == null;
            return card ? Optional.of(new Planned.Place(entity, null)) : Optional.empty();
        }

        private void merge(EntityRef entity, SyncLink.Linked linked, RemoteTask task, boolean returned) {
            Wanted.Present replaced = sides.wanted(entity) instanceof Wanted.Replaced ? sides.restored(entity) : null;
            Canonical local = replaced == null ? local(entity) : local(entity, replaced);
            if (local == null) {
                return;
            }
            Merge merge = Merge.of(
                    local,
                    linked,
                    compared(entity, task),
                    task.recurring(),
                    settings.policies(),
                    frozen.fields(entity));
            Planned.Place moveTo = null;
            if (merge.pull().parent() != null) {
                Optional<Planned.Place> to =
                        places.ofTask(task.ref().list(), merge.pull().parent().to());
                if (to.isEmpty()) {
                    settled = false; // its new parent is not known yet; the next cycle sees it
                    return;
                }
                moveTo = to.get();
            }
            if (!returned && isPushAlone(linked, task, merge)) {
                if (!merge.push().isEmpty()) {
                    decide(new Planned.Pushed(
                            entity,
                            "update",
                            task.ref(),
                            above(entity),
                            merge.push().fields(),
                            "F3"));
                }
                return;
            }
            decide(
                    returned
                            ? new Planned.Returned(entity, sides.version(entity), task, merge, moveTo)
                            : new Planned.Merged(entity, sides.version(entity), task, merge, moveTo));
        }

        private static boolean isPushAlone(SyncLink.Linked linked, RemoteTask task, Merge merge) {
            return merge.pull().isEmpty()
                    && merge.collisions().isEmpty()
                    && merge.thawed().isEmpty()
                    && merge.waiting().isEmpty()
                    && merge.base().equals(linked.base())
                    && task.ref().equals(linked.remote());
        }

        private void deletedHere(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
            CanonicalChanges changes = CanonicalChanges.between(linked.base(), compared(entity, task));
            decide(new Planned.Asked(
                    entity,
                    "E9",
                    new Dispute.DeletedHere(task.ref(), changes, "it was deleted here and changed there since")));
        }

        private LocalState localState(EntityRef entity, SyncLink.Linked linked) {
            Wanted wanted = sides.wanted(entity);
            if (wanted != null && wanted.leaves()) {
                return LocalState.DELETED;
            }
            return linked.base().equals(local(entity)) ? LocalState.UNCHANGED : LocalState.CHANGED;
        }

        /** Both sides were rid of it, and it is there again: at once, or only in a list that lags behind. */
        private void back(EntityRef entity, SyncLink.Closed closed, RemoteTask task) {
            Wanted.Present before = sides.restored(entity);
            if (closed.byRemote() && sides.deleted(entity) && before != null) {
                decide(new Planned.Revived(entity, task, local(entity, before)));
            } else if (sinceLongEnough(entity)) {
                decide(new Planned.Asked(entity, "E13", new Dispute.Reappeared(task.ref(), compared(entity, task))));
            } else {
                doubts.put(entity, earlier.getOrDefault(entity, snapshot.startedAt()));
            }
        }

        /** Whether an earlier read has seen the same, a settle time before this one at least. */
        private boolean sinceLongEnough(EntityRef entity) {
            Instant since = earlier.get(entity);
            return since != null && !since.plus(settings.settle()).isAfter(snapshot.startedAt());
        }

        /** Its list is kept in step no more, and nothing has taken it out of there so far. */
        private void unlisted(EntityRef entity) {
            if (!decided.contains(entity)
                    && entity.kind() != Kind.LIST
                    && links.link(entity) instanceof SyncLink.Linked linked
                    && isExpected(linked)
                    && !seen.containsKey(entity)
                    && snapshot.complete()
                    && !links.isList(linked.remote().list())) {
                doubts.remove(entity);
                absent(entity, lookUps::askAnywhere);
            }
        }

        private void absent(EntityRef entity, BiFunction<RemoteRef, Boolean, LookUps.Found> look) {
            // What was deleted here and changed there may be deleted there by now, which answers the question.
            boolean waits = frozen.asWhole(entity)
                    .filter(each -> !(each.dispute() instanceof Dispute.DeletedHere))
                    .isPresent();
            if (sides.wanted(entity) == null || sides.wanted(entity) instanceof Wanted.Outside || waits) {
                return;
            }
            if (links.link(entity) instanceof SyncLink.Deleting && sides.wanted(entity) instanceof Wanted.Present) {
                return; // restored here after a delete of ours: that it is missing there is no wish of anybody's
            }
            SyncLink.Linked linked =
                    Vocabulary.compared(entity.kind(), Objects.requireNonNull(asLinked(links.link(entity))));
            String list = linked.remote().list();
            LookUps.Found found = look.apply(
                    linked.remote(),
                    snapshot.gone().contains(list) || !snapshot.lists().containsKey(list));
            RemoteTask task = found.task();
            if (task != null && (found.elsewhere() || task.content().status() != RemoteStatus.OPEN)) {
                seen(entity, task);
                return;
            }
            LookUp.Elsewhere elsewhere = found.searched() ? LookUp.Elsewhere.NOWHERE : LookUp.Elsewhere.NOT_SEARCHED;
            RemoteState state = new LookUp(found.byId(), elsewhere, false, sinceLongEnough(entity)).state();
            if (state != RemoteState.MOVED_UNMAPPED) {
                doubts.put(entity, earlier.getOrDefault(entity, snapshot.startedAt()));
            }
            Existence existence = Existence.of(LinkState.LINKED, localState(entity, linked), state);
            String id = linked.remote().id();
            switch (existence.action()) {
                case DELETE_LOCALLY ->
                    decide(new Planned.Removed(entity, linked.remote().list(), id, above(entity)));
                case DETACH_AND_ASK ->
                    decide(new Planned.Asked(
                            entity,
                            "E7",
                            new Dispute.DeletedThere(
                                    linked.remote(),
                                    CanonicalChanges.between(linked.base(), Objects.requireNonNull(local(entity))))));
                case CLOSE -> {
                    decide(new Planned.Closed(entity, id));
                    frozen.asWhole(entity)
                            .ifPresent(each -> items.add(
                                    new Planned.Answered(entity, "E9", each.id(), "it was deleted there as well")));
                }
                case LEAVE_SCOPE -> decide(new Planned.Left(entity, id, "it is in no list that can be seen"));
                default -> settled = false;
            }
        }

        /** What was changed here after both had finished it is in no list (E17), and may have been changed there as well. */
        private void finished(EntityRef entity) {
            if (decided.contains(entity)
                    || seen.containsKey(entity)
                    || entity.kind() == Kind.LIST
                    || !(links.link(entity) instanceof SyncLink.Linked linked)
                    || isExpected(linked)
                    || !snapshot.provesAbsence(linked.remote().list())) {
                return;
            }
            RemoteTask task = lookUps.ask(
                            linked.remote(),
                            snapshot.gone().contains(linked.remote().list()))
                    .task();
            if (task != null) {
                seen(entity, task);
            }
        }

        /** What the narrow part of the cycle is going to do there. */
        private void pushed(EntityRef entity) {
            Wanted wanted = sides.wanted(entity);
            SyncLink link = links.link(entity);
            if (wanted == null || frozen.isAsWhole(entity) || entity.equals(EntityRef.CARDS)) {
                return;
            }
            switch (wanted) {
                case Wanted.Present present when link instanceof SyncLink.Linked linked -> changed(entity, linked);
                case Wanted.Present present when link instanceof SyncLink.None -> push(entity, "create", "E1");
                case Wanted.Present present when link instanceof SyncLink.Closed -> push(entity, "create", "E18");
                case Wanted.Gone gone when link instanceof SyncLink.Linked -> push(entity, "delete", "E8");
                case Wanted.Replaced replaced when link instanceof SyncLink.Linked -> push(entity, "replace", "E8");
                case Wanted.Outside outside when link instanceof SyncLink.Linked -> push(entity, "detach", "E11");
                default -> {}
            }
        }

        private void push(EntityRef entity, String action, String row) {
            RemoteRef remote = links.link(entity) instanceof SyncLink.Linked linked ? linked.remote() : null;
            items.add(new Planned.Pushed(entity, action, remote, above(entity), Set.of(), row));
        }

        /** What it is below in the ledger. */
        private @Nullable EntityRef above(EntityRef entity) {
            if (entity.kind() != Kind.TASK) {
                return null;
            }
            EntityRef parent = sides.parent(entity);
            return parent == null ? EntityRef.project(sides.projectOf(entity)) : parent;
        }

        private void changed(EntityRef entity, SyncLink.Linked linked) {
            Canonical local = local(entity);
            Canonical base = Vocabulary.compared(entity.kind(), linked).base();
            Set<Field> fields = local == null
                    ? Set.of()
                    : CanonicalChanges.between(base, local).fields();
            if (!fields.isEmpty()) {
                items.add(new Planned.Pushed(entity, "update", linked.remote(), above(entity), fields, "F3"));
            }
        }

        private void decide(Planned planned) {
            items.add(planned);
            EntityRef entity = planned.entity();
            if (entity != null) {
                decided.add(entity);
            }
        }
    }
}
