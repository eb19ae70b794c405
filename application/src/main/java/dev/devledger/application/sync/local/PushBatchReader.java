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
    private DesiredState desired;

    public PushBatchReader(LedgerPorts ledger, LinkBook book, Connector connector) {
        this.projects = ledger.projectQueries();
        this.tasks = ledger.taskQueries();
        this.book = book;
        this.connector = connector;
        this.account = connector.account();
        this.desired = new DesiredState(connector);
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
        desired = new DesiredState(connector, new CardLists(connector, book, projects, reads, links)::home);
        List<PushCandidate> candidates = new ArrayList<>();
        List<PendingWork.Item> missing = new ArrayList<>();
        for (PendingWork.Item item : items) {
            Wanted wanted = wanted(item.entity(), projectViews, taskViews);
            if (wanted == null) {
                missing.add(item);
            } else {
                candidates.add(PushCandidate.of(item, wanted, taskViews));
            }
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
        return ids(items, EntityRef.Kind.PROJECT).stream()
                .filter(id -> isList(projectViews.get(id)) || isOrWasThere(links.get(EntityRef.list(id))))
                .map(EntityRef::list)
                .toList();
    }

    private boolean isList(@Nullable ProjectView project) {
        return project != null
                && connector.layout().standsAs(account.connector(), project.placement(), project.placements())
                        == Placement.LIST;
    }

    private static boolean isOrWasThere(@Nullable SyncLink link) {
        return link instanceof SyncLink.Linked
                || link instanceof SyncLink.Creating
                || link instanceof SyncLink.Deleting;
    }

    /**
     * Null where its own row, or its project's, could not be built: nothing is known of it, so nothing is sent, and what
     * is there is not let go.
     */
    private @Nullable Wanted wanted(
            EntityRef entity, Map<UUID, ProjectView> projectViews, Map<UUID, TaskView> taskViews) {
        TaskView task = taskViews.get(entity.id());
        ProjectView project = projectViews.get(task == null ? entity.id() : task.projectId());
        return switch (entity.kind()) {
            case PROJECT -> project == null ? null : desired.card(project);
            case LIST -> project == null ? null : desired.list(project);
            case TASK -> task == null || project == null ? null : desired.task(task, project);
            case ENTRY -> null;
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
}
