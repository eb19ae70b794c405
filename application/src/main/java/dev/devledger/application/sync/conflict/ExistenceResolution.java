package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.pull.NearestContent;
import dev.devledger.application.sync.record.SyncProjection.StopReasons;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a choice about the existence of an entity and its object: both exist, neither does, or they stay unlinked
 * as they are.
 */
record ExistenceResolution(Resolution resolution, ResolutionEdits entities) {
    /** The link is detached, so that nothing was written since the conflict began. */
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
            // With the remote content as the base, the object counts as unchanged and can be deleted.
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
            case DETACH -> resolution.part(gone.object(), gone.remote().applyTo(CanonicalContent.list("")));
            case VALUE -> throw noValue();
        }
    }

    void reappeared(Dispute.Reappeared again, Choice choice) {
        switch (choice) {
            // The object then counts as unchanged: it is deleted for a deleted entity, and overwritten by the content
            // of a present one.
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

    private CanonicalContent content(Dispute.Reappeared again) {
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

    /** Carries out the choice which remote object belongs to an entity. */
    record MatchResolution(Resolution resolution) {
        void carryOut(Dispute.AmbiguousObject which, Choice choice, @Nullable Object value) {
            switch (choice) {
                case VALUE -> {
                    Dispute.Candidate chosen = candidate(which, Objects.requireNonNull(value));
                    resolution.requireFree(chosen.object());
                    resolution.linkToChosen(chosen);
                    resolution.mark();
                }
                case LOCAL -> { // the entity then gets a list of its own, whatever other lists are called
                    resolution.close();
                    resolution.mark();
                }
                case DETACH -> leaveOut(which);
                case REMOTE -> throw new IllegalArgumentException("a match has no remote side");
            }
        }

        /**
         * Parts the entity from a free candidate: a stopped entity would be searched for and asked about again. A
         * candidate that was linked to another entity meanwhile does not count.
         */
        private void leaveOut(Dispute.AmbiguousObject which) {
            which.candidates().stream()
                    .filter(each -> !resolution.isApart() || resolution.isFree(each.object()))
                    .findFirst()
                    .ifPresentOrElse(
                            any -> resolution.part(any.object(), any.content()),
                            () -> resolution.stop(StopReasons.LEFT_OUT + which.question()));
            resolution.mark();
        }

        private static Dispute.Candidate candidate(Dispute.AmbiguousObject which, Object id) {
            return which.candidates().stream()
                    .filter(each -> each.object().id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> Rejection.invalid(
                            "value",
                            "is not one of the possible objects; allowed are "
                                    + which.candidates().stream()
                                            .map(each -> each.object().id())
                                            .collect(Collectors.joining(", "))));
        }
    }

    /**
     * Carries out a choice about a second copy. A cycle writes only objects that belong to an entity, so the copy first
     * becomes a new entity; if the copy is to be deleted or left alone, the new entity is deleted at once. Thus all
     * guards of deletes apply, and the history shows the choice.
     */
    record DuplicateResolution(Resolution resolution, ResolutionEdits entities) {
        void carryOut(Dispute.Duplicate copy, Choice choice) {
            CanonicalContent content = copy.content();
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
}
