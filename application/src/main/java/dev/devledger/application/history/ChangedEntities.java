package dev.devledger.application.history;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The entities that have events in a part of the history. */
public interface ChangedEntities {
    enum Kind {
        PROJECT,
        TASK,
        PERSON
    }

    record Changed(Kind kind, UUID id) {}

    /**
     * Returns the entities with an event between two positions, the earlier one excluded and the later one included;
     * the last changed first.
     *
     * @param project the project to which the result is limited, with the tasks that are in it at one of the two
     *     moments; null for all entities, people included
     */
    Page<Changed> between(long from, long to, @Nullable UUID project, PageRequest page);
}
