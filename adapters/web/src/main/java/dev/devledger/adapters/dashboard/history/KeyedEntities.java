package dev.devledger.adapters.dashboard.history;

import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds projects and tasks by their keys. */
record KeyedEntities(ProjectQueries projects, TaskQueries tasks) {
    private static final Pattern WRITTEN = Pattern.compile("([PpTt]?)[-_#. ]*0*([1-9][0-9]{0,17})");

    /** A project or task. Its key may be requested in upper or lower case. */
    record Keyed(UUID id, String key, boolean isProject) {
        String page() {
            return (isProject ? "/projects/" : "/tasks/") + key;
        }
    }

    /** A key as a user typed it. */
    record Written(boolean isProject, long number) {
        String key() {
            return (isProject ? "P-" : "T-") + number;
        }
    }

    /**
     * Reads a key in upper or lower case, such as p12 for P-12. A number without a letter counts as the number of a
     * project or of a task.
     *
     * @param project true if a number without a letter is a project's
     */
    Optional<Written> written(String text, boolean project) {
        return Optional.of(WRITTEN.matcher(text.strip()))
                .filter(Matcher::matches)
                .map(key -> new Written(
                        key.group(1).isEmpty() ? project : key.group(1).equalsIgnoreCase("P"),
                        Long.parseLong(key.group(2))));
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
