package dev.devledger.application.sync.local;

import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.task.TaskStatus;

/** A status of the ledger in the words of both sides, and back. */
public final class LedgerStatus {
    private LedgerStatus() {}

    static RemoteStatus of(ProjectStatus status) {
        return switch (status) {
            case ACTIVE -> RemoteStatus.OPEN;
            case PLANNED -> RemoteStatus.PLANNED;
            case PAUSED -> RemoteStatus.PAUSED;
            case BLOCKED -> RemoteStatus.BLOCKED;
            case COMPLETED -> RemoteStatus.COMPLETED;
            case ABANDONED -> RemoteStatus.ABANDONED;
        };
    }

    static RemoteStatus of(TaskStatus status) {
        return switch (status) {
            case OPEN -> RemoteStatus.OPEN;
            case COMPLETED -> RemoteStatus.COMPLETED;
            case ABANDONED -> RemoteStatus.ABANDONED;
        };
    }

    public static ProjectStatus ofProject(RemoteStatus status) {
        return switch (status) {
            case OPEN -> ProjectStatus.ACTIVE;
            case PLANNED -> ProjectStatus.PLANNED;
            case PAUSED -> ProjectStatus.PAUSED;
            case BLOCKED -> ProjectStatus.BLOCKED;
            case COMPLETED -> ProjectStatus.COMPLETED;
            case ABANDONED -> ProjectStatus.ABANDONED;
        };
    }

    public static TaskStatus ofTask(RemoteStatus status) {
        return switch (status) {
            case OPEN -> TaskStatus.OPEN;
            case COMPLETED -> TaskStatus.COMPLETED;
            case ABANDONED -> TaskStatus.ABANDONED;
            case PLANNED, PAUSED, BLOCKED -> throw new IllegalArgumentException("a task has no " + status);
        };
    }
}
