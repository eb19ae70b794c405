package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.cycle.RecentValues;
import dev.devledger.application.sync.lookup.LostCreateSearch;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.Counted;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all items of a cycle share.
 *
 * @param links what is known of each link now
 * @param frozen the fields that wait for a person's decision
 * @param wanted what the ledger wants at this moment, which a person may have changed since the pass began; null where
 *     nothing is known of it
 * @param remembered which values of an object's past still count
 * @param counted as what a delete goes on record
 * @param closed the lists that take nothing, or nothing new
 * @param hidden what lists do not show
 * @param table what decides on existence
 * @param putOff to try it later, before what is tried now has come to its end
 */
record PushContext(
        LinkJournal records,
        CycleCalls calls,
        TargetLists homes,
        LostCreateSearch twins,
        Connector connector,
        Function<EntityRef, SyncLink> links,
        Function<EntityRef, Set<CanonicalChanges.Field>> frozen,
        Function<EntityRef, @Nullable Wanted> wanted,
        RecentValues remembered,
        Function<EntityRef, Counted> counted,
        ClosedLists closed,
        HiddenTasks hidden,
        ExistenceTable table,
        Consumer<EntityRef> putOff) {

    SyncSettings settings() {
        return connector.settings();
    }

    Capabilities capabilities() {
        return connector.capabilities();
    }

    Words words() {
        return connector.words();
    }

    /** A delete cannot be taken back there, so what was restored a moment ago is asked for a moment before. */
    boolean stillLeaves(EntityRef entity) {
        Wanted now = wanted.apply(entity);
        return now != null && now.leaves();
    }
}
