package dev.devledger.application.sync.local;

import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the read model and the links say of marked entities, in four statements, and two more where a card is new. */
public final class PushBatchReader {
    private final ProjectQueries projects;
    private final TaskQueries tasks;
    private final LinkBook book;
    private final Connector connector;
    private final ConnectedAccount account;
    private DesiredState ledger;

    public PushBatchReader(ProjectQueries projects, TaskQueries tasks, LinkBook book, Connector connector) {
        this.projects = projects;
        this.tasks = tasks;
        this.book = book;
        this.connector = connector;
        this.account = connector.account();
        this.ledger = new DesiredState(connector);
    }

    /** {@code reads} is how each list was read last. */
    public PushBatch read(List<PendingWork.Item> items, Map<String, Cycles.Read> reads) {
        Map<UUID, TaskView> taskViews = byId(tasks.findAll(ids(items, EntityRef.Kind.TASK)), TaskView::id);
        Set<UUID> projectIds = new HashSet<>(ids(items, EntityRef.Kind.PROJECT));
        projectIds.addAll(ids(items, EntityRef.Kind.LIST));
        taskViews.values().forEach(task -> projectIds.add(task.projectId()));
        Map<UUID, ProjectView> projectViews = byId(projects.findAll(projectIds), ProjectView::id);

        Map<EntityRef, SyncLink> links = new HashMap<>(book.lists(account));
        links.putAll(book.findAll(account, known(items, projectIds, taskViews.values())));
        ledger = new DesiredState(connector, new CardLists(connector, book, projects, reads, links)::home);
        List<PushCandidate> candidates = new ArrayList<>();
        List<PendingWork.Item> missing = new ArrayList<>();
        for (PendingWork.Item item : items) {
            Wanted wanted = wanted(item.entity(), projectViews, taskViews);
            if (wanted == null) {
                missing.add(item);
                continue;
            }
            candidates.add(
                    new PushCandidate(item, wanted, level(item.entity(), taskViews), above(item.entity(), taskViews)));
        }
        return new PushBatch(candidates, missing, lists(items, projectViews, links), links);
    }

    /** With the cards of their projects, and what they are below. */
    private static Set<EntityRef> known(
            List<PendingWork.Item> items, Collection<UUID> projects, Collection<TaskView> tasks) {
        Set<EntityRef> known = new HashSet<>();
        items.forEach(item -> known.add(item.entity()));
        projects.forEach(project -> known.add(EntityRef.project(project)));
        tasks.stream()
                .map(TaskView::parentId)
                .filter(Objects::nonNull)
                .forEach(parent -> known.add(EntityRef.task(parent)));
        return known;
    }

    /** What is changed in a project may concern the list that it is, or was: that one is looked at next. */
    private List<EntityRef> lists(
            List<PendingWork.Item> items, Map<UUID, ProjectView> projectViews, Map<EntityRef, SyncLink> links) {
        List<EntityRef> lists = new ArrayList<>();
        for (UUID id : ids(items, EntityRef.Kind.PROJECT)) {
            ProjectView project = projectViews.get(id);
            boolean is = project != null && connector.layout().standsAs(project.placement()) == Placement.LIST;
            boolean was =
                    switch (links.getOrDefault(EntityRef.list(id), new SyncLink.None(null))) {
                        case SyncLink.Linked linked -> true;
                        case SyncLink.Creating creating -> true;
                        case SyncLink.Deleting deleting -> true;
                        default -> false;
                    };
            if (is || was) {
                lists.add(EntityRef.list(id));
            }
        }
        return lists;
    }

    /**
     * Null where its own row, or its project's, could not be built: nothing is known of it, so nothing is sent, and what
     * is there is not let go.
     */
    private @Nullable Wanted wanted(
            EntityRef entity, Map<UUID, ProjectView> projectViews, Map<UUID, TaskView> taskViews) {
        return switch (entity.kind()) {
            case PROJECT -> {
                ProjectView project = projectViews.get(entity.id());
                yield project == null ? null : ledger.card(project);
            }
            case TASK -> {
                TaskView task = taskViews.get(entity.id());
                ProjectView home = task == null ? null : projectViews.get(task.projectId());
                yield task == null || home == null ? null : ledger.task(task, home);
            }
            case LIST -> {
                ProjectView project = projectViews.get(entity.id());
                yield project == null ? null : ledger.list(project);
            }
        };
    }

    /** As {@link #read} has it, of an entity that is not marked. */
    @Nullable
    public Wanted wantedNow(EntityRef entity) {
        boolean isTask = entity.kind() == EntityRef.Kind.TASK;
        Map<UUID, TaskView> task = isTask ? byId(tasks.findAll(Set.of(entity.id())), TaskView::id) : Map.of();
        TaskView view = task.get(entity.id());
        UUID project = view == null ? entity.id() : view.projectId();
        return wanted(entity, byId(projects.findAll(Set.of(project)), ProjectView::id), task);
    }

    private static Set<UUID> ids(List<PendingWork.Item> items, EntityRef.Kind kind) {
        return items.stream()
                .map(PendingWork.Item::entity)
                .filter(entity -> entity.kind() == kind)
                .map(EntityRef::id)
                .collect(Collectors.toSet());
    }

    private static <T> Map<UUID, T> byId(List<T> views, Function<T, UUID> id) {
        return views.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    private static @Nullable EntityRef above(EntityRef entity, Map<UUID, TaskView> taskViews) {
        TaskView task = entity.kind() == EntityRef.Kind.TASK ? taskViews.get(entity.id()) : null;
        if (task == null) {
            return null;
        }
        return task.parentId() == null ? EntityRef.project(task.projectId()) : EntityRef.task(task.parentId());
    }

    /** 0 for a list, 1 for a card, 2 for what is directly below it, as far as its parents are in this cycle. */
    private static int level(EntityRef entity, Map<UUID, TaskView> taskViews) {
        int level =
                entity.kind().compareTo(EntityRef.Kind.LIST) == 0 ? 0 : entity.kind() == EntityRef.Kind.PROJECT ? 1 : 2;
        TaskView task = taskViews.get(entity.id());
        while (task != null && task.parentId() != null) {
            level++;
            task = taskViews.get(task.parentId());
        }
        return level;
    }
}
