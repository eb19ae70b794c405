package dev.devledger.adapters.sandbox.trackingtime.timer;

import dev.devledger.adapters.sandbox.trackingtime.common.Caller;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.events.Event;
import dev.devledger.adapters.sandbox.trackingtime.projects.Projects;
import dev.devledger.adapters.sandbox.trackingtime.tasks.Tasks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entry is for: a task with its project, a project alone, or nothing. What is named and unknown is made. */
public record EntryTarget(Tasks tasks, Projects projects) {

    record Found(@Nullable Long task, @Nullable Long project, boolean billable) {}

    /** @param now what it is for so far, where it is not new */
    Found of(Caller caller, Given given, @Nullable Event now) {
        Optional<Thing> task = task(caller, given, now);
        if (task.isPresent()) {
            long project = task.get().parent();
            return new Found(
                    task.get().id(),
                    project == 0 ? null : Long.valueOf(project),
                    task.get().is("is_billable"));
        }
        Long project = project(caller, given, now);
        return new Found(null, project, true);
    }

    private Optional<Thing> task(Caller caller, Given given, @Nullable Event now) {
        if (given.has("task_id")) return given.number("task_id").map(id -> tasks.find(caller, id));
        if (given.has("task_name"))
            return Optional.of(tasks.called(caller, given.needed("task_name"), given.text("project_name")));
        if (given.clears("task_id") || now == null) return Optional.empty();
        Long old = now.of().task();
        return old == null ? Optional.empty() : tasks.things().find(Tasks.KIND, old);
    }

    private @Nullable Long project(Caller caller, Given given, @Nullable Event now) {
        if (given.has("project_id"))
            return projects.find(caller, given.number("project_id").orElseThrow())
                    .id();
        if (given.has("project_name"))
            return projects.called(caller, given.needed("project_name")).id();
        return given.clears("project_id") || now == null ? null : now.of().project();
    }
}
