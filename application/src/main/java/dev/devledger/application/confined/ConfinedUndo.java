package dev.devledger.application.confined;

import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.undo.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The undo of a confined caller. A change set without changes in the project does not exist for it. A change set with
 * changes in other projects too cannot be undone by this caller: the undo would change these projects, or be
 * incomplete.
 *
 * @param tasks confined to the project too, like {@code time} and {@code history}
 */
public record ConfinedUndo(UndoReads all, TaskQueries tasks, TimeEntryQueries time, HistoryQueries history)
        implements UndoReads {
    private static final String HIDDEN = "something else";

    @Override
    public void changes(Collection<UUID> changeSets, Consumer<Change> each) {
        if (Confinement.current().isNone()) {
            all.changes(changeSets, each);
            return;
        }
        List<Change> changes = new ArrayList<>();
        all.changes(changeSets, changes::add);
        Set<UUID> own = own(ids(changes, Entity.Kind.TASK), ids(changes, Entity.Kind.TIME_ENTRY));
        List<Change> inside =
                changes.stream().filter(change -> isInside(change, own)).toList();
        if (!inside.isEmpty() && inside.size() < changes.size()) {
            throw AccessRefused.heldToProject("a change set that changed something else too");
        }
        inside.forEach(each);
    }

    /** Returns the id of the project, and the given tasks and time entries that are in the project. */
    private Set<UUID> own(Set<UUID> someTasks, Set<UUID> someTime) {
        Set<UUID> own = new HashSet<>();
        UUID project = Confinement.currentProject();
        if (project != null) {
            own.add(project);
        }
        tasks.findAll(someTasks).stream().map(TaskView::id).forEach(own::add);
        time.findAll(someTime).stream().map(TimeEntryView::id).forEach(own::add);
        return own;
    }

    private static Set<UUID> ids(List<Change> changes, Entity.Kind kind) {
        Set<UUID> ids = new HashSet<>();
        changes.stream().map(Change::entity).filter(each -> each.kind() == kind).forEach(each -> ids.add(each.id()));
        return ids;
    }

    private static boolean isInside(Change change, Set<UUID> own) {
        Place left = change.left();
        return own.contains(change.entity().id())
                && (left == null || own.contains(left.project().value()));
    }

    /** Returns the change sets that changed anything in the project, even if none of these changes can be undone. */
    @Override
    public Set<UUID> known(Collection<UUID> changeSets) {
        return Confinement.current().isNone()
                ? all.known(changeSets)
                : changeSets.stream().filter(this::isSeen).collect(Collectors.toSet());
    }

    private boolean isSeen(UUID changeSet) {
        HistoryFilter of = HistoryFilter.ofChangeSet(changeSet);
        return !history.list(of, new PageRequest(1, null)).items().isEmpty();
    }

    @Override
    public void from(Map<String, Long> versions, Consumer<LedgerEvent> each) {
        all.from(versions, each);
    }

    /**
     * Refuses an undo that needs places in other projects: a parent of one of these tasks may have been moved there
     * since.
     */
    @Override
    public UndoPlaces around(Collection<TaskId> around, Collection<ProjectId> emptied, Collection<ProjectId> changed) {
        UndoPlaces found = all.around(around, emptied, changed);
        boolean inside = found.spots().stream()
                .allMatch(spot -> Confinement.has(spot.place().project().value()));
        if (!inside) {
            throw AccessRefused.heldToProject("an undo that has to do with something that is elsewhere by now");
        }
        return found;
    }

    /** Returns the keys. Keys of people, customers and services are shown to every caller. */
    @Override
    public Map<UUID, String> keys(Collection<UUID> ids) {
        Map<UUID, String> found = all.keys(ids);
        if (Confinement.current().isNone()) {
            return found;
        }
        Set<UUID> asked = Set.copyOf(ids);
        Set<UUID> own = own(asked, asked);
        Map<UUID, String> told = new HashMap<>();
        for (UUID id : asked) {
            String key = found.get(id);
            told.put(id, key == null || (isOfProject(key) && !own.contains(id)) ? HIDDEN : key);
        }
        return told;
    }

    private static boolean isOfProject(String key) {
        return Stream.of("P-", "T-", "E-").anyMatch(key::startsWith);
    }
}
