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

/** By which keys people know projects and tasks. */
public record EntityKeys(ProjectQueries projects, TaskQueries tasks) {
    /** By their ids; of a list, that of its project. What is null has none. */
    public Map<UUID, String> of(Stream<? extends @Nullable EntityRef> entities) {
        Set<UUID> ofProjects = new HashSet<>();
        Set<UUID> ofTasks = new HashSet<>();
        entities.filter(Objects::nonNull)
                .forEach(each -> (each.kind() == EntityRef.Kind.TASK ? ofTasks : ofProjects).add(each.id()));
        Map<UUID, String> keys = new HashMap<>();
        if (!ofProjects.isEmpty()) {
            projects.findAll(ofProjects).forEach(each -> keys.put(each.id(), each.key()));
        }
        if (!ofTasks.isEmpty()) {
            tasks.findAll(ofTasks).forEach(each -> keys.put(each.id(), each.key()));
        }
        return keys;
    }
}
