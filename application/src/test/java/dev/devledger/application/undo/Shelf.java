package dev.devledger.application.undo;

import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.shared.NormalizedName;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.undo.Entity;
import dev.devledger.domain.undo.TaskForest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the use cases ask of the database, out of the {@link Books}. */
final class Shelf implements UndoReads {
    private final Books books;
    private long keys;
    private String behind = "";

    Shelf(Books books) {
        this.books = books;
    }

    Place place(TaskId id) {
        Task.Present task = Objects.requireNonNull(books.tasks.get(id)) instanceof Task.Deleted(var last)
                ? last
                : (Task.Present) Objects.requireNonNull(books.tasks.get(id));
        return task.place();
    }

    boolean isThere(TaskId id) {
        return books.tasks.get(id) instanceof Task.Present;
    }

    private List<TaskId> above(TaskId id) {
        List<TaskId> above = new ArrayList<>();
        for (TaskId each = place(id).parent(); each != null; each = place(each).parent()) {
            above.add(each);
        }
        return above;
    }

    /** Those of them, parents first. */
    private List<TaskTree.Descendant> among(Predicate<TaskId> wanted) {
        Set<TaskId> all = books.tasks.keySet().stream().filter(wanted).collect(Collectors.toSet());
        return books.tasks.keySet().stream()
                .filter(all::contains)
                .map(each -> new TaskTree.Descendant(
                        each, level(each, all), place(each).parent()))
                .sorted(Comparator.comparingInt(TaskTree.Descendant::level))
                .toList();
    }

    private int level(TaskId task, Set<TaskId> all) {
        return 1 + (int) above(task).stream().takeWhile(all::contains).count();
    }

    final class Tree implements TaskTree {
        @Override
        public Optional<Node> find(String id) {
            TaskId task = new TaskId(UUID.fromString(id));
            return books.tasks.containsKey(task)
                    ? Optional.of(
                            new Node(task, place(task).project(), place(task).parent(), !isThere(task), above(task)))
                    : Optional.empty();
        }

        @Override
        public List<Descendant> subtree(TaskId root) {
            return among(
                    each -> isThere(each) && (each.equals(root) || above(each).contains(root)));
        }

        @Override
        public List<Descendant> ofProject(ProjectId project) {
            return among(each -> isThere(each) && place(each).project().equals(project));
        }

        @Override
        public List<Descendant> deletedWith(String stream) {
            return among(each -> !isThere(each) && stream.equals(books.deletedWith.get(each)));
        }

        @Override
        public TaskKey nextKey() {
            return new TaskKey(++keys);
        }
    }

    final class Locks implements ProjectLocks {
        @Override
        public Optional<Locked> find(String id) {
            ProjectId project = new ProjectId(UUID.fromString(id));
            return Optional.ofNullable(books.projects.get(project))
                    .map(state -> new Locked(project, state instanceof Project.Deleted));
        }

        @Override
        public Optional<Locked> lockShared(String id) {
            return find(id);
        }

        @Override
        public Optional<Locked> lockExclusively(String id) {
            return find(id);
        }

        @Override
        public void ownName(NormalizedName name) {
            // there is nobody else
        }

        @Override
        public ProjectKey nextKey() {
            return new ProjectKey(++keys);
        }
    }

    @Override
    public void changes(Collection<UUID> changeSets, Consumer<Change> each) {
        books.events.stream()
                .filter(event -> changeSets.contains(event.changeSet()))
                .forEach(event -> each.accept(change(event)));
    }

    private static Change change(LedgerEvent event) {
        Entity entity =
                switch (event.payload()) {
                    case ProjectEvent project ->
                        new Entity(Entity.Kind.PROJECT, project.project().value());
                    case TaskEvent task ->
                        new Entity(Entity.Kind.TASK, task.task().value());
                    default -> throw new IllegalStateException("no project's or task's event: " + event);
                };
        return new Change(
                entity,
                event.position(),
                event.version(),
                event.changeSet(),
                event.payload() instanceof ProjectEvent.Created || event.payload() instanceof ProjectEvent.Restored,
                event.payload() instanceof TaskEvent.Moved moved ? moved.place().from() : null);
    }

    @Override
    public Set<UUID> known(Collection<UUID> changeSets) {
        return books.events.stream()
                .map(LedgerEvent::changeSet)
                .filter(changeSets::contains)
                .collect(Collectors.toSet());
    }

    @Override
    public void from(Map<String, Long> versions, Consumer<LedgerEvent> each) {
        versions.forEach((stream, version) -> books.events.stream()
                .filter(event -> event.stream().equals(stream) && event.version() >= version)
                .forEach(each));
    }

    @Override
    public UndoPlaces around(Collection<TaskId> tasks, Collection<ProjectId> emptied, Collection<ProjectId> changed) {
        Set<TaskId> found = new LinkedHashSet<>(tasks);
        tasks.forEach(each -> found.addAll(above(each)));
        Set<TaskId> roots = new LinkedHashSet<>(tasks);
        books.tasks.keySet().stream()
                .filter(each -> isThere(each) && emptied.contains(place(each).project()))
                .forEach(roots::add);
        found.addAll(roots);
        books.tasks.keySet().stream()
                .filter(each -> isThere(each) && hangsFrom(each, roots))
                .forEach(found::add);
        List<TaskForest.Spot> spots = books.tasks.keySet().stream()
                .filter(found::contains)
                .map(each -> new TaskForest.Spot(each, place(each), !isThere(each)))
                .toList();
        Map<UUID, Long> versions = new HashMap<>();
        spots.forEach(
                each -> versions.put(each.task().value(), version(each.task().address())));
        changed.forEach(each -> versions.put(each.value(), version(each.address())));
        return new UndoPlaces(spots, versions);
    }

    private long version(String stream) {
        long events = books.events.stream()
                .filter(each -> each.stream().equals(stream))
                .count();
        return stream.equals(behind) ? events - 1 : events;
    }

    /** As if the newest event of this stream had not come into its row. */
    void park(String stream) {
        behind = stream;
    }

    /** Over tasks that are there alone, as the database walks. */
    private boolean hangsFrom(TaskId task, Set<TaskId> roots) {
        for (TaskId above : above(task)) {
            if (roots.contains(above)) {
                return true;
            }
            if (!isThere(above)) {
                return false;
            }
        }
        return false;
    }

    @Override
    public Map<UUID, String> keys(Collection<UUID> ids) {
        Map<UUID, String> found = new HashMap<>();
        ids.forEach(id -> found.put(id, "K-" + id.getLeastSignificantBits()));
        return found;
    }
}
