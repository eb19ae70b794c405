package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
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

/**
 * What a full cycle is going to do, in this order.
 *
 * @param doubts what is in doubt from now on, and since when
 * @param conflicts those that stand for any of the entities
 * @param settled whether nothing was left out because it could not be told
 * @param open what was left out so, in words
 */
public record Plan(
        List<Planned> items,
        Map<EntityRef, SuspectedAbsences.Doubt> doubts,
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

    /** A plan while it is made: what is decided so far, and what is in doubt. */
    public static final class PlanDraft {
        private final Snapshot snapshot;
        private final SyncSettings settings;
        private final Map<EntityRef, SuspectedAbsences.Doubt> earlier;
        private final Map<String, Cycles.Read> reads;
        private final Map<EntityRef, SuspectedAbsences.Doubt> doubts = new HashMap<>();
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
                Map<EntityRef, SuspectedAbsences.Doubt> earlier,
                Map<String, Cycles.Read> reads) {
            this.reads = reads;
            this.snapshot = snapshot;
            this.settings = settings;
            this.earlier = Map.copyOf(earlier);
        }

        /** What becomes of its entity in this cycle. */
        public void decide(Planned planned) {
            items.add(planned);
            EntityRef entity = planned.entity();
            if (entity != null) {
                decided.add(entity);
            }
        }

        /** What is done beside that. */
        public void add(Planned planned) {
            items.add(planned);
        }

        /** What is decided so far, to be judged as a whole. */
        public List<Planned> items() {
            return List.copyOf(items);
        }

        /** What was planned of these is decided otherwise. */
        public void drop(Collection<Planned> some) {
            items.removeAll(Set.copyOf(some));
        }

        public void replace(List<Planned> judged) {
            items.clear();
            items.addAll(judged);
        }

        /** Whether a person is asked about it, as far as it is planned. */
        public boolean isAsked(EntityRef entity) {
            return items.stream().anyMatch(item -> item instanceof Planned.Asked && entity.equals(item.entity()));
        }

        /** Whether it is not where it should be, or is where it should not be, as far as this read tells. */
        public boolean isDoubted(EntityRef entity) {
            SuspectedAbsences.Doubt doubt = doubts.get(entity);
            return doubt != null && doubt.isMissed();
        }

        /** Whether an earlier read has missed it. */
        public boolean wasMissed(EntityRef entity) {
            SuspectedAbsences.Doubt doubt = earlier.get(entity);
            return doubt != null && doubt.isMissed();
        }

        public boolean isDecided(EntityRef entity) {
            return decided.contains(entity);
        }

        public void doubt(EntityRef entity) {
            doubts.put(entity, earlier.getOrDefault(entity, new SuspectedAbsences.Doubt(snapshot.startedAt())));
        }

        /** It is not in that list, where it should be. */
        public void miss(EntityRef entity, String list) {
            SuspectedAbsences.Doubt doubt = earlier.get(entity);
            doubts.put(
                    entity,
                    doubt != null && doubt.isMissed()
                            ? doubt
                            : new SuspectedAbsences.Doubt(snapshot.startedAt(), lastSeen(entity, list)));
        }

        /** A search shows it, though its list does not: it is there. */
        public void show(EntityRef entity) {
            shown.add(entity);
        }

        public boolean isShown(EntityRef entity) {
            return shown.contains(entity);
        }

        /**
         * What no list has to show, such as what is finished, may be deleted there and take what is written into it. So when a
         * list has shown it last is not forgotten before one has shown it again.
         */
        public void keepUnshown(KnownLinks links, Observed sightings) {
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
                        doubts.put(entity, SuspectedAbsences.Doubt.unshown(seen));
                    }
                }
            }
        }

        /** A list shows it without something that was written since another has shown it last, and may be left to the next cycle. */
        public void unproved(EntityRef entity, String list) {
            doubts.put(entity, SuspectedAbsences.Doubt.unshown(lastSeen(entity, list)));
        }

        private Instant lastRead(String list) {
            Cycles.Read last = reads.get(list);
            Instant readAt = last == null ? null : last.readAt();
            return readAt == null ? Instant.EPOCH : readAt;
        }

        /** When the list was read that has shown it last. */
        public Instant lastSeen(EntityRef entity, String list) {
            SuspectedAbsences.Doubt doubt = earlier.get(entity);
            return doubt == null ? lastRead(list) : doubt.seen();
        }

        public void undoubt(EntityRef entity) {
            doubts.remove(entity);
        }

        /** What was in doubt in lists that were not read stays so, but for what was seen all the same. */
        public void keepDoubts(KnownLinks links, Observed sightings) {
            earlier.forEach((entity, doubt) -> {
                if (entity.kind() == EntityRef.Kind.LIST) {
                    keepDoubtOfList(entity, doubt, links);
                    return;
                }
                RemoteRef remote = links.link(entity).object();
                boolean isThere = (sightings.isSeen(entity) || sightings.cannotBeRead(entity))
                        && Observed.asLinked(links.link(entity)) != null;
                if (!isThere && (remote == null || !snapshot.provesAbsence(remote.list()))) {
                    doubts.put(entity, doubt);
                }
            });
        }

        /** Of a list that is let go, or there again, an old doubt must not count for the next one. */
        private void keepDoubtOfList(EntityRef list, SuspectedAbsences.Doubt doubt, KnownLinks links) {
            RemoteRef remote = links.link(list).object();
            boolean missing = remote != null
                    && !snapshot.lists().containsKey(remote.list())
                    && !snapshot.unread().containsKey(remote.list());
            if (missing && Observed.asLinked(links.link(list)) != null) {
                doubts.put(list, doubt);
            }
        }

        /** Whether an earlier read has seen the same, a settle time before this one at least. */
        public boolean sinceLongEnough(EntityRef entity) {
            return since(entity, settings.absence());
        }

        /** The same of a read before that one: what no other source has shown takes three. */
        public boolean sinceTwiceAsLong(EntityRef entity) {
            return since(entity, settings.absence().multipliedBy(2));
        }

        private boolean since(EntityRef entity, Duration length) {
            SuspectedAbsences.Doubt doubt = earlier.get(entity);
            return doubt != null
                    && doubt.isMissed()
                    && !doubt.since().plus(length).isAfter(snapshot.startedAt());
        }

        /** Something cannot be told yet; the next cycle sees it. {@code what} says of which thing, and why. */
        public void leaveOpen(String what) {
            open.add(what);
        }

        public Plan plan(OpenConflicts standing) {
            return new Plan(PlanOrder.sorted(items), doubts, standing, open.isEmpty() && snapshot.complete(), open);
        }
    }

    /** Changes before what is new, deletions after all else; what was planned first comes first among equals. */
    static final class PlanOrder {
        private PlanOrder() {}

        static List<Planned> sorted(List<Planned> items) {
            return items.stream()
                    .sorted(Comparator.comparingInt(PlanOrder::rank))
                    .toList();
        }

        private static int rank(Planned planned) {
            return switch (planned) {
                // Before its fields: it is what both sides last held that is agreed again.
                case Planned.ReadAgain again -> 0;
                case Planned.Adopted adopted -> 0;
                case Planned.Revived revived -> 1;
                case Planned.ListImported imported -> 2;
                case Planned.Imported imported -> 2;
                case Planned.Returned returned -> 3;
                case Planned.Merged merged -> 3;
                case Planned.ListChanged changed -> 3;
                case Planned.OutOfScope left -> 4;
                case Planned.Unreadable alone -> 4;
                case Planned.Withdrawn answered -> 4;
                case Planned.Accepted accepted -> 4;
                case Planned.FieldsSeen seen -> 4;
                case Planned.Asked asked -> 5;
                case Planned.ListFound found -> 6;
                case Planned.Closed closed -> 7;
                case Planned.Removed removed -> 8;
                case Planned.ListEnded ended -> 8;
                case Planned.Pushed pushed -> 9;
            };
        }
    }
}
