package dev.devledger.application.undo;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.application.task.DependencyGraph.DependencyCycles;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who does one thing after another, much of which the rules refuse. */
final class RandomDay {
    private final Random random;
    private final Books books;
    private final Projects projects;
    private final Tasks tasks;

    RandomDay(Random random, Books books, Shelf shelf) {
        this.random = random;
        this.books = books;
        this.projects =
                new Projects(shelf.new Locks(), shelf.new Tree(), new ReservedTags(Set.of()), PlacementRules.NONE);
        this.tasks = new Tasks(shelf.new Locks(), shelf.new Tree(), new DependencyCycles(DependencyGraph.NONE));
    }

    /** A change set of some changes; empty where it was refused, or changed nothing. */
    Optional<UUID> write() {
        return write(books.newId(), random.nextBoolean() ? "owner" : "ticktick");
    }

    /** As a cycle of the sync does, which stores one change set in many parts, while others write in between. */
    Optional<UUID> write(UUID changeSet, String actor) {
        int before = books.events.size();
        int wishes = 1 + random.nextInt(3);
        try {
            books.writeTo(changeSet, actor, changes -> {
                for (int i = 0; i < wishes; i++) {
                    wish(changes);
                }
            });
            return books.events.size() > before ? Optional.of(changeSet) : Optional.empty();
        } catch (Rejection refused) {
            return Optional.empty();
        }
    }

    private void wish(ChangeSet changes) {
        String project =
                any(books.projects.keySet().stream().map(ProjectId::toString).toList());
        String task = any(books.tasks.keySet().stream().map(TaskId::toString).toList());
        int kind = random.nextInt(14);
        if (project == null || (kind == 0 && books.projects.size() < 4)) {
            projects.create(changes, projectDetails(), ProjectStatus.ACTIVE, null);
        } else if (task == null || kind == 1 || kind == 2) {
            tasks.create(changes, project, random.nextBoolean() ? task : null, taskDetails(), null);
        } else {
            change(changes, kind, project, task);
        }
    }

    private void change(ChangeSet changes, int kind, String project, String task) {
        switch (kind) {
            case 3 -> projects.edit(changes, project, projectEdit(), null);
            case 4 -> projects.changeStatus(changes, project, any(ProjectStatus.values()), word(), null);
            case 5 -> projects.addNote(changes, project, word(), null);
            case 6 -> projects.delete(changes, project, null);
            case 7 -> projects.restore(changes, project, null);
            case 8 -> tasks.delete(changes, task, null);
            case 9 -> tasks.restore(changes, task, null);
            case 10 -> tasks.changeStatus(changes, task, any(TaskStatus.values()), null, null);
            case 11 -> tasks.edit(changes, task, taskEdit(), null);
            default -> tasks.move(changes, task, random.nextBoolean() ? project : null, parent(task), null);
        }
    }

    private @Nullable String parent(String task) {
        return random.nextBoolean()
                ? any(books.tasks.keySet().stream()
                        .map(TaskId::toString)
                        .filter(each -> !each.equals(task))
                        .toList())
                : null;
    }

    private ProjectDetails projectDetails() {
        Schedule none = Schedule.none(ZoneOffset.UTC);
        return new ProjectDetails(word(), "", Priority.NONE, new TreeSet<>(), "", none, Placement.CARD);
    }

    private TaskDetails taskDetails() {
        return new TaskDetails(word(), "", Priority.NONE, new TreeSet<>(), Schedule.none(ZoneOffset.UTC), List.of());
    }

    private ProjectEdit projectEdit() {
        return new ProjectEdit(Patch.<ProjectDetails>none()
                .with(ProjectDetails.NAME, maybe(word()))
                .with(ProjectDetails.DESCRIPTION, maybe(word()))
                .with(ProjectDetails.PRIORITY, maybe(any(Priority.values())))
                .with(ProjectDetails.TAGS, maybe(tags()))
                .with(ProjectDetails.START_DATE, maybe(day()))
                .with(ProjectDetails.DUE_DATE, maybe(day()))
                .with(ProjectDetails.TIME_ZONE, maybe(any(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"))))
                .with(ProjectDetails.PLACEMENT, maybe(any(Placement.OF_CARDS.toArray(Placement[]::new)))));
    }

    private Patch<TaskDetails> taskEdit() {
        return Patch.<TaskDetails>none()
                .with(TaskDetails.TITLE, maybe(word()))
                .with(TaskDetails.DESCRIPTION, maybe(word()))
                .with(TaskDetails.TAGS, maybe(tags()))
                .with(TaskDetails.START_DATE, maybe(day()))
                .with(TaskDetails.DUE_DATE, maybe(day()))
                .with(TaskDetails.STAGE, maybe(word()))
                .with(TaskDetails.ESTIMATE_MINUTES, maybe(random.nextBoolean() ? null : random.nextInt(3)))
                .with(
                        TaskDetails.ASSIGNEES,
                        maybe(new TreeSet<>(List.of(new PersonId(new UUID(0, random.nextInt(2)))))))
                .with(TaskDetails.BLOCKED_BY, maybe(others()))
                .with(TaskDetails.RELATED, maybe(others()))
                .with(TaskDetails.DISCOVERED_FROM, maybe(other()));
    }

    private SortedSet<TaskId> others() {
        return new TreeSet<>(List.of(other(), other()));
    }

    /** Not among those of the day, so that no task has to do with itself. */
    private TaskId other() {
        return new TaskId(new UUID(1, random.nextInt(3)));
    }

    private <T> @Nullable SetTo<T> maybe(@Nullable T value) {
        return random.nextInt(3) == 0 ? new SetTo<>(value) : null;
    }

    private @Nullable When day() {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> When.parse("2027-01-0" + (1 + random.nextInt(9)) + "T09:00:00Z");
            default -> When.parse("2027-01-0" + (1 + random.nextInt(9)));
        };
    }

    private SortedSet<String> tags() {
        return new TreeSet<>(List.of("t" + random.nextInt(3)));
    }

    private String word() {
        return "w" + random.nextInt(5);
    }

    @SafeVarargs
    private <T> T any(T... of) {
        return of[random.nextInt(of.length)];
    }

    private <T> @Nullable T any(List<T> of) {
        return of.isEmpty() ? null : new ArrayList<>(of).get(random.nextInt(of.size()));
    }
}
