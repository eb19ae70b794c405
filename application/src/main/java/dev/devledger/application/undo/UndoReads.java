package dev.devledger.application.undo;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.undo.Forest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What an undo needs to know; each is one statement, for one change as for 10,000. */
public interface UndoReads {

    /** The events of projects and tasks in these change sets, in the order of their positions. */
    List<LedgerEvent> changes(Collection<UUID> changeSets);

    /** Those of the change sets that have any event, also of the sync's own. */
    Set<UUID> known(Collection<UUID> changeSets);

    /**
     * All events of these streams from a version on (from 1), in the order of their positions. Throws a Rejection where they
     * are too many to be in memory.
     */
    List<LedgerEvent> from(Map<String, Long> versions);

    /**
     * Where tasks are, in the order of their keys: these, all above them, and all below them, or in these projects, that
     * are not deleted.
     */
    List<Forest.Spot> around(Collection<TaskId> tasks, Collection<ProjectId> projects);

    /** The keys of projects and tasks. */
    Map<UUID, String> keys(Collection<UUID> ids);
}
