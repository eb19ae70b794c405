package dev.devledger.application.undo;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.undo.Author;
import dev.devledger.domain.undo.Entity;
import dev.devledger.domain.undo.Forest;
import dev.devledger.domain.undo.Happened;
import dev.devledger.domain.undo.Past;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Reads what an undo is decided on, while it holds all projects still that it has to do with. */
final class Held {
    private final UndoReads reads;
    private final ProjectLocks projects;

    Held(UndoReads reads, ProjectLocks projects) {
        this.reads = reads;
        this.projects = projects;
    }

    Story story(Set<UUID> own, List<LedgerEvent> events) {
        Map<String, Entity> entities = new LinkedHashMap<>();
        Map<String, Long> versions = new HashMap<>();
        for (LedgerEvent event : events) {
            entities.putIfAbsent(event.stream(), entity(event.payload()));
            // One before: what a restored entity was deleted with.
            versions.putIfAbsent(event.stream(), Math.max(1, event.version() - 1));
        }
        Forest forest = hold(events, entities.values());
        Map<String, List<Happened>> happened = new LinkedHashMap<>();
        for (LedgerEvent event : reads.from(versions)) {
            happened.computeIfAbsent(event.stream(), none -> new ArrayList<>()).add(happened(event, own));
        }
        List<Past> pasts = entities.entrySet().stream()
                .map(each -> Past.of(each.getValue(), happened.getOrDefault(each.getKey(), List.of())))
                .toList();
        return new Story(own, events.getFirst().position(), pasts, forest);
    }

    private static Entity entity(Object event) {
        return switch (event) {
            case ProjectEvent project ->
                new Entity(Entity.Kind.PROJECT, project.project().value());
            case TaskEvent task -> new Entity(Entity.Kind.TASK, task.task().value());
            default -> throw new IllegalStateException("no project's or task's event: " + event.getClass());
        };
    }

    private static Happened happened(LedgerEvent event, Set<UUID> own) {
        Author by = new Author(event.by().actor(), event.changeSet());
        return new Happened(event.payload(), event.version(), own.contains(event.changeSet()), by);
    }

    /** A task may be in another project by the time that its project is held; then that is held as well. */
    private Forest hold(List<LedgerEvent> events, Collection<Entity> entities) {
        Set<TaskId> tasks = new LinkedHashSet<>();
        Set<ProjectId> needed = new LinkedHashSet<>();
        for (Entity each : entities) {
            if (each.kind() == Entity.Kind.TASK) {
                tasks.add(new TaskId(each.id()));
            } else {
                needed.add(new ProjectId(each.id()));
            }
        }
        Set<ProjectId> emptied = new LinkedHashSet<>();
        Set<TaskId> asked = new LinkedHashSet<>(tasks);
        for (LedgerEvent event : events) {
            switch (event.payload()) {
                case ProjectEvent.Created e -> emptied.add(e.project());
                case ProjectEvent.Restored e -> emptied.add(e.project());
                case TaskEvent.Moved e -> {
                    Place from = Objects.requireNonNull(e.place().from());
                    needed.add(from.project());
                    addParent(asked, from);
                }
                default -> {}
            }
        }
        Map<ProjectId, Boolean> deleted = new HashMap<>();
        while (true) {
            List<Forest.Spot> spots = reads.around(asked, emptied);
            requireEach(tasks, spots);
            spots.forEach(spot -> needed.add(spot.place().project()));
            if (deleted.keySet().containsAll(needed)) {
                return new Forest(deleted, spots);
            }
            own(needed, deleted);
        }
    }

    private static void addParent(Set<TaskId> to, Place place) {
        if (place.parent() != null) {
            to.add(place.parent());
        }
    }

    /** Always in the same order, so that two undos never wait for each other. */
    private void own(Set<ProjectId> needed, Map<ProjectId, Boolean> deleted) {
        needed.stream()
                .filter(each -> !deleted.containsKey(each))
                .sorted(Comparator.comparing(ProjectId::toString))
                .forEach(each -> deleted.put(
                        each,
                        projects.own(each.toString())
                                .orElseThrow(() -> unbuilt("project", each))
                                .deleted()));
    }

    private static void requireEach(Set<TaskId> tasks, List<Forest.Spot> spots) {
        Set<TaskId> missing = new LinkedHashSet<>(tasks);
        spots.forEach(spot -> missing.remove(spot.task()));
        missing.stream().findFirst().ifPresent(each -> {
            throw unbuilt("task", each);
        });
    }

    private static Rejection unbuilt(String kind, Object id) {
        return Rejection.of(
                Rejection.Code.CONFLICT_STATE,
                "The row of the %1$s %2$s could not be built, so nobody knows where it is. POST /api/projections/%1$ss/replay builds it anew."
                        .formatted(kind, id));
    }
}
