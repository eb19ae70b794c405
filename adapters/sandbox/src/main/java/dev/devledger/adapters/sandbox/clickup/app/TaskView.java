package dev.devledger.adapters.sandbox.clickup.app;

import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One task, with everything that a person can change. */
record TaskView(
        Task task,
        TaskForm form,
        Thing list,
        Choices choices,
        Around around,
        String wrong,
        @Nullable CsrfField csrf) {
    static final List<String[]> PRIORITIES = List.of(
            new String[] {"", "None"},
            new String[] {"1", "Urgent"},
            new String[] {"2", "High"},
            new String[] {"3", "Normal"},
            new String[] {"4", "Low"});

    /** What fields can be set to. */
    record Choices(List<String> statuses, List<ObjectNode> people, List<Thing> lists) {}

    record Around(List<Task> subtasks, List<ObjectNode> comments) {}

    String path() {
        return PagePaths.task(task.id());
    }

    static String path(Task other) {
        return PagePaths.task(other.id());
    }

    boolean isAssigned(ObjectNode person) {
        return task.assignees().contains(person.path("id").asLong());
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
