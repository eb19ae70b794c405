package dev.devledger.application.sync.local;

import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By which keys and names people know projects and tasks. */
public record EntityKeys(ProjectQueries projects, TaskQueries tasks) {

    /** {@code name} is that of the project, or the title of the task. */
    public record Called(String key, String name) {}

    public static Map<UUID, String> keys(Map<UUID, Called> called) {
        Map<UUID, String> keys = new HashMap<>();
        called.forEach((id, each) -> keys.put(id, each.key()));
        return keys;
    }

    /** By their ids; of a list, that of its project. What is null has none. */
    public Map<UUID, Called> called(Stream<? extends @Nullable EntityRef> entities) {
        Set<UUID> ofProjects = new HashSet<>();
        Set<UUID> ofTasks = new HashSet<>();
        entities.filter(Objects::nonNull)
                .forEach(each -> (each.kind() == EntityRef.Kind.TASK ? ofTasks : ofProjects).add(each.id()));
        Map<UUID, Called> called = new HashMap<>();
        if (!ofProjects.isEmpty()) {
            projects.findAll(ofProjects).forEach(each -> called.put(each.id(), new Called(each.key(), each.name())));
        }
        if (!ofTasks.isEmpty()) {
            tasks.findAll(ofTasks).forEach(each -> called.put(each.id(), new Called(each.key(), each.title())));
        }
        return called;
    }
}
