package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.cycle.Connection;
import dev.devledger.application.sync.cycle.Connection.ExistenceTable;
import dev.devledger.application.sync.cycle.Connection.RecentValues;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.guard.BlockedPushes;
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
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.Gaps;
import dev.devledger.domain.sync.link.SyncCommand.Counted;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
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
 * What all items of a pass share.
 *
 * @param table what decides on existence
 * @param putOff to try it later, before what is tried now has come to its end
 */
record PushContext(
        Connector connector,
        ExistenceTable table,
        PushContext.KnownEntities known,
        Lookups lookups,
        LinkJournal records,
        TargetList.OfPass targetLists,
        Consumer<EntityRef> putOff) {

    /** What asks the remote for all passes of a cycle. */
    record Lookups(CycleCalls calls, LostCreateSearch lostCreates, HiddenTasks hidden) {
        static Lookups of(Connection connection, CycleCalls calls) {
            LinkBook book = connection.ports().links();
            return new Lookups(
                    calls,
                    new LostCreateSearch(calls, book, connection.connector(), connection.clock()),
                    new HiddenTasks(book, connection.connector(), calls));
        }
    }

    /** The service's name as people write it. */
    String title() {
        return connector.title();
    }

    SyncSettings settings() {
        return connector.settings();
    }

    Capabilities capabilities() {
        return connector.capabilities();
    }

    Words words() {
        return connector.words();
    }

    CycleCalls calls() {
        return lookups.calls();
    }

    ClosedLists closed() {
        return targetLists.closed();
    }

    TargetList.Found find(Wanted.Home home) {
        return targetLists.find(home, this);
    }

    SyncLink link(EntityRef entity) {
        return known.link(entity);
    }

    /** Why what is wanted again by now is not deleted. */
    String restored() {
        return "it was restored in Devledger before it was deleted in " + title();
    }

    /**
     * Which of these fields a look has left open: what both sides have agreed on fills them, and the remote may hold something
     * else by now.
     */
    Set<Field> unshown(EntityRef.Kind kind, Gaps look, Set<Field> fields) {
        return fields.stream()
                .filter(field -> !Collections.disjoint(look.fields(), words().writtenFields(kind, Set.of(field))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
    }

    /** Records facts of several links at once, all or none. */
    void recordAll(Map<EntityRef, LinkJournal.Fact> facts) {
        records.recordAll(facts).forEach(known::learn);
    }

    /** Null where what it is below is not in that list yet: below something in another one it may be below itself. */
    @Nullable
    Canonical content(EntityRef entity, Wanted.Present present, String list) {
        EntityRef parent = present.parent();
        if (parent == null) {
            return words().compared(entity.kind(), present.content(), list);
        }
        return link(parent) instanceof SyncLink.Linked above
                        && above.remote().list().equals(list)
                ? words().compared(entity.kind(), present.below(above.remote().id()), list)
                : null;
    }

    /** Why something is not pushed now: a person is asked about it, a guard holds it, or its list takes nothing. */
    record PushObstacles(KnownEntities known, BlockedPushes blocked, LockedLists locked, ClosedLists closed) {
        /** Whoever ends such a wait marks what waited; this is for the case that the mark is lost. */
        static final Duration ASKED_AGAIN = Duration.ofMinutes(10);

        static final String ASKED = "it waits for your decision: GET /api/sync/conflicts";
        private static final String HELD = "it waits for your approval: GET /api/sync/approvals";

        static PushOutcome waitsForApproval() {
            return waits(HELD);
        }

        /** For a person, which is no failure: it does not wait longer for having waited. */
        private static PushOutcome waits(String reason) {
            return new PushOutcome.Later(reason, ASKED_AGAIN, false, false);
        }

        /** What comes of it without a try; empty where it may be tried. */
        Optional<PushOutcome> of(PushCandidate candidate) {
            Optional<String> reason = waitsForAPerson(candidate)
                    ? Optional.of(ASKED)
                    : isHeld(candidate) ? Optional.of(HELD) : whyLocked(candidate);
            return reason.map(PushObstacles::waits).or(() -> whyClosed(candidate));
        }

        /** What was never answered is asked about, and tried again all the same. */
        private boolean waitsForAPerson(PushCandidate candidate) {
            return known.conflicts()
                    .find(candidate.item().entity(), each -> each.freezesAll() && !each.neverAnswered())
                    .isPresent();
        }

        /** Whether nobody is asked about it, nothing holds it, and its list can be written in. */
        boolean isFree(PushCandidate candidate) {
            return !known.conflicts().isAsWhole(candidate.item().entity())
                    && !isHeld(candidate)
                    && whyLocked(candidate).isEmpty();
        }

        /** Whether its list takes it as well. */
        boolean isOpen(PushCandidate candidate) {
            return isFree(candidate) && whyClosed(candidate).isEmpty();
        }

        /** With the list that it is in, where that is not there yet. */
        private boolean isHeld(PushCandidate candidate) {
            EntityRef entity = candidate.item().entity();
            if (known.guards().holds(entity) || blocked.holds(entity, candidate.wanted(), known.link(entity))) {
                return true;
            }
            return candidate.wanted() instanceof Wanted.Present present
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
     * What a pass knows of each entity.
     *
     * @param reader reads what the ledger wants at this moment, which a person may have changed since the pass began
     * @param recentValues which values of an object's past still count
     */
    record KnownEntities(
            PushBatch batch,
            PushBatchReader reader,
            OpenConflicts conflicts,
            PassGuards guards,
            RecentValues recentValues) {

        /** As it is by now. */
        SyncLink link(EntityRef entity) {
            return batch.link(entity);
        }

        void learn(EntityRef entity, SyncLink link) {
            batch.put(entity, link);
        }

        /** The fields that wait for a person's decision. */
        Set<Field> frozen(EntityRef entity) {
            return conflicts.fields(entity);
        }

        /** As what its delete goes on record. */
        Counted counted(EntityRef entity) {
            return guards.counted(entity);
        }

        /** A delete cannot be taken back there, so what was restored a moment ago is asked for a moment before. */
        boolean stillLeaves(EntityRef entity) {
            Wanted now = reader.wantedNow(entity);
            return now != null && now.leaves();
        }

        /** With what of its past still counts for a look that begins now. */
        SyncLink.Linked remembered(Instant now, SyncLink.Linked linked) {
            return recentValues.at(now, linked);
        }
    }
}
