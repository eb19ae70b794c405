package dev.devledger.application.imports;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What an import asks of the database beside the storing of its events. */
public interface ImportStore {

    /** A project that is not deleted. */
    record Named(ProjectId project, String key) {}

    /** New numbers of the ledger, which no one else gets. */
    enum Sequence {
        PROJECT_KEYS,
        TASK_KEYS
    }

    /** All of it or nothing. */
    <T> T inTransaction(Supplier<T> work);

    /** The projects that have exactly one of these names, by name. */
    Map<String, List<Named>> named(Collection<String> names);

    /** Those of these tasks that there are, deleted ones too. */
    Set<TaskId> present(Collection<TaskId> tasks);

    Ranges next(Sequence sequence, int count);
}
