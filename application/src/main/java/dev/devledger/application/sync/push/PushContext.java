package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.CycleContext.ExistenceTable;
import dev.devledger.application.sync.cycle.CycleContext.RecentValues;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.guard.Approvals.BlockedPushes;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.local.PushBatch;
import dev.devledger.application.sync.local.PushBatch.PushBatchReader;
import dev.devledger.application.sync.local.PushBatch.PushCandidate;
import dev.devledger.application.sync.lookup.HiddenTasks;
import dev.devledger.application.sync.lookup.LostCreateSearch;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.push.NarrowCycle.PassGuards;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.application.sync.read.ListReads.LockedLists;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.UnshownParts;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The context that all items of a pass share.
 *
 * @param table decides if an object is created, deleted, linked or left
 * @param putOff delays the next try of an entity while the present try still runs
 */
record PushContext(
        Connector connector,
        ExistenceTable table,
        PushContext.KnownEntities known,
        Lookups lookups,
        LinkJournal records,
        TargetList.PassLists targetLists,
        Consumer<EntityRef> putOff) {

    /** The lookups in the service, for all passes of a cycle. */
    record Lookups(CycleCalls calls, LostCreateSearch lostCreates, HiddenTasks hidden) {
        static Lookups of(CycleContext connection, CycleCalls calls) {
            LinkBook book = connection.ports().links();
            return new Lookups(
                    calls,
                    new LostCreateSearch(calls, book, connection.connector(), connection.clock()),
                    new HiddenTasks(book, connection.connector(), calls));
        }
    }

    /** Returns the service's name as people write it. */
    String title() {
        return connector.title();
    }

    SyncSettings settings() {
        return connector.settings();
    }

    Capabilities capabilities() {
        return connector.capabilities();
    }

    ContentTranslator words() {
        return connector.words();
    }

    CycleCalls calls() {
        return lookups.calls();
    }

    ClosedLists closed() {
        return targetLists.closed();
    }

    TargetList.Availability find(DesiredObject.ContainingList home) {
        return targetLists.find(home, this);
    }

    SyncLink link(EntityRef entity) {
        return known.link(entity);
    }

    /** Returns the reason for not deleting an entity that was restored. */
    String restored() {
        return "it was restored in Devledger before it was deleted in " + title();
    }

    /**
     * Returns those of these fields that a look did not show: the agreed values are shown in their place, and the
     * remote may hold something else by now.
     */
    Set<Field> unshown(EntityRef.Kind kind, UnshownParts look, Set<Field> fields) {
        return fields.stream()
                .filter(field -> !Collections.disjoint(look.fields(), words().writtenFields(kind, Set.of(field))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
    }

    /** Records facts about several links at once: all of them, or none. */
    void recordAll(Map<EntityRef, LinkJournal.Fact> facts) {
        records.recordAll(facts).forEach(known::learn);
    }

    /**
     * Null if the entity's parent is not in that list yet: in another list the parent may be below the entity itself.
     */
    @Nullable
    CanonicalContent content(EntityRef entity, DesiredObject.Present present, String list) {
        EntityRef parent = present.parent();
        if (parent == null) {
            return words().compared(entity.kind(), present.content(), list);
        }
        return link(parent) instanceof SyncLink.Linked above
                        && above.remote().list().equals(list)
                ? words().compared(entity.kind(), present.below(above.remote().id()), list)
                : null;
    }

    /**
     * The reasons why an entity is not pushed now: a person is asked about it, a guard holds it, or its list cannot be
     * written.
     */
    record PushObstacles(KnownEntities known, BlockedPushes blocked, LockedLists locked, ClosedLists closed) {
        /**
         * The wait for a person's answer. The answer marks everything that waited for it; this wait is for the case
         * that the mark is lost.
         */
        static final Duration ASKED_AGAIN = Duration.ofMinutes(10);

        static final String ASKED = "it waits for your decision: GET /api/sync/conflicts";
        private static final String HELD = "it waits for your approval: GET /api/sync/approvals";

        static PushOutcome waitsForApproval() {
            return waits(HELD);
        }

        /** Returns a wait for a person. The wait is no failure, so that it does not grow. */
        private static PushOutcome waits(String reason) {
            return new PushOutcome.Retry(reason, ASKED_AGAIN, false, false);
        }

        /** Returns the outcome of a candidate that may not be tried now; empty if it may be tried. */
        Optional<PushOutcome> of(PushCandidate candidate) {
            Optional<String> reason = waitsForAPerson(candidate)
                    ? Optional.of(ASKED)
                    : isHeld(candidate) ? Optional.of(HELD) : whyLocked(candidate);
            return reason.map(PushObstacles::waits).or(() -> whyClosed(candidate));
        }

        /**
         * True if a person is asked about the whole entity, unless the question is about a create that was never
         * answered: such a create is tried again all the same.
         */
        private boolean waitsForAPerson(PushCandidate candidate) {
            return known.conflicts()
                    .find(candidate.item().entity(), each -> each.freezesAll() && !each.neverAnswered())
                    .isPresent();
        }

        /** True if no person is asked about the whole entity, no guard holds it, and its list can be written. */
        boolean isFree(PushCandidate candidate) {
            return !known.conflicts().isAsWhole(candidate.item().entity())
                    && !isHeld(candidate)
                    && whyLocked(candidate).isEmpty();
        }

        /** True if the entity is free and its list also accepts the write. */
        boolean isOpen(PushCandidate candidate) {
            return isFree(candidate) && whyClosed(candidate).isEmpty();
        }

        /** True if a guard holds the entity, or holds the list that the entity needs and that does not exist yet. */
        private boolean isHeld(PushCandidate candidate) {
            EntityRef entity = candidate.item().entity();
            if (known.guards().holds(entity) || blocked.holds(entity, candidate.wanted(), known.link(entity))) {
                return true;
            }
            return candidate.wanted() instanceof DesiredObject.Present present
                    && !(known.link(present.home().list()) instanceof SyncLink.Linked)
                    && blocked.holds(
                            present.home().list(),
                            present,
                            known.link(present.home().list()));
        }

        private Optional<String> whyLocked(PushCandidate candidate) {
            return locked.reason(candidate.item().entity(), candidate.wanted(), known::link);
        }

        private Optional<PushOutcome> whyClosed(PushCandidate candidate) {
            return closed.waits(candidate.item().entity(), candidate.wanted(), known::link)
                    .map(PushOutcome::waitsFor);
        }
    }

    /**
     * The knowledge of a pass about each entity.
     *
     * @param reader reads the state wanted in the ledger at this moment, which a user may have changed since the pass
     *     began
     * @param recentValues the past values of an object that an old answer may still show
     */
    record KnownEntities(
            PushBatch batch,
            PushBatchReader reader,
            OpenConflicts conflicts,
            PassGuards guards,
            RecentValues recentValues) {

        /** Returns the entity's link as this pass has changed it so far. */
        SyncLink link(EntityRef entity) {
            return batch.link(entity);
        }

        void learn(EntityRef entity, SyncLink link) {
            batch.put(entity, link);
        }

        /** Returns the fields that wait for a person's decision. */
        Set<Field> frozen(EntityRef entity) {
            return conflicts.fields(entity);
        }

        /** Returns how the entity's delete counts in the day's limit of deletes. */
        LimitShare counted(EntityRef entity) {
            return guards.counted(entity);
        }

        /**
         * True if the entity still has to be deleted. A remote delete cannot be undone, and the entity may have been
         * restored a moment ago, so this is checked right before each delete.
         */
        boolean stillLeaves(EntityRef entity) {
            DesiredObject now = reader.wantedNow(entity);
            return now != null && now.leaves();
        }

        /** Returns the link with those of its past values that a look that begins now may still show. */
        SyncLink.Linked remembered(Instant now, SyncLink.Linked linked) {
            return recentValues.at(now, linked);
        }
    }
}
