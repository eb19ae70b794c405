package dev.devledger.application.sync.local;

import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one pass, with the known links.
 *
 * @param missing the items without a row in the read model
 * @param lists the lists of changed projects, which may have to be changed too
 */
public record PushBatch(
        List<PushBatch.PushCandidate> candidates,
        List<PendingWork.Item> missing,
        List<EntityRef> lists,
        Map<EntityRef, SyncLink> links) {
    public PushBatch {
        candidates = List.copyOf(candidates);
        missing = List.copyOf(missing);
        lists = List.copyOf(lists);
        links = new HashMap<>(links); // not copied as unmodifiable: links are added during the pass
    }

    public SyncLink link(EntityRef entity) {
        return links.getOrDefault(entity, new SyncLink.None(null));
    }

    public void put(EntityRef entity, SyncLink link) {
        links.put(entity, link);
    }

    /** Returns the tasks that are, or may have been, in the service earlier, and are not linked now. */
    public Set<EntityRef> tasksToLinkAgain() {
        return links.entrySet().stream()
                .filter(each -> each.getKey().kind() == EntityRef.Kind.TASK)
                .filter(each ->
                        !(each.getValue() instanceof SyncLink.None || each.getValue() instanceof SyncLink.Linked))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Returns the candidates by level: parents before children; then the deletes, children before parents. */
    public Collection<List<PushCandidate>> levels() {
        Map<Integer, List<PushCandidate>> levels = new TreeMap<>();
        for (PushCandidate each : candidates) {
            int rank = each.gone() ? Integer.MAX_VALUE - each.level() : each.level();
            levels.computeIfAbsent(rank, any -> new ArrayList<>()).add(each);
        }
        return levels.values();
    }

    /**
     * An entity that may have to be pushed.
     *
     * @param level 0 for a list, 1 for a card, 2 for a task directly below it
     * @param above the parent in the ledger; for a task at the top its project, null for any other entity
     */
    public record PushCandidate(
            PendingWork.Item item,
            DesiredObject wanted,
            int level,
            @Nullable EntityRef above) {
        /**
         * Makes a candidate. {@code tasks} are the marked tasks: a task's level counts only ancestors that are among
         * them.
         */
        static PushCandidate of(PendingWork.Item item, DesiredObject wanted, Map<UUID, TaskView> tasks) {
            TaskView task = tasks.get(item.entity().id());
            return new PushCandidate(item, wanted, level(item.entity().kind(), task, tasks), above(task));
        }

        private static int level(EntityRef.Kind kind, @Nullable TaskView of, Map<UUID, TaskView> tasks) {
            int level = kind == EntityRef.Kind.LIST ? 0 : kind == EntityRef.Kind.PROJECT ? 1 : 2;
            for (TaskView task = of; task != null && task.parentId() != null; task = tasks.get(task.parentId())) {
                level++;
            }
            return level;
        }

        private static @Nullable EntityRef above(@Nullable TaskView task) {
            if (task == null) {
                return null;
            }
            return task.parentId() == null ? EntityRef.project(task.projectId()) : EntityRef.task(task.parentId());
        }

        boolean gone() {
            return wanted.leaves();
        }
    }

    /** Reads the rows and links of marked entities, in four statements, and two more if a card is new. */
    public static final class PushBatchReader {
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

        /** Reads the items; {@code reads} is the last read of each list. */
        public PushBatch read(List<PendingWork.Item> items, Map<String, Cycles.ListReadState> reads) {
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
                DesiredObject wanted = wanted(item.entity(), projectViews, taskViews);
                if (wanted == null) {
                    missing.add(item);
                } else {
                    candidates.add(PushCandidate.of(item, wanted, taskViews));
                }
            }
            return new PushBatch(candidates, missing, lists(items, projectViews, links), links);
        }

        /** Returns the items' entities, the cards of their projects, and the tasks' parents. */
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

        /**
         * Returns the lists that the changed projects should be or still are: a change of the project may concern them
         * too.
         */
        private List<EntityRef> lists(
                List<PendingWork.Item> items, Map<UUID, ProjectView> projectViews, Map<EntityRef, SyncLink> links) {
            return ids(items, EntityRef.Kind.PROJECT).stream()
                    .filter(id -> isList(projectViews.get(id)) || isOrWasLinked(links.get(EntityRef.list(id))))
                    .map(EntityRef::list)
                    .toList();
        }

        private boolean isList(@Nullable ProjectView project) {
            return project != null
                    && connector
                                    .layout()
                                    .standsAs(
                                            account.connector(),
                                            project.details().placement(),
                                            project.placements())
                            == Placement.LIST;
        }

        private static boolean isOrWasLinked(@Nullable SyncLink link) {
            return link instanceof SyncLink.Linked
                    || link instanceof SyncLink.Creating
                    || link instanceof SyncLink.Deleting;
        }

        /**
         * Returns the wanted object; null if the entity's row, or its project's, could not be built: as nothing is
         * known of the entity, nothing is sent and its object is kept.
         */
        private @Nullable DesiredObject wanted(
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

        /** Returns the wanted object of an entity that is not marked, as {@link #read} does for marked ones. */
        @Nullable
        public DesiredObject wantedNow(EntityRef entity) {
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
}
