package dev.devledger.application.sync.pull;

import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a pull edits or adds children to, with their ancestors, read together for the whole plan. Any other
 * entity is read by itself. A move also moves everything below, so after a move all are read again.
 */
final class TouchedEntities {
    private final PullLedger ledger;
    /** The entity of each list or remote object, including new imports. */
    private final Map<String, EntityRef> owners = new HashMap<>();

    private final Map<UUID, ProjectView> projects = new HashMap<>();
    private final Map<UUID, TaskView> tasks = new HashMap<>();
    /** The places of tasks in the ledger, including new tasks. */
    private final Map<EntityRef, Planned.Place> places = new HashMap<>();

    TouchedEntities(PullLedger ledger) {
        this.ledger = ledger;
    }

    /** Registers the project or card list of a list that was just found, before the list is linked. */
    void know(String remoteId, EntityRef owner) {
        owners.put(remoteId, owner);
    }

    /** Registers an entity that was just imported. */
    void made(String remoteId, EntityRef owner, Planned.@Nullable Place place) {
        owners.put(remoteId, owner);
        if (place != null) {
            places.put(owner, place);
        }
    }

    void load(Collection<Planned> items) {
        Set<String> above = new HashSet<>();
        Set<EntityRef> edited = new HashSet<>();
        Set<EntityRef> reached = new HashSet<>();
        for (Planned item : items) {
            switch (item) {
                case Planned.Imported(var remote) -> {
                    String parent = remote.content().parent();
                    above.add(parent == null ? remote.ref().list() : parent);
                }
                case Planned.Merged merged
                when !merged.merge().pull().isEmpty() -> {
                    edited.add(merged.entity());
                    below(merged.moveTo(), reached);
                }
                case Planned.BackInScope back
                when !back.merge().pull().isEmpty() -> {
                    edited.add(back.entity());
                    below(back.moveTo(), reached);
                }
                case Planned.Adopted adopted when !adopted.merge().pull().isEmpty() -> edited.add(adopted.entity());
                case Planned.ListChanged changed ->
                    edited.add(EntityRef.project(changed.entity().id()));
                default -> {}
            }
        }
        above.removeAll(owners.keySet());
        if (!above.isEmpty()) {
            linked(above);
        }
        above.stream().map(owners::get).filter(Objects::nonNull).forEach(reached::add);
        edited.addAll(reached);
        read(edited);
        readAbove(reached);
    }

    /** Reads the ancestors of all these entities, one level at a time. */
    private void readAbove(Set<EntityRef> reached) {
        Set<EntityRef> each = reached;
        while (!each.isEmpty()) {
            each = each.stream()
                    .map(below -> tasks.get(below.id()))
                    .filter(Objects::nonNull)
                    .map(TaskView::parentId)
                    .filter(parent -> parent != null && !tasks.containsKey(parent))
                    .map(EntityRef::task)
                    .collect(Collectors.toSet());
            read(each);
        }
    }

    private static void below(Planned.@Nullable Place place, Set<EntityRef> reached) {
        if (place != null && place.parent() != null) {
            reached.add(place.parent());
        }
    }

    /** Returns the entity with that remote id: a card list, the list of a project, a card, or a task. */
    Optional<EntityRef> owner(String remoteId) {
        if (!owners.containsKey(remoteId)) {
            linked(Set.of(remoteId));
        }
        return Optional.ofNullable(owners.get(remoteId));
    }

    private void linked(Collection<String> remoteIds) {
        ledger.book().ofRemote(ledger.account(), remoteIds).forEach(entry -> {
            RemoteRef remote = entry.link().object();
            if (remote != null) {
                owners.putIfAbsent(remote.id(), entry.entity());
            }
        });
    }

    private void read(Collection<EntityRef> entities) {
        Set<UUID> ofTasks = new HashSet<>();
        Set<UUID> ofProjects = new HashSet<>();
        for (EntityRef each : entities) {
            switch (each.kind()) {
                case TASK -> ofTasks.add(each.id());
                case PROJECT -> ofProjects.add(each.id());
                case LIST -> {} // stands for its project, which is not needed here
                case ENTRY -> {} // is neither a task nor a project
            }
        }
        if (!ofTasks.isEmpty()) {
            ledger.into().taskQueries().findAll(ofTasks).forEach(each -> tasks.put(each.id(), each));
        }
        if (!ofProjects.isEmpty()) {
            ledger.into().projectQueries().findAll(ofProjects).forEach(each -> projects.put(each.id(), each));
        }
    }

    TaskView task(EntityRef entity) {
        if (!tasks.containsKey(entity.id())) {
            read(List.of(entity));
        }
        return Optional.ofNullable(tasks.get(entity.id()))
                .orElseThrow(() -> Tasks.unknown(entity.id().toString()));
    }

    /** Returns the task as it is stored now, whatever was read before. */
    TaskView taskNow(EntityRef entity) {
        tasks.remove(entity.id());
        return task(entity);
    }

    ProjectView project(EntityRef entity) {
        if (!projects.containsKey(entity.id())) {
            read(List.of(entity));
        }
        return Optional.ofNullable(projects.get(entity.id()))
                .orElseThrow(() -> Projects.unknown(entity.id().toString()));
    }

    Planned.Place place(EntityRef task) {
        return places.computeIfAbsent(task, any -> {
            TaskView view = task(any);
            UUID parent = view.parentId();
            return new Planned.Place(
                    EntityRef.project(view.projectId()), parent == null ? null : EntityRef.task(parent));
        });
    }

    /** Forgets the tasks and places that were read, as a task was moved with everything below it. */
    void moved() {
        tasks.clear();
        places.clear();
    }
}
