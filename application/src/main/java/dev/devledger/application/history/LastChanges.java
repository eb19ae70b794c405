package dev.devledger.application.history;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By whom, through what and when projects were last changed, however long ago that was. */
public interface LastChanges {
    /**
     * By project: the last change of it, or of a task that is in it now.
     *
     * @param upTo the position of the moment that is looked at, null for now
     */
    Map<UUID, LatestChanges.Latest> of(Collection<UUID> projects, @Nullable Long upTo);
}
