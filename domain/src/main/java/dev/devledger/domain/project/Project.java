package dev.devledger.domain.project;

import dev.devledger.domain.shared.Rejection;
import java.util.HashSet;
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
}
