package dev.devledger.application.sync;

import dev.devledger.application.project.ProjectView;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.Wanted;
import dev.devledger.domain.task.TaskStatus;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the ledger wants to be seen at the remote, in the vocabulary of both (contract, section 5). */
final class LedgerSide {
    private final boolean subtasks;

    /** {@code subtasks} says whether a card's tasks are shown below it. */
    LedgerSide(boolean subtasks) {
        this.subtasks = subtasks;
    }

    Wanted of(ProjectView project) {
        if (project.placement() != Placement.CARD) {
            return new Wanted.Outside("its placement is " + word(project.placement()));
        }
        return project.deletedAt() != null ? new Wanted.Gone() : new Wanted.Present(card(project), null);
    }

    Wanted of(TaskView task, ProjectView project) {
        if (project.placement() != Placement.CARD) {
            return new Wanted.Outside("its project is no card");
        }
        if (task.deletedAt() != null) {
            return new Wanted.Gone();
        }
        if (!subtasks) {
            return new Wanted.Outside("tasks of cards are not shown (devledger.ticktick.card-tasks=none)");
        }
        EntityRef parent = task.parentId() == null ? EntityRef.project(project.id()) : EntityRef.task(task.parentId());
        return new Wanted.Present(subtask(task), parent);
    }

    private static Canonical card(ProjectView project) {
        SortedSet<String> tags = new TreeSet<>(project.tags());
        if (statusIsTag(project.status())) {
            tags.add(word(project.status()));
        }
        return new Canonical(
                project.name(),
                text(project.description()),
                project.priority(),
                tags,
                project.startDate(),
                project.dueDate(),
                project.timeZone(),
                List.of(),
                switch (project.status()) {
                    case COMPLETED -> RemoteStatus.COMPLETED;
                    case ABANDONED -> RemoteStatus.ABANDONED;
                    case PLANNED, ACTIVE, PAUSED, BLOCKED -> RemoteStatus.OPEN;
                },
                null);
    }

    private static boolean statusIsTag(ProjectStatus status) {
        return switch (status) {
            case PLANNED, PAUSED, BLOCKED -> true;
            case ACTIVE, COMPLETED, ABANDONED -> false;
        };
    }

    private static Canonical subtask(TaskView task) {
        return new Canonical(
                task.title(),
                text(task.description()),
                task.priority(),
                new TreeSet<>(task.tags()),
                task.startDate(),
                task.dueDate(),
                task.timeZone(),
                task.checklist().stream()
                        .map(item -> new Canonical.Check(item.title(), item.done()))
                        .toList(),
                status(task.status()),
                null);
    }

    private static RemoteStatus status(TaskStatus status) {
        return switch (status) {
            case OPEN -> RemoteStatus.OPEN;
            case COMPLETED -> RemoteStatus.COMPLETED;
            case ABANDONED -> RemoteStatus.ABANDONED;
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
