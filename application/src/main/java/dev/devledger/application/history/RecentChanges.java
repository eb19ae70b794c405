package dev.devledger.application.history;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the last changes of projects in a short past time span. */
public interface RecentChanges {
    /** The last change of a project or of a task that is in it now. */
    record LastChange(String actor, @Nullable String agent, String channel, Instant at) {}

    /**
     * Returns the last change of each project that was changed from {@code since} to {@code until}, in one statement.
     * Changes before a very large one may be left out.
     *
     * @param upTo the position of a past moment, null for now
     */
    Map<UUID, LastChange> of(Collection<UUID> projects, Instant since, Instant until, @Nullable Long upTo);

    /** Reads the last changes of projects, however long ago. */
    interface LastChanges {
        /**
         * Returns the last change of each project, or of a task that is in the project now.
         *
         * @param upTo the position of a past moment, null for now
         */
        Map<UUID, RecentChanges.LastChange> of(Collection<UUID> projects, @Nullable Long upTo);
    }
}
