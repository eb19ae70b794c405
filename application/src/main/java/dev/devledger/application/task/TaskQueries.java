package dev.devledger.application.task;

import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.task.ServiceFields;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads of the task lists. An {@code idOrKey} is the id or the key ({@code T-345}, in any case). */
public interface TaskQueries {
    Optional<TaskView> find(String idOrKey);

    List<TaskView> findAll(Collection<UUID> ids);

    /** What services have in fields of their own, of those of these that are not deleted. */
    Map<UUID, ServiceFields> fields(Collection<UUID> tasks);

    /** Those of these keys that there are, in the order of their keys. */
    List<TaskView> findAllByKey(Collection<String> keys);

    Page<TaskView> list(TaskFilter filter, PageRequest page);

    int count(TaskFilter filter);

    /** How many there are behind a page of the same filter, which ended with this cursor. */
    int remaining(TaskFilter filter, String cursor);

    /**
     * Projects that are not active and have tasks that would be ready if they were, whatever else the filter wants of these;
     * the first {@link HeldBack#MOST} and one more, if there is.
     */
    List<HeldBack> heldBack(TaskFilter filter);

    /** The same reads of what was there at a moment; links are of today and left out. */
    TaskQueries asOf(AskedMoment moment);

    /** The same of what was there after the event at a position. */
    default TaskQueries asOf(long position) {
        return asOf(AskedMoment.at(position));
    }
}
