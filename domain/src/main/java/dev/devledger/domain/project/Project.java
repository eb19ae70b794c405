package dev.devledger.domain.project;

import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.EntityEvent;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of a project, built from its events: all that its decider needs. */
public sealed interface Project {
    record Unknown() implements Project {}

    /** {@code retracted} are the ids of the project's notes that no longer count. */
    record Present(
            ProjectStatus status,
            @Nullable String statusReason,
            ProjectDetails details,
            Set<UUID> retracted,
            long version)
            implements Project {
        public Present {
            retracted = Set.copyOf(retracted);
        }

        Present next() {
            return new Present(status, statusReason, details, retracted, version + 1);
        }

        Present with(ProjectDetails now) {
            return new Present(status, statusReason, now, retracted, version);
        }

        Present with(ProjectStatus now, @Nullable String reason) {
            return new Present(now, reason, details, retracted, version);
        }

        Present with(UUID note, boolean isRetracted) {
            Set<UUID> now = new HashSet<>(retracted);
            boolean changed = isRetracted ? now.add(note) : now.remove(note);
            return changed ? new Present(status, statusReason, details, now, version) : this;
        }
    }

    record Deleted(Present last) implements Project {}

    /** Returns the state with this content; a deleted project stays deleted. */
    default Project now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Returns the content of a deleted project as it was before the deletion. */
    default Present last() {
        return present();
    }

    /** Rejects a project that is unknown or deleted. */
    default Present present() {
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This project does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This project is deleted. Restore it first.");
        };
    }

    /** A change that happened to a project. Stored for ever: a record is never changed, an old revision is upcast. */
    sealed interface ProjectEvent extends EntityEvent {
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

    /** A command to a project. {@code expectedVersion} is the version that the caller saw, null if any is accepted. */
    sealed interface ProjectCommand extends Addressed {
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
                Instant at)
                implements ProjectCommand {}

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

    record ProjectId(UUID value) {
        /** The event stream of this project. */
        public String address() {
            return "project-" + value;
        }

        @Override
        public String toString() {
            return value.toString();
        }

        /** The short id that people and agents use, such as {@code P-12}; never reused. */
        public record ProjectKey(long number) implements EntityEvent.Key {
            @Override
            public String toString() {
                return "P-" + number;
            }
        }
    }

    enum ProjectStatus {
        PLANNED,
        ACTIVE,
        PAUSED,
        BLOCKED,
        COMPLETED,
        ABANDONED;

        /** True if the work on it has ended. */
        public boolean isClosed() {
            return this == COMPLETED || this == ABANDONED;
        }

        /**
         * Tags that stand for a project's status in a connected service, so no command may give them to a project. Stored
         * tags stay as they are.
         *
         * @param words in lower case
         */
        public record ReservedTags(Set<String> words) {
            public ReservedTags {
                words = Set.copyOf(words);
            }

            void among(Collection<String> tags, Violations violations) {
                tags.stream()
                        .filter(tag -> words.contains(tag.toLowerCase(Locale.ROOT)))
                        .forEach(tag -> violations.add(
                                "tags", "\"" + tag + "\" is reserved; set the project's status instead"));
            }
        }
    }
}
