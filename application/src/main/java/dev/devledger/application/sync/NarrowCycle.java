package dev.devledger.application.sync;

import dev.devledger.application.command.Ledger;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.sync.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One pass over the entities that are marked: what should be there, what both sides last agreed on, and a fresh read are
 * compared, and only what differs is sent. Parents come before what is below them; deletes come last, the other way round.
 */
final class NarrowCycle {
    private static final Logger LOG = LoggerFactory.getLogger(NarrowCycle.class);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final Duration BROKEN = Duration.ofMinutes(1);

    private final ProjectQueries projects;
    private final TaskQueries tasks;
    private final LinkBook book;
    private final SyncWork work;
    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final Clock clock;
    private final LinkRecords records;
    private final CycleCalls calls;
    private final Progress progress;
    private final TwinSearch twins;
    private final LedgerSide ledger;
    private final ConflictBook conflicts;
    private final CycleGuards guards;
    private int pushed;
    private boolean complete = true;
    private boolean wantsFull;

    NarrowCycle(
            ProjectQueries projects,
            TaskQueries tasks,
            LinkBook book,
            ConflictBook conflicts,
            SyncWork work,
            ConnectedAccount account,
            SyncSettings settings,
            Clock clock,
            LinkRecords records,
            CycleCalls calls,
            CycleGuards guards,
            Progress progress) {
        this.guards = guards;
        this.conflicts = conflicts;
        this.projects = projects;
        this.tasks = tasks;
        this.book = book;
        this.work = work;
        this.account = account;
        this.settings = settings;
        this.clock = clock;
        this.records = records;
        this.calls = calls;
        this.progress = progress;
        this.twins = new TwinSearch(calls, book, account, settings, clock);
        this.ledger = new LedgerSide(settings);
    }

    /** How many entities were changed at the remote, so far. */
    int pushed() {
        return pushed;
    }

    /** Whether nothing has to be looked at again, so far. */
    boolean complete() {
        return complete;
    }

    /** Whether something waits for a cycle that reads the lists. */
    boolean wantsFull() {
        return wantsFull;
    }

    void run(List<SyncWork.Item> items) {
        Scope scope = load(items);
        HomeLists homes = new HomeLists(records, calls, settings, clock, scope::link);
        Frozen frozen = Frozen.of(
                conflicts,
                account,
                scope.candidates().stream().map(each -> each.item().entity()).toList());
        PushItem.Bench bench = new PushItem.Bench(
                records, calls, homes, twins, settings, scope::link, frozen::fields, this::wantedNow);
        FirstExport export = new FirstExport(bench, scope::put, progress::created);
        Deletions deletions = Deletions.of(scope.candidates(), scope::link, guards);
        try {
            for (List<Candidate> level : scope.levels()) {
                pushed += export.run(level.stream()
                        .filter(each -> frozen.asWhole(each.item().entity()).isEmpty())
                        .toList());
                level.forEach(each -> told(each, () -> push(each, bench, scope, frozen, deletions)));
            }
        } finally {
            deletions.remember(scope::link);
        }
    }

    private static void told(Candidate candidate, Runnable work) {
        MDC.put("entity", candidate.item().entity().toString());
        try {
            work.run();
        } finally {
            MDC.remove("entity");
        }
    }

    private void push(Candidate candidate, PushItem.Bench bench, Scope scope, Frozen frozen, Deletions deletions) {
        EntityRef entity = candidate.item().entity();
        SyncLink before = scope.link(entity);
        Push push = push(candidate, bench);
        try {
            Outcome outcome = frozen.isAsWhole(entity)
                    ? waits("it waits for your decision: GET /api/sync/conflicts")
                    : deletions.holds(entity)
                            ? waits("so many deletes wait for your word: GET /api/sync/approvals")
                            : push.run();
            wantsFull |= deletions.holds(entity);
            conclude(candidate.item(), outcome);
        } catch (Rejection e) {
            // Another node has put something else on record meanwhile: the next cycle sees it.
            LOG.info("{} is left to the next cycle: {}", entity, e.getMessage());
            conclude(candidate.item(), new Outcome.Later(e.detail(), Duration.ofSeconds(1), false, false));
        } catch (CycleStopped | Ledger.LedgerBusy e) {
            throw e;
        } catch (RuntimeException e) {
            // It comes first again in the next cycle, so the others would never be reached.
            LOG.error("{} cannot be pushed; the others go on", entity, e);
            conclude(
                    candidate.item(),
                    new Outcome.Later("an unexpected failure; the log says which", BROKEN, true, push.pushed()));
        }
        wantsFull |= push.wantsFull();
        scope.put(entity, push.link());
        if (push.link() instanceof SyncLink.Linked && !(before instanceof SyncLink.Linked)) {
            showWhatIsBelow(entity);
        }
    }

    private Outcome waits(String reason) {
        return new Outcome.Later(reason, settings.pollOrSettle(), true, false);
    }

    private static Push push(Candidate candidate, PushItem.Bench bench) {
        EntityRef entity = candidate.item().entity();
        return entity.kind() == EntityRef.Kind.LIST
                ? new ListItem(entity, candidate.wanted(), bench)
                : new PushItem(entity, candidate.wanted(), candidate.item().attempts(), bench);
    }

    /** A card or list that is new there has tasks that may never have been marked, such as after a change of placement. */
    private void showWhatIsBelow(EntityRef entity) {
        boolean holdsTasks =
                switch (entity.kind()) {
                    case PROJECT -> settings.subtasks();
                    case LIST -> !entity.equals(EntityRef.CARDS);
                    case TASK -> false;
                };
        if (holdsTasks) {
            work.markTasksOf(account, entity.id());
        }
    }

    private void conclude(SyncWork.Item item, Outcome outcome) {
        if (outcome.pushed()) {
            pushed++;
        }
        switch (outcome) {
            case Outcome.Settled settled -> work.done(account, List.of(item));
            case Outcome.Later later -> {
                complete = false;
                int attempts = later.failed() ? item.attempts() + 1 : item.attempts();
                work.later(account, item, clock.instant().plus(wait(later, attempts)), attempts, later.reason());
            }
        }
        progress.concluded(item.entity(), outcome instanceof Outcome.Settled);
    }

    /** Doubles with each failure in a row, from the first wait to six hours. */
    private static Duration wait(Outcome.Later later, int attempts) {
        if (!later.failed() || attempts <= 1) {
            return later.retryAfter();
        }
        Duration doubled = later.retryAfter().multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    private Scope load(List<SyncWork.Item> items) {
        Map<UUID, TaskView> taskViews = byId(tasks.findAll(ids(items, EntityRef.Kind.TASK)), TaskView::id);
        Set<UUID> projectIds = new HashSet<>(ids(items, EntityRef.Kind.PROJECT));
        projectIds.addAll(ids(items, EntityRef.Kind.LIST));
        taskViews.values().forEach(task -> projectIds.add(task.projectId()));
        Map<UUID, ProjectView> projectViews = byId(projects.findAll(projectIds), ProjectView::id);

        List<Candidate> candidates = new ArrayList<>();
        Set<EntityRef> known = new HashSet<>(Set.of(EntityRef.CARDS));
        for (SyncWork.Item item : items) {
            Wanted wanted = wanted(item.entity(), projectViews, taskViews);
            if (wanted == null) {
                conclude(item, new Outcome.Later("its row in the read model is missing", BROKEN, true, false));
                continue;
            }
            candidates.add(
                    new Candidate(item, wanted, level(item.entity(), taskViews), above(item.entity(), taskViews)));
            known.add(item.entity());
            if (item.entity().kind() == EntityRef.Kind.PROJECT) {
                known.add(EntityRef.list(item.entity().id()));
            }
            if (wanted instanceof Wanted.Present present) {
                known.add(present.home().list());
                if (present.parent() != null) {
                    known.add(present.parent());
                }
            }
        }
        Scope scope = new Scope(candidates, new HashMap<>(book.findAll(account, known)));
        markLists(items, projectViews, scope);
        return scope;
    }

    /** What is changed in a project may concern the list that it is, or was: that one is looked at next. */
    private void markLists(List<SyncWork.Item> items, Map<UUID, ProjectView> projectViews, Scope scope) {
        List<EntityRef> lists = new ArrayList<>();
        for (UUID id : ids(items, EntityRef.Kind.PROJECT)) {
            ProjectView project = projectViews.get(id);
            boolean is = project != null && project.placement() == Placement.LIST;
            boolean was =
                    switch (scope.link(EntityRef.list(id))) {
                        case SyncLink.Linked linked -> true;
                        case SyncLink.Creating creating -> true;
                        case SyncLink.Deleting deleting -> true;
                        default -> false;
                    };
            if (is || was) {
                lists.add(EntityRef.list(id));
            }
        }
        if (!lists.isEmpty()) {
            work.mark(account, lists);
        }
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

    private @Nullable Wanted wantedNow(EntityRef entity) {
        boolean isTask = entity.kind() == EntityRef.Kind.TASK;
        Map<UUID, TaskView> task = isTask ? byId(tasks.findAll(Set.of(entity.id())), TaskView::id) : Map.of();
        TaskView view = task.get(entity.id());
        UUID project = view == null ? entity.id() : view.projectId();
        return wanted(entity, byId(projects.findAll(Set.of(project)), ProjectView::id), task);
    }

    private static Set<UUID> ids(List<SyncWork.Item> items, EntityRef.Kind kind) {
        return items.stream()
                .map(SyncWork.Item::entity)
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

    /** {@code above} is what it is below in the ledger, null at the top. */
    record Candidate(
            SyncWork.Item item,
            Wanted wanted,
            int level,
            @Nullable EntityRef above) {
        boolean gone() {
            return wanted.leaves();
        }
    }

    /** What one pass is about, and what is known of the links in it. */
    private record Scope(List<Candidate> candidates, Map<EntityRef, SyncLink> links) {
        SyncLink link(EntityRef entity) {
            return links.getOrDefault(entity, new SyncLink.None(null));
        }

        void put(EntityRef entity, SyncLink link) {
            links.put(entity, link);
        }

        /** What is above first; deletes after all else, and what is below first. */
        Collection<List<Candidate>> levels() {
            Map<Integer, List<Candidate>> levels = new TreeMap<>();
            for (Candidate each : candidates) {
                int rank = each.gone() ? Integer.MAX_VALUE - each.level() : each.level();
                levels.computeIfAbsent(rank, any -> new ArrayList<>()).add(each);
            }
            return levels.values();
        }
    }
}
