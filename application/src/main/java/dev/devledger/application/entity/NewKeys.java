package dev.devledger.application.entity;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.util.UUID;

/**
 * Gives keys to new entities. A refused or rehearsed create uses up no key, so that users do not look for a missing
 * P-7. The rules decide before a key is taken; meanwhile a unique negative number stands for it.
 */
public final class NewKeys {
    /** The random bits of an id, without its bits of time and version. */
    private static final long RANDOM = (1L << 62) - 1;

    private static final ProjectDecider PROJECTS = new ProjectDecider();
    private static final TaskDecider TASKS = new TaskDecider();

    private NewKeys() {}

    public static ProjectKey tried(ProjectId project) {
        return new ProjectKey(tried(project.value()));
    }

    public static TimeEntryKey tried(TimeEntryId entry) {
        return new TimeEntryKey(tried(entry.value()));
    }

    public static TaskKey tried(TaskId task) {
        return new TaskKey(tried(task.value()));
    }

    public static ProjectCommand.Create give(ChangeSet changes, ProjectCommand.Create tried, ProjectLocks projects) {
        PROJECTS.decide(tried, PROJECTS.initial());
        return changes.isRehearsal() ? tried : tried.withKey(projects.nextKey());
    }

    public static TaskCommand.Create give(ChangeSet changes, TaskCommand.Create tried, TaskTree tree) {
        TASKS.decide(tried, TASKS.initial());
        return changes.isRehearsal() ? tried : tried.withKey(tree.nextKey());
    }

    private static long tried(UUID id) {
        return -1 - (id.getLeastSignificantBits() & RANDOM);
    }
}
