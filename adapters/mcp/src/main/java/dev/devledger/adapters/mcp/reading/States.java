package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.Labels;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a task or a project stood at a moment. */
record States(ProjectQueries projects, TaskQueries tasks, Labels labels) {
    /**
     * @param json null where it was not there yet
     * @param projects the names by key of those that it names
     */
    record State(String key, @Nullable ObjectNode json, Map<String, String> projects) {

        void addTo(ObjectNode answer) {
            if (json == null) {
                SizeLimit.hint(
                        answer, key + " was not there yet. get_history without as_of tells when it was created.");
            } else {
                answer.set("state", json);
            }
        }
    }

    State of(Label entity, AskedMoment moment, Format format) {
        return entity.key().startsWith("P") ? project(entity, moment, format) : task(entity, moment, format);
    }

    private State project(Label entity, AskedMoment moment, Format format) {
        ObjectNode json = projects.asOf(moment)
                .find(entity.key())
                .map(project -> new ProjectJson(true).of(project, format))
                .orElse(null);
        return new State(entity.key(), json, Map.of());
    }

    private State task(Label entity, AskedMoment moment, Format format) {
        Optional<TaskView> then = tasks.asOf(moment).find(entity.key());
        if (then.isEmpty()) {
            return new State(entity.key(), null, Map.of());
        }
        Map<UUID, Label> named = labels.of(TaskJson.named(List.of(then.get())));
        return new State(
                entity.key(),
                new TaskJson(named, true).of(then.get(), format),
                TaskLines.of(named.values()).projects());
    }

    /** As JSON would say, a task has a title and a project a name. */
    static String text(JsonNode state, TaskLines lines, Format format) {
        boolean full = format == Format.DETAILED;
        if (state.has("title")) {
            return full ? lines.full(state) : lines.line(state);
        }
        return full ? ProjectLines.full(state) : ProjectLines.line(state);
    }
}
