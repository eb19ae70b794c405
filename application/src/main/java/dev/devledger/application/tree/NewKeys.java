package dev.devledger.application.tree;

import dev.devledger.application.command.ChangeSet;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskKey;
import java.util.UUID;

/** Keys for what is new. No key is handed out for what is only tried: that gets one that nobody else has, and below zero. */
public final class NewKeys {
    /** The bits of an id that its time and its kind have no part in. */
    private static final long RANDOM = (1L << 62) - 1;

    private NewKeys() {}

    public static ProjectKey of(ChangeSet changes, ProjectId project, ProjectLocks projects) {
        return changes.isRehearsal() ? new ProjectKey(tried(project.value())) : projects.nextKey();
    }

    public static TaskKey of(ChangeSet changes, TaskId task, TaskTree tree) {
        return changes.isRehearsal() ? new TaskKey(tried(task.value())) : tree.nextKey();
    }

    private static long tried(UUID id) {
        return -1 - (id.getLeastSignificantBits() & RANDOM);
    }
}
