package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.Set;

/** Of what answers by its id and is in no list by nature: whether it is deleted, as far as anybody can tell. */
public final class MissedObjects {
    private final CycleCalls calls;
    private final Words words;

    public MissedObjects(CycleCalls calls, Words words) {
        this.calls = calls;
        this.words = words;
    }

    /** Whether a finished one took what was written into it and holds what was there before, which no list shows. */
    public boolean tookAndDoesNotHold(Kind kind, SyncLink.Linked stored, RemoteTask found) {
        SyncLink.Linked linked = words.compared(kind, stored);
        Canonical now = words.compared(kind, found);
        Set<Field> apart = Reconciliation.changesOfOthers(linked, now);
        boolean turnedBack =
                !apart.isEmpty() && Reconciliation.oldViews(linked, now).containsAll(apart);
        return turnedBack && isMissedNowhere(linked, found);
    }

    /** Finished, or opened again without any list that has shown it since: what became of it no list tells. */
    public boolean isMissedNowhere(SyncLink.Linked linked, RemoteTask found) {
        boolean finished = found.content().status() != RemoteStatus.OPEN;
        return !calls.tellsDeleted() && (finished || (!linked.wasOpen() && !isListed(found)));
    }

    /** Where the search besides its list does not show all, the list alone tells; where that is not answered it may be. */
    private boolean isListed(RemoteTask task) {
        return !(new Whereabouts(calls).open(task) instanceof RemoteAnswer.Ok<ObjectPlace>(var place))
                || place instanceof ObjectPlace.At;
    }
}
