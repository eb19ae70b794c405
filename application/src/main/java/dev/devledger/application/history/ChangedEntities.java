package dev.devledger.application.history;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which entities there have been events of. */
public interface ChangedEntities {
    enum Kind {
        PROJECT,
        TASK,
        PERSON
    }

    record Changed(Kind kind, UUID id) {}

    /**
     * Those with an event between two positions, the earlier one left out and the later one not; the last changed first.
     *
     * @param project only that one, and the tasks that are in it at one of the two moments; null for all, people too
     */
    Page<Changed> between(long from, long to, @Nullable UUID project, PageRequest page);
}
