package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.plan.LocalContent;
import dev.devledger.application.sync.plan.PlanDraft;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * What all steps of a plan look at, and the draft that they write into.
 *
 * @param snapshot what the lists show
 * @param observed the same, by the entities that it belongs to
 * @param sides what the ledger wants there, and {@code local} the same in the words of the comparison
 * @param frozen what waits for a person's decision
 * @param places where in the ledger the places there are
 * @param pending the creates that may have made what is nobody's
 * @param lookUps asks for single objects
 */
record PlanContext(
        Connector connector,
        Snapshot snapshot,
        Observed observed,
        KnownLinks links,
        LedgerViews sides,
        LocalContent local,
        OpenConflicts frozen,
        LedgerPlaces places,
        PendingCreates pending,
        RemoteLookups lookUps,
        ExistenceTable table,
        PlanDraft draft) {

    ConnectedAccount account() {
        return connector.account();
    }

    /** The service's, as people write it. */
    String title() {
        return connector.title();
    }

    SyncSettings settings() {
        return connector.settings();
    }

    Words words() {
        return connector.words();
    }

    SyncLink link(EntityRef entity) {
        return links.link(entity);
    }

    @Nullable
    Wanted wanted(EntityRef entity) {
        return sides.wanted(entity);
    }
}
