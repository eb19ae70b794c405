package dev.devledger.application.undo;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.undo.Entity;
import dev.devledger.domain.undo.TaskForest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an undo needs to know; each is one statement for some thousand entities. */
public interface UndoReads {

    /**
     * An event of a project, a task or a person, as far as it says what an undo has to look at.
     *
     * @param version the entity's after it, from 1
     * @param begins whether a project came to be with it, or came back
     * @param left the place that it took a task away from, null where it is no move
     */
    record Change(
            Entity entity,
            long position,
            long version,
            UUID changeSet,
            boolean begins,
            @Nullable Place left) {}

    /** Hands over those in these change sets, in the order of their positions. */
    void changes(Collection<UUID> changeSets, Consumer<Change> each);

    /** Those of the change sets that have any event, also of the sync's own. */
    Set<UUID> known(Collection<UUID> changeSets);

    /**
     * Hands over all events of these streams from a version on (from 1): stream after stream in the order of the map, and
     * each in the order of its versions. They are never all in memory.
     */
    void from(Map<String, Long> versions, Consumer<LedgerEvent> each);

    /**
     * Where tasks are, and at which version each entity's row is.
     *
     * @param spots in the order of the tasks' keys
     * @param versions by id; what has no row is not in it
     */
    record Around(List<TaskForest.Spot> spots, Map<UUID, Long> versions) {}

    /**
     * Has the spots of these tasks, of all above them, and of all below them, or in the emptied projects, that are not
     * deleted; and the versions of all of these and of the changed projects.
     */
    Around around(Collection<TaskId> tasks, Collection<ProjectId> emptied, Collection<ProjectId> changed);

    /** The keys of projects, tasks, people, customers, services and time entries. */
    Map<UUID, String> keys(Collection<UUID> ids);
}
