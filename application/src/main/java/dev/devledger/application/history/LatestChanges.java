package dev.devledger.application.history;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who was at work on a project a short while ago. */
public interface LatestChanges {
    /** The last change of a project or of a task that is in it now. */
    record Latest(String actor, @Nullable String agent, String channel, Instant at) {}

    /**
     * By project, of those that were changed from {@code since} to {@code until}, by one statement. Where a very large
     * change is among the last, what was before it may be left out.
     *
     * @param upTo the position of the moment that is looked at, null for now
     */
    Map<UUID, Latest> of(Collection<UUID> projects, Instant since, Instant until, @Nullable Long upTo);

    /** By whom, through what and when projects were last changed, however long ago that was. */
    interface LastChanges {
        /**
         * By project: the last change of it, or of a task that is in it now.
         *
         * @param upTo the position of the moment that is looked at, null for now
         */
        Map<UUID, LatestChanges.Latest> of(Collection<UUID> projects, @Nullable Long upTo);
    }
}
