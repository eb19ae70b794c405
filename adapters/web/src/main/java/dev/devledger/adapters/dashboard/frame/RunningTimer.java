package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryView;
import dev.devledger.domain.person.PersonId;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Finds the timer of the owner of the ledger, whose pages these are. */
public record RunningTimer(
        TimeEntryQueries entries, TaskQueries tasks, ProjectQueries projects, ZoneId zone, Clock clock) {

    /** Null where none runs. */
    public @Nullable TimerView now() {
        return entries.running(PersonId.OWNER).map(this::view).orElse(null);
    }

    private TimerView view(TimeEntryView entry) {
        String task = entry.taskKey();
        String project = entry.projectKey();
        if (task != null) {
            return view(entry, task, tasks.find(task).map(TaskView::title).orElse(null));
        }
        return project == null
                ? view(entry, entry.key(), null)
                : view(
                        entry,
                        project,
                        projects.find(project).map(ProjectView::name).orElse(null));
    }

    private TimerView view(TimeEntryView entry, String key, @Nullable String title) {
        return new TimerView(key, title, entry.note(), entry.start(), clock.instant(), zone);
    }
}
