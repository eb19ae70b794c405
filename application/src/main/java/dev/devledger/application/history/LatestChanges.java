package dev.devledger.application.history;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last changes of projects a short while ago. */
public interface LatestChanges {
    /** The last change of a project or of a task that is in it now. */
    record LatestChange(String actor, @Nullable String agent, String channel, Instant at) {}

    /**
     * Returns the last change by project, of those that were changed from {@code since} to {@code until}, in one
     * statement. If a very large change is among the last, the changes before it may be left out.
     *
     * @param upTo the position of a past moment, null for now
     */
    Map<UUID, LatestChange> of(Collection<UUID> projects, Instant since, Instant until, @Nullable Long upTo);

    /** The last changes of projects, however long ago. */
    interface LastChanges {
        /**
         * Returns the last change by project: of it, or of a task that is in it now.
         *
         * @param upTo the position of a past moment, null for now
         */
        Map<UUID, LatestChanges.LatestChange> of(Collection<UUID> projects, @Nullable Long upTo);
    }
}
