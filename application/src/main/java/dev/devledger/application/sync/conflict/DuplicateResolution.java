package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.pull.NearestContent;
import dev.devledger.domain.sync.conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;

/**
 * What becomes of a second copy. Each object that a cycle writes is some entity's, so it becomes one of its own first; where
 * it is to go, or to be nobody's, that one is deleted at once. So all that guards a delete guards this one, and the history
 * tells it.
 */
record DuplicateResolution(Resolution resolution, LedgerEntities entities) {
    void carryOut(Dispute.Duplicate copy, Choice choice) {
        Canonical content = copy.content();
        NearestContent taken = new NearestContent(resolution.entity().kind(), content);
        EntityRef added =
                entities.add(resolution.changes(), resolution.entity(), taken.content(), resolution.connector());
        switch (choice) {
            case LOCAL -> {
                resolution.linkNew(added, copy.object(), content);
                entities.deleteNew(resolution.changes(), added);
            }
            case REMOTE -> {
                resolution.linkNew(added, copy.object(), content);
                resolution.tell(added, taken);
            }
            case DETACH -> {
                resolution.partNew(added, copy.object(), content);
                entities.deleteNew(resolution.changes(), added);
            }
            case VALUE -> throw new IllegalArgumentException("a copy has no value");
        }
    }
}
