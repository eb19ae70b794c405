package dev.devledger.application.sync.local;

import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Layout;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state that the ledger wants in the service, in the words in which both sides are compared (docs/contract.md,
 * section 5). Places in the service follow the connector's {@link Layout}.
 */
public final class DesiredState {
    private final Function<ProjectView, DesiredObject.ContainingList> cards;
    private final Connector connector;

    /** The state for uses in which it does not matter in which card list a card is. */
    public DesiredState(Connector connector) {
        this(
                connector,
                project -> new DesiredObject.ContainingList(
                        EntityRef.CARDS, connector.settings().listName()));
    }

    /** {@code cards} returns the list of a project's card. */
    public DesiredState(Connector connector, Function<ProjectView, DesiredObject.ContainingList> cards) {
        this.cards = cards;
        this.connector = connector;
    }

    /** Returns the card that the project should have. */
    public DesiredObject card(ProjectView project) {
        return switch (form(project)) {
            case NONE -> new DesiredObject.Outside("its placement is none");
            case LIST, PROJECT -> replaced(project, "its placement is list");
            case CARD -> project.deletedAt() != null ? new DesiredObject.Gone() : restored(project);
        };
    }

    /**
     * Returns the state of a project's card or list that another form replaces. For a deleted project it is only
     * deleted: no other object takes over what others have written or put into it.
     */
    private static DesiredObject replaced(ProjectView project, String reason) {
        return project.deletedAt() != null ? new DesiredObject.Gone() : new DesiredObject.Replaced(reason);
    }

    /** Returns the card as if the project had not been deleted. */
    public DesiredObject.Present restored(ProjectView project) {
        return new DesiredObject.Present(there(cardOf(project)), null, cards.apply(project));
    }

    /** Returns the list that the project should be. */
    public DesiredObject list(ProjectView project) {
        return switch (form(project)) {
            case NONE -> new DesiredObject.Outside("its placement is none");
            case CARD -> replaced(project, "its placement is card");
            case LIST, PROJECT -> project.deletedAt() != null ? new DesiredObject.Gone() : restoredList(project);
        };
    }

    /** Returns the list as if the project had not been deleted. */
    public DesiredObject.Present restoredList(ProjectView project) {
        return new DesiredObject.Present(connector.ofList(listOf(project)), null, home(project));
    }

    /**
     * Returns the content of a project's list: without a start date, with a status only if the project has ended, and
     * without tags, which only the ledger has.
     */
    private static CanonicalContent listOf(ProjectView project) {
        return new CanonicalContent(
                        project.name(),
                        project.details().description(),
                        project.priority(),
                        new TreeSet<>(),
                        null,
                        project.schedule().dueDate(),
                        project.schedule().timeZone(),
                        List.of(),
                        LedgerStatus.of(project.status()).isTerminal()
                                ? LedgerStatus.of(project.status())
                                : RemoteStatus.OPEN,
                        null)
                .billed(name(project.customer()), name(project.service()));
    }

    private static @Nullable String name(ProjectView.@Nullable Billed billed) {
        return billed == null ? null : billed.name();
    }

    public DesiredObject task(TaskView task, ProjectView project) {
        if (form(project) == Placement.NONE) {
            return new DesiredObject.Outside("its project's placement is none");
        }
        if (task.deletedAt() != null) {
            return new DesiredObject.Gone();
        }
        if (form(project) == Placement.CARD && !connector.settings().subtasks()) {
            return new DesiredObject.Outside("tasks of cards are not synced (devledger."
                    + connector.account().connector() + ".card-tasks=none)");
        }
        return restored(task, project);
    }

    /** Returns the task as if it had not been deleted. */
    public DesiredObject.Present restored(TaskView task, ProjectView project) {
        return new DesiredObject.Present(there(content(task)), parent(task, project), home(project));
    }

    /**
     * Returns the part of the content that the service can hold; the other fields count as equal on both sides
     * (docs/sync-design.md, section 4, row F11).
     */
    private CanonicalContent there(CanonicalContent content) {
        return connector.words().known(content).holding(connector.capabilities().holds());
    }

    /**
     * Returns the parent of a task. In a service without levels of tasks it has none, whatever its parent in the
     * ledger.
     */
    private @Nullable EntityRef parent(TaskView task, ProjectView project) {
        if (task.parentId() != null && connector.capabilities().hasLevels()) {
            return EntityRef.task(task.parentId());
        }
        return form(project) == Placement.CARD ? EntityRef.project(project.id()) : null;
    }

    private Placement form(ProjectView project) {
        return connector
                .layout()
                .standsAs(connector.account().connector(), project.details().placement(), project.placements());
    }

    /** Returns the list of the project's tasks. */
    private DesiredObject.ContainingList home(ProjectView project) {
        return form(project) == Placement.LIST
                ? new DesiredObject.ContainingList(EntityRef.list(project.id()), project.name())
                : cards.apply(project);
    }

    private static CanonicalContent cardOf(ProjectView project) {
        return new CanonicalContent(
                project.name(),
                project.details().description(),
                project.priority(),
                new TreeSet<>(project.tags()),
                project.schedule().startDate(),
                project.schedule().dueDate(),
                project.schedule().timeZone(),
                List.of(),
                LedgerStatus.of(project.status()),
                null);
    }

    private static CanonicalContent content(TaskView task) {
        return new CanonicalContent(
                task.title(),
                task.details().description(),
                task.priority(),
                new TreeSet<>(task.tags()),
                task.schedule().startDate(),
                task.schedule().dueDate(),
                task.schedule().timeZone(),
                task.details().checklist().stream()
                        .map(item -> new CanonicalContent.ChecklistEntry(item.title(), item.done(), item.id(), null))
                        .toList(),
                LedgerStatus.of(task.status()),
                null,
                task.status() == TaskStatus.OPEN ? task.details().stage() : null, // a task that has ended has no stage
                task.details().estimateMinutes(),
                task.assignees().stream().map(TaskView.Assignee::key).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(task.others().blockedBy()),
                null,
                null);
    }

    /** A status of the ledger in the words of both sides, and back. */
    public static final class LedgerStatus {
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
}
