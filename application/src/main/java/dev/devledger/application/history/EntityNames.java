package dev.devledger.application.history;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What projects and tasks are called, for who reads of them by their keys. */
public interface EntityNames {
    /**
     * By id, of those of these that there are, deleted ones as well; by one statement.
     *
     * @param asOf the position of the moment that is looked at, null for now
     */
    Map<UUID, String> of(Collection<UUID> entities, @Nullable Long asOf);
}
