package dev.devledger.domain.project;

import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.project.ProjectId.ProjectKey;
import dev.devledger.domain.project.ProjectStatus.ReservedTags;
import dev.devledger.domain.shared.Decider.Addressed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A command to a project. {@code expectedVersion} is the version that the caller saw, null if any is accepted. */
public sealed interface ProjectCommand extends Addressed {
    ProjectId project();

    Instant at();

    @Override
    default String address() {
        return project().address();
    }

    record Create(
            ProjectId project,
            ProjectKey key,
            ProjectDetails details,
            ProjectStatus status,
            @Nullable String reason,
            ReservedTags reserved,
            Instant at)
            implements ProjectCommand {
        @Override
        public boolean begins() {
            return true;
        }

        public Create withKey(ProjectKey other) {
            return new Create(project, other, details, status, reason, reserved, at);
        }
    }

    record Edit(
            ProjectId project,
            ProjectEdit edit,
            ReservedTags reserved,
            @Nullable Long expectedVersion,
            Instant at) implements ProjectCommand {}

    record ChangeStatus(
            ProjectId project,
            ProjectStatus to,
            @Nullable String reason,
            @Nullable Long expectedVersion,
            Instant at) implements ProjectCommand {}

    record AddNote(
            ProjectId project,
            UUID note,
            String text,
            @Nullable Long expectedVersion,
            Instant at) implements ProjectCommand {}

    /** {@code note} is the id of the note to retract, and {@code text} the note's text. */
    record RetractNote(
            ProjectId project,
            UUID note,
            String text,
            @Nullable Long expectedVersion,
            Instant at) implements ProjectCommand {}

    /** Reverses the retraction of a note. */
    record RestoreNote(
            ProjectId project,
            UUID note,
            String text,
            @Nullable Long expectedVersion,
            Instant at) implements ProjectCommand {}

    record Delete(ProjectId project, @Nullable Long expectedVersion, Instant at) implements ProjectCommand {}

    record Restore(ProjectId project, @Nullable Long expectedVersion, Instant at) implements ProjectCommand {}

    /**
     * Changes nothing. Lets a write that only reads a project, such as adding a task, check the project's version, even
     * of a deleted project.
     */
    record RequireVersion(ProjectId project, long expectedVersion, Instant at) implements ProjectCommand {}
}
