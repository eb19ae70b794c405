package dev.devledger.domain.project;

import dev.devledger.domain.field.Changes;
import dev.devledger.domain.project.ProjectId.ProjectKey;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.EntityEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change that happened to a project. Stored for ever: a record is never changed, an old revision is upcast. */
public sealed interface ProjectEvent extends EntityEvent {
    ProjectId project();

    @Override
    default void requireValues() {
        if (this instanceof Edited edited) {
            edited.changes().requireValues(ProjectDetails.REQUIRED);
        } else if (this instanceof StatusChanged changed) {
            Change.requireValue(changed.status());
        }
    }

    record Created(
            ProjectId project,
            ProjectKey key,
            ProjectDetails details,
            ProjectStatus status,
            @Nullable String statusReason,
            Instant at)
            implements ProjectEvent, EntityEvent.Created {}

    record Edited(ProjectId project, Changes<ProjectDetails> changes, Instant at) implements ProjectEvent {}

    record StatusChanged(ProjectId project, Change<ProjectStatus> status, Change<String> statusReason, Instant at)
            implements ProjectEvent, EntityEvent.StatusChanged {}

    record NoteAdded(ProjectId project, UUID note, String text, Instant at) implements ProjectEvent {}

    /** The note no longer counts; {@code text} is the note's text. */
    record NoteRetracted(ProjectId project, UUID note, String text, Instant at) implements ProjectEvent {}

    /** A retracted note counts again. */
    record NoteRestored(ProjectId project, UUID note, String text, Instant at) implements ProjectEvent {}

    record Deleted(ProjectId project, Instant at) implements ProjectEvent, EntityEvent.Deleted {}

    record Restored(ProjectId project, Instant at) implements ProjectEvent, EntityEvent.Restored {}
}
