package dev.devledger.application.sync.local;

import dev.devledger.application.project.ProjectView;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Layout;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.link.Wanted;
import dev.devledger.domain.task.TaskStatus;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger wants to be seen at the remote, in the words in which both sides are compared
 * (docs/contract.md, section 5). Where it is to be is the connector's {@link Layout}.
 */
public final class DesiredState {
    private final Function<ProjectView, Wanted.Home> cards;
    private final boolean subtasks;
    private final String connector;
    private final Layout layout;
    private final Words words;
    private final Set<Field> holds;

    /** Where it does not matter which of the card lists it is. */
    public DesiredState(Connector connector) {
        this(
                connector,
                project -> new Wanted.Home(EntityRef.CARDS, connector.settings().listName()));
    }

    /** {@code cards} says in which list the card of a project is, or is to be. */
    public DesiredState(Connector connector, Function<ProjectView, Wanted.Home> cards) {
        this.cards = cards;
        this.connector = connector.account().connector();
        this.subtasks = connector.settings().subtasks();
        this.layout = connector.layout();
        this.words = connector.words();
        this.holds = connector.capabilities().holds();
    }

    /** The project's card. */
    public Wanted card(ProjectView project) {
        return switch (form(project)) {
            case NONE -> new Wanted.Outside("its placement is none");
            case LIST -> new Wanted.Replaced("its placement is list");
            case CARD -> project.deletedAt() != null ? new Wanted.Gone() : restored(project);
        };
    }

    /** As if it had not been deleted. */
    public Wanted.Present restored(ProjectView project) {
        return new Wanted.Present(there(cardOf(project)), null, cards.apply(project));
    }

    /** The list that the project is. */
    public Wanted list(ProjectView project) {
        return switch (form(project)) {
            case NONE -> new Wanted.Outside("its placement is none");
            case CARD -> new Wanted.Replaced("its placement is card");
            case LIST -> {
                Canonical content = words.compared(EntityRef.Kind.LIST, Canonical.list(project.name()), "");
                yield project.deletedAt() != null
                        ? new Wanted.Gone()
                        : new Wanted.Present(content, null, home(project));
            }
        };
    }

    public Wanted task(TaskView task, ProjectView project) {
        if (form(project) == Placement.NONE) {
            return new Wanted.Outside("its project's placement is none");
        }
        if (task.deletedAt() != null) {
            return new Wanted.Gone();
        }
        if (form(project) == Placement.CARD && !subtasks) {
            return new Wanted.Outside("tasks of cards are not synced (devledger." + connector + ".card-tasks=none)");
        }
        return restored(task, project);
    }

    /** As if it had not been deleted. */
    public Wanted.Present restored(TaskView task, ProjectView project) {
        return new Wanted.Present(there(content(task)), parent(task, project), home(project));
    }

    /** As much of it as there can be there: what cannot is the same on both sides (docs/sync-design.md, section 4, row F11). */
    private Canonical there(Canonical content) {
        return words.known(content).holding(holds);
    }

    private @Nullable EntityRef parent(TaskView task, ProjectView project) {
        if (task.parentId() != null) {
            return EntityRef.task(task.parentId());
        }
        return form(project) == Placement.CARD ? EntityRef.project(project.id()) : null;
    }

    private Placement form(ProjectView project) {
        return layout.standsAs(project.placement());
    }

    /** Where the project's tasks are. */
    private Wanted.Home home(ProjectView project) {
        return form(project) == Placement.LIST
                ? new Wanted.Home(EntityRef.list(project.id()), project.name())
                : cards.apply(project);
    }

    private static Canonical cardOf(ProjectView project) {
        return new Canonical(
                project.name(),
                text(project.description()),
                project.priority(),
                new TreeSet<>(project.tags()),
                project.startDate(),
                project.dueDate(),
                project.timeZone(),
                List.of(),
                switch (project.status()) {
                    case ACTIVE -> RemoteStatus.OPEN;
                    case PLANNED -> RemoteStatus.PLANNED;
                    case PAUSED -> RemoteStatus.PAUSED;
                    case BLOCKED -> RemoteStatus.BLOCKED;
                    case COMPLETED -> RemoteStatus.COMPLETED;
                    case ABANDONED -> RemoteStatus.ABANDONED;
                },
                null);
    }

    private static Canonical content(TaskView task) {
        return new Canonical(
                task.title(),
                text(task.description()),
                task.priority(),
                new TreeSet<>(task.tags()),
                task.startDate(),
                task.dueDate(),
                task.timeZone(),
                task.checklist().stream()
                        .map(item -> new Canonical.Check(item.title(), item.done(), item.id(), null))
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
}
