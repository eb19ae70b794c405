package dev.devledger.application.task;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads of the task lists. An {@code idOrKey} is the id or the key ({@code T-345}, in any case). */
public interface TaskQueries {
    Optional<TaskView> find(String idOrKey);

    List<TaskView> findAll(Collection<UUID> ids);

    Page<TaskView> list(TaskFilter filter, PageRequest page);
}
