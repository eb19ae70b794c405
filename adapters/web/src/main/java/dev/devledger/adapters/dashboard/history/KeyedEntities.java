package dev.devledger.adapters.dashboard.history;

import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Projects and tasks by what people call them. */
record KeyedEntities(ProjectQueries projects, TaskQueries tasks) {
    /** A project or task; as people write its key, in any case. */
    record Keyed(UUID id, String key, boolean isProject) {
        String page() {
            return (isProject ? "/projects/" : "/tasks/") + key;
        }
    }

    Optional<Keyed> find(String text) {
        String key = text.strip().toUpperCase(Locale.ROOT);
        if (!key.matches("[PT]-[0-9]{1,18}")) {
            return Optional.empty();
        }
        return key.startsWith("P")
                ? projects.find(key).map(KeyedEntities::keyed)
                : tasks.find(key).map(KeyedEntities::keyed);
    }

    private static Keyed keyed(ProjectView project) {
        return new Keyed(project.id(), project.key(), true);
    }

    private static Keyed keyed(TaskView task) {
        return new Keyed(task.id(), task.key(), false);
    }
}
