package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.pull.NearestContent;
import dev.devledger.domain.sync.conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;

/** A choice whether something is to be there on both sides, on none, or on each for itself. */
record ExistenceResolution(Resolution resolution, LedgerEntities entities) {
    /** The link is detached, so that nothing was done meanwhile. */
    void deletedRemotely(Dispute.DeletedRemotely gone, Choice choice) {
        switch (choice) {
            case LOCAL -> {
                resolution.closeWithAllIn(gone.object());
                resolution.markWithTasks();
            }
            case REMOTE -> {
                entities.delete(resolution.changes(), resolution.entity());
                resolution.closeWithAllIn(gone.object());
            }
            case DETACH -> {}
            case VALUE -> throw noValue();
        }
    }

    void deletedLocally(Dispute.DeletedLocally gone, Choice choice) {
        switch (choice) {
            // With what it holds there agreed on, it is unchanged since and can go.
            case LOCAL -> {
                resolution.agreeOn(gone.remote());
                if (resolution.entity().kind() == EntityRef.Kind.LIST
                        || gone.remote().isEmpty()) {
                    resolution.deleteWithAll();
                }
                resolution.markWithTasks();
            }
            case REMOTE -> {
                entities.restore(resolution.changes(), resolution.entity());
                resolution.markWithTasks();
            }
            case DETACH -> resolution.part(gone.object(), gone.remote().applyTo(Canonical.list("")));
            case VALUE -> throw noValue();
        }
    }

    void reappeared(Dispute.Reappeared again, Choice choice) {
        switch (choice) {
            // Deleted here, it is unchanged there and goes; present here, the ledger's content is pushed over it.
            case LOCAL -> {
                resolution.linkTo(again.object(), again.content());
                resolution.markWithTasks();
            }
            case REMOTE -> {
                NearestContent taken = new NearestContent(resolution.entity().kind(), content(again));
                entities.restore(resolution.changes(), resolution.entity());
                entities.edit(
                        resolution.changes(),
                        resolution.entity(),
                        resolution.mapped(CanonicalChanges.to(taken.content())),
                        resolution.starts());
                resolution.linkTo(again.object(), again.content());
                resolution.tell(resolution.entity(), taken);
                resolution.markWithTasks();
            }
            case DETACH -> resolution.part(again.object(), again.content());
            case VALUE -> throw noValue();
        }
    }

    private Canonical content(Dispute.Reappeared again) {
        return resolution.entity().kind() == EntityRef.Kind.PROJECT
                ? resolution
                        .words()
                        .compared(
                                EntityRef.Kind.PROJECT,
                                again.content(),
                                again.object().list())
                : again.content();
    }

    private static IllegalArgumentException noValue() {
        return new IllegalArgumentException("an existence has no value");
    }
}
