package dev.devledger.application.sync.simulation;

import dev.devledger.application.project.ProjectView;
import dev.devledger.application.sync.simulation.Testimony.Side;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEdit;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.task.TaskEdit;
import dev.devledger.domain.task.TaskStatus;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Somebody at the door of the ledger that two services share. */
final class TwoDevelopers {
    private final TwoServices both;
    private final Random random;
    private final Testimony testimony;

    TwoDevelopers(TwoServices both, Random random, Testimony testimony) {
        this.both = both;
        this.random = random;
        this.testimony = testimony;
    }

    /** Does something that may be refused, and says what it was. */
    String act() {
        try {
            ProjectView project = any(both.liveProjects());
            TaskView task = any(both.liveTasks());
            int what = random.nextInt(10);
            if (project == null || what == 0) {
                return make();
            }
            if (what == 1) {
                return make(project);
            }
            return task == null || random.nextInt(3) == 0 ? act(project, what) : act(task, project, what);
        } catch (Rejection e) {
            return "is refused: " + e.getMessage();
        }
    }

    private <T> @Nullable T any(List<T> all) {
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private String make() {
        String name = written(Field.TITLE, null, testimony.word());
        Placement placement = random.nextInt(4) == 0 ? Placement.LIST : Placement.CARD;
        ProjectDetails details = new ProjectDetails(
                name, "", Priority.NONE, new TreeSet<>(), "", Schedule.none(ZoneOffset.UTC), placement);
        both.people(changes -> both.one.projects.create(changes, details, ProjectStatus.ACTIVE, null));
        return "makes the project " + name + " as " + placement;
    }

    private String make(ProjectView project) {
        String title = written(Field.TITLE, null, testimony.word());
        both.people(
                changes -> both.one.tasks.create(changes, project.id().toString(), null, World.titled(title), null));
        return "makes the task " + title + " in " + project.name();
    }

    private String act(ProjectView project, int what) {
        String id = project.id().toString();
        switch (what) {
            case 2, 3, 4 -> edit(project, written(Field.TITLE, project.name(), testimony.word()), null, null, null);
            case 5 ->
                edit(project, null, written(Field.DESCRIPTION, project.description(), testimony.word()), null, null);
            case 6 -> edit(project, null, null, one(Priority.values()), null);
            case 7 -> edit(project, null, null, null, tagged(project.tags()));
            case 8 ->
                both.people(changes ->
                        both.one.projects.changeStatus(changes, id, one(ProjectStatus.values()), null, null));
            default -> {
                if (random.nextInt(3) == 0) {
                    both.people(changes -> both.one.projects.delete(changes, id, null));
                    return "deletes the project " + project.name();
                }
            }
        }
        return "changes the project " + project.name() + " " + what;
    }

    private void edit(
            ProjectView project,
            @Nullable String name,
            @Nullable String text,
            @Nullable Priority priority,
            @Nullable SortedSet<String> tags) {
        ProjectEdit edit = new ProjectEdit(
                to(name), to(text), to(priority), to(tags), null, null, null, null, null, ZoneOffset.UTC);
        both.people(changes -> both.one.projects.edit(changes, project.id().toString(), edit, null));
    }

    private String act(TaskView task, ProjectView project, int what) {
        String id = task.id().toString();
        switch (what) {
            case 2, 3 -> edit(task, written(Field.TITLE, task.title(), testimony.word()), null, null, null);
            case 4 -> edit(task, null, written(Field.DESCRIPTION, task.description(), testimony.word()), null, null);
            case 5 -> edit(task, null, null, one(Priority.values()), null);
            case 6 -> edit(task, null, null, null, tagged(task.tags()));
            case 7 ->
                both.people(changes -> both.one.tasks.changeStatus(changes, id, one(TaskStatus.values()), null, null));
            case 8 ->
                both.people(
                        changes -> both.one.tasks.move(changes, id, project.id().toString(), null, null));
            default -> both.people(changes -> both.one.tasks.delete(changes, id, null));
        }
        return "changes the task " + task.title() + " " + what;
    }

    private void edit(
            TaskView task,
            @Nullable String title,
            @Nullable String text,
            @Nullable Priority priority,
            @Nullable SortedSet<String> tags) {
        TaskEdit edit =
                new TaskEdit(to(title), to(text), to(priority), to(tags), null, null, null, null, ZoneOffset.UTC);
        both.people(changes -> both.one.tasks.edit(changes, task.id().toString(), edit, null));
    }

    private SortedSet<String> tagged(List<String> before) {
        SortedSet<String> after = new TreeSet<>(before);
        after.add(testimony.word());
        testimony.saw(Field.TAGS, Side.HERE, before.toString(), after.toString());
        return after;
    }

    private String written(Field field, @Nullable String before, String after) {
        testimony.saw(field, Side.HERE, before, after);
        return after;
    }

    private static <T> @Nullable SetTo<T> to(@Nullable T value) {
        return value == null ? null : new SetTo<>(value);
    }
}
