package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.local.LocalEntityStates;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.read.CycleLinks;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The planned items of a full cycle, in their order.
 *
 * @param doubts the doubts that remain, with the time since when
 * @param conflicts the open conflicts of the entities
 * @param settled false if anything could not be decided yet
 * @param open descriptions of what could not be decided yet
 */
public record Plan(
        List<Planned> items,
        Map<EntityRef, SuspectedAbsences.Suspicion> doubts,
        OpenConflicts conflicts,
        boolean settled,
        List<String> open) {
    public Plan {
        items = List.copyOf(items);
        doubts = Map.copyOf(doubts);
        open = List.copyOf(open);
    }

    public Plan without(List<Planned> held) {
        Set<Planned> waiting = Set.copyOf(held);
        return held.isEmpty()
                ? this
                : new Plan(
                        items.stream().filter(each -> !waiting.contains(each)).toList(),
                        doubts,
                        conflicts,
                        settled,
                        open);
    }

    /** A plan in the making: the items so far, and the doubts. */
    public static final class PlanDraft {
        private final Snapshot snapshot;
        private final SyncSettings settings;
        private final Map<EntityRef, SuspectedAbsences.Suspicion> earlier;
        private final Map<String, Cycles.ListReadState> reads;
        private final Map<EntityRef, SuspectedAbsences.Suspicion> doubts = new HashMap<>();
        private final List<Planned> items = new ArrayList<>();
        private final Set<EntityRef> decided = new HashSet<>();
        private final Set<EntityRef> shown = new HashSet<>();
        private final List<String> open = new ArrayList<>();

        /**
         * @param earlier the doubts of earlier reads
         * @param reads the last complete read of each list before this one
         */
        public PlanDraft(
                Snapshot snapshot,
                SyncSettings settings,
                Map<EntityRef, SuspectedAbsences.Suspicion> earlier,
                Map<String, Cycles.ListReadState> reads) {
            this.reads = reads;
            this.snapshot = snapshot;
            this.settings = settings;
            this.earlier = Map.copyOf(earlier);
        }

        /** Plans the item that decides its entity in this cycle. */
        public void decide(Planned planned) {
            items.add(planned);
            EntityRef entity = planned.entity();
            if (entity != null) {
                decided.add(entity);
            }
        }

        /** Plans a further item, which does not decide its entity. */
        public void add(Planned planned) {
            items.add(planned);
        }

        /** Returns the items so far, for steps that judge them together. */
        public List<Planned> items() {
            return List.copyOf(items);
        }

        /** Drops items that another item replaces. */
        public void drop(Collection<Planned> some) {
            items.removeAll(Set.copyOf(some));
        }

        public void replace(List<Planned> judged) {
            items.clear();
            items.addAll(judged);
        }

        /** True if a question about the entity is planned. */
        public boolean isAsked(EntityRef entity) {
            return items.stream().anyMatch(item -> item instanceof Planned.Question && entity.equals(item.entity()));
        }

        /** True if this read missed the entity's object, or saw it where it should not be. */
        public boolean isDoubted(EntityRef entity) {
            SuspectedAbsences.Suspicion doubt = doubts.get(entity);
            return doubt != null && doubt.isMissed();
        }

        /** True if an earlier read missed the entity's object. */
        public boolean wasMissed(EntityRef entity) {
            SuspectedAbsences.Suspicion doubt = earlier.get(entity);
            return doubt != null && doubt.isMissed();
        }

        public boolean isDecided(EntityRef entity) {
            return decided.contains(entity);
        }

        public void doubt(EntityRef entity) {
            doubts.put(entity, earlier.getOrDefault(entity, new SuspectedAbsences.Suspicion(snapshot.startedAt())));
        }

        /** Records that the entity's object is not in the list where it should be. */
        public void miss(EntityRef entity, String list) {
            SuspectedAbsences.Suspicion doubt = earlier.get(entity);
            doubts.put(
                    entity,
                    doubt != null && doubt.isMissed()
                            ? doubt
                            : new SuspectedAbsences.Suspicion(snapshot.startedAt(), lastSeen(entity, list)));
        }

        /** Records that a search shows the entity's object, although its list does not: it exists. */
        public void show(EntityRef entity) {
            shown.add(entity);
        }

        public boolean isShown(EntityRef entity) {
            return shown.contains(entity);
        }

        /**
         * Keeps the time when a list last showed an object that lists need not show, such as a finished one. The object
         * may be deleted and still accept writes, so this time counts until a list shows the object again.
         */
        public void keepUnshown(CycleLinks links, ObservedObjects sightings) {
            for (LinkBook.Entry entry : links.inScope()) {
                EntityRef entity = entry.entity();
                if (entry.link() instanceof SyncLink.Linked linked
                        && entity.kind() != EntityRef.Kind.LIST
                        && !doubts.containsKey(entity)
                        && !isShown(entity)
                        && !sightings.isSeen(entity)
                        && !sightings.cannotBeRead(entity)
                        && snapshot.provesAbsence(linked.remote().list())) {
                    Instant seen = lastSeen(entity, linked.remote().list());
                    if (LocalContent.isWrittenSince(linked, seen)) {
                        doubts.put(entity, SuspectedAbsences.Suspicion.unshown(seen));
                    }
                }
            }
        }

        /**
         * Records that a list shows the object without a write that was made since the object was last shown; the next
         * cycle may decide.
         */
        public void unproved(EntityRef entity, String list) {
            doubts.put(entity, SuspectedAbsences.Suspicion.unshown(lastSeen(entity, list)));
        }

        private Instant lastRead(String list) {
            Cycles.ListReadState last = reads.get(list);
            Instant readAt = last == null ? null : last.readAt();
            return readAt == null ? Instant.EPOCH : readAt;
        }

        /** Returns the time of the list read that last showed the entity's object. */
        public Instant lastSeen(EntityRef entity, String list) {
            SuspectedAbsences.Suspicion doubt = earlier.get(entity);
            return doubt == null ? lastRead(list) : doubt.seen();
        }

        public void undoubt(EntityRef entity) {
            doubts.remove(entity);
        }

        /** Keeps the doubts about objects in lists that were not read, except objects that were seen in another way. */
        public void keepDoubts(CycleLinks links, ObservedObjects sightings) {
            earlier.forEach((entity, doubt) -> {
                if (entity.kind() == EntityRef.Kind.LIST) {
                    keepDoubtOfList(entity, doubt, links);
                    return;
                }
                RemoteRef remote = links.link(entity).object();
                boolean isThere = (sightings.isSeen(entity) || sightings.cannotBeRead(entity))
                        && ObservedObjects.asLinked(links.link(entity)) != null;
                if (!isThere && (remote == null || !snapshot.provesAbsence(remote.list()))) {
                    doubts.put(entity, doubt);
                }
            });
        }

        /**
         * Keeps a doubt about a list only as long as the list is missing and linked, so that it does not count for a
         * later absence.
         */
        private void keepDoubtOfList(EntityRef list, SuspectedAbsences.Suspicion doubt, CycleLinks links) {
            RemoteRef remote = links.link(list).object();
            boolean missing = remote != null
                    && !snapshot.lists().containsKey(remote.list())
                    && !snapshot.unread().containsKey(remote.list());
            if (missing && ObservedObjects.asLinked(links.link(list)) != null) {
                doubts.put(list, doubt);
            }
        }

        /** True if the doubt was raised by an earlier read, long enough before this one to prove an absence. */
        public boolean sinceLongEnough(EntityRef entity) {
            return since(entity, settings.absence());
        }

        /**
         * True if the doubt is twice as old as {@link #sinceLongEnough} requires: an absence that nothing else confirms
         * takes three reads.
         */
        public boolean sinceTwiceAsLong(EntityRef entity) {
            return since(entity, settings.absence().multipliedBy(2));
        }

        private boolean since(EntityRef entity, Duration length) {
            SuspectedAbsences.Suspicion doubt = earlier.get(entity);
            return doubt != null
                    && doubt.isMissed()
                    && !doubt.since().plus(length).isAfter(snapshot.startedAt());
        }

        /** Records an undecided question for the next cycle; {@code what} names the subject and the reason. */
        public void leaveOpen(String what) {
            open.add(what);
        }

        public Plan plan(OpenConflicts standing) {
            return new Plan(PlanOrder.sorted(items), doubts, standing, open.isEmpty() && snapshot.complete(), open);
        }
    }

    /** Orders changes before creates, and deletions last; equal ranks stay in the order of planning. */
    static final class PlanOrder {
        private PlanOrder() {}

        static List<Planned> sorted(List<Planned> items) {
            return items.stream()
                    .sorted(Comparator.comparingInt(PlanOrder::rank))
                    .toList();
        }

        private static int rank(Planned planned) {
            return switch (planned) {
                // Before the fields are merged, as it only agrees on the base again.
                case Planned.ReadableAgain again -> 0;
                case Planned.Adopted adopted -> 0;
                case Planned.RestoredRemotely revived -> 1;
                case Planned.ListImported imported -> 2;
                case Planned.Imported imported -> 2;
                case Planned.BackInScope returned -> 3;
                case Planned.Merged merged -> 3;
                case Planned.ListChanged changed -> 3;
                case Planned.OutOfScope left -> 4;
                case Planned.Unreadable alone -> 4;
                case Planned.Withdrawal answered -> 4;
                case Planned.RefusalEnded accepted -> 4;
                case Planned.FieldsSeen seen -> 4;
                case Planned.Question asked -> 5;
                case Planned.ListFound found -> 6;
                case Planned.Closed closed -> 7;
                case Planned.DeletedRemotely removed -> 8;
                case Planned.ListGone ended -> 8;
                case Planned.Pushed pushed -> 9;
            };
        }
    }

    /** The ledger's content in the vocabulary of the comparison. */
    public static final class LocalContent {
        private final CycleLinks links;
        private final LocalEntityStates sides;

        public LocalContent(CycleLinks links, LocalEntityStates sides) {
            this.links = links;
            this.sides = sides;
        }

        /** Returns the content that the entity's object should have; null if it should have no object. */
        @Nullable
        public CanonicalContent content(EntityRef entity) {
            return sides.wanted(entity) instanceof DesiredObject.Present present ? content(entity, present) : null;
        }

        public CanonicalContent content(EntityRef entity, DesiredObject.Present present) {
            return links.link(entity).inTheirForm(own(entity, present));
        }

        private CanonicalContent own(EntityRef entity, DesiredObject.Present present) {
            EntityRef parent = present.parent();
            CanonicalContent content = parent == null ? present.content() : present.below(remoteId(parent));
            return links.words()
                    .compared(entity.kind(), content, remoteId(present.home().list()));
        }

        /** Returns the remote id of the parent or list; if that has no object yet, the entity's name stands for it. */
        private String remoteId(EntityRef above) {
            return links.link(above) instanceof SyncLink.Linked linked
                    ? linked.remote().id()
                    : above.toString();
        }

        public LocalState state(EntityRef entity, SyncLink.Linked linked) {
            DesiredObject wanted = sides.wanted(entity);
            if (wanted != null && !(wanted instanceof DesiredObject.Present)) {
                return sides.deleted(entity) && wanted.leaves() ? LocalState.DELETED : LocalState.of(wanted);
            }
            return linked.base().equals(content(entity)) ? LocalState.UNCHANGED : LocalState.CHANGED;
        }

        /**
         * As {@link #state}, for an object that a list last showed at {@code seen}. A write since then counts as a local
         * change, whatever a read by its id shows: a deleted object can be read too, and accepts writes.
         */
        public LocalState state(EntityRef entity, SyncLink.Linked linked, Instant seen) {
            LocalState state = state(entity, linked);
            return state == LocalState.UNCHANGED && isWrittenSince(linked, seen) ? LocalState.CHANGED : state;
        }

        static boolean isWrittenSince(SyncLink.Linked linked, Instant seen) {
            return linked.writtenAt() != null && !linked.writtenAt().isBefore(seen);
        }

        /** Returns the entity's parent in the ledger. */
        @Nullable
        public EntityRef above(EntityRef entity) {
            return entity.kind() == Kind.TASK ? sides.above(entity) : null;
        }
    }
}
