package dev.devledger.application.sync.push;

import dev.devledger.application.sync.cycle.RecentValues;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.local.PushBatch;
import dev.devledger.application.sync.local.PushBatchReader;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.Counted;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.time.Instant;
import java.util.Set;

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
