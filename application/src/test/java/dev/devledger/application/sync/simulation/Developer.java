package dev.devledger.application.sync.simulation;

import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.simulation.Testimony.Side;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.task.Dependencies.DependencyType;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People and agents that write to the ledger; an agent sends some requests twice. */
final class Developer {
    private static final int IMPORTED = 6;

    private final World world;
    private final Random random;
    private final Testimony testimony;
    private final Set<Trait> traits;

    Developer(World world, Random random, Testimony testimony, Set<Trait> traits) {
        this.world = world;
        this.random = random;
        this.testimony = testimony;
        this.traits = traits;
    }

    /** Draws the next acts from these numbers. */
    void turn(long numbers) {
        random.setSeed(numbers);
    }

    /** Tries one act, which may be refused, and returns its description. */
    String act() {
        try {
            return acts();
        } catch (Rejection e) {
            return "is refused: " + e.getMessage();
        }
    }

    private String acts() {
        EntityRef any = any(everything(false));
        int what = random.nextInt(100);
        if (any == null || what < 8) {
            return create();
        }
        if (traits.contains(Trait.BLEEDING) && random.nextInt(8) == 0) {
            return delete(any);
        }
        if (traits.contains(Trait.PARTIAL_BATCHES) && random.nextInt(20) == 0) {
            return imports();
        }
        if (traits.contains(Trait.COMMENTS) && random.nextInt(8) == 0) {
            return note();
        }
        if (traits.contains(Trait.DEPENDENCIES) && random.nextInt(8) == 0) {
            return depends();
        }
        return switch (what / 4) {
            case 2, 3, 4, 5 -> task();
            case 6, 7, 8, 9 -> title(any);
            case 10, 11, 12 -> text(any);
            case 13, 14 -> tag(any);
            case 15 -> priority(any);
            case 16, 17, 18 -> status(any);
            case 19, 20 -> move();
            case 21 -> delete(any);
            case 22 -> restore();
            case 23 -> place();
            default -> checklist(any);
        };
    }

    private <T> @Nullable T any(List<T> all) {
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private List<EntityRef> everything(boolean deleted) {
        List<EntityRef> all = new ArrayList<>();
        world.tree.projects().forEach(id -> all.add(EntityRef.project(id.value())));
        world.tree.tasks().forEach(id -> all.add(EntityRef.task(id.value())));
        all.removeIf(each -> deleted(each) != deleted);
        return all;
    }

    private boolean deleted(EntityRef entity) {
        return entity.kind() == Kind.PROJECT
                ? world.projectView(entity).deletedAt() != null
                : world.taskView(entity).deletedAt() != null;
    }

    private List<EntityRef> live(Kind kind) {
        return everything(false).stream().filter(each -> each.kind() == kind).toList();
    }

    private String name(EntityRef entity) {
        return entity.kind() == Kind.PROJECT
                ? world.projectView(entity).name()
                : world.taskView(entity).title();
    }

    private String create() {
        String name = testimony.word();
        testimony.saw(Field.TITLE, Side.HERE, null, name);
        Placement placement = random.nextInt(4) == 0 ? Placement.LIST : Placement.CARD;
        world.project(
                name,
                List.of(ProjectStatus.values()).get(random.nextInt(ProjectStatus.values().length)),
                placement,
                "");
        return "makes the project " + name + " as " + placement;
    }

    private String task() {
        EntityRef project = any(live(Kind.PROJECT));
        if (project == null) {
            return "has no project";
        }
        List<EntityRef> in = live(Kind.TASK).stream()
                .filter(each -> world.taskView(each).projectId().equals(project.id()))
                .toList();
        EntityRef parent = random.nextInt(3) == 0 ? any(in) : null;
        String title = testimony.word();
        world.people(changes -> world.tasks.create(
                changes,
                project.id().toString(),
                parent == null ? null : parent.id().toString(),
                World.titled(title),
                null));
        testimony.saw(Field.TITLE, Side.HERE, null, title);
        return "makes the task " + title + " in " + name(project) + (parent == null ? "" : " below " + name(parent));
    }

    /** Imports many items at once, in one change set. */
    private String imports() {
        EntityRef project = any(live(Kind.PROJECT));
        if (project == null) {
            return "has no project";
        }
        List<String> titles = Stream.generate(testimony::word).limit(IMPORTED).toList();
        world.people(changes -> titles.forEach(
                title -> world.tasks.create(changes, project.id().toString(), null, World.titled(title), null)));
        titles.forEach(title -> testimony.saw(Field.TITLE, Side.HERE, null, title));
        return "imports " + titles + " into " + name(project);
    }

    private String title(EntityRef entity) {
        String before = name(entity);
        String word = testimony.word();
        testimony.saw(Field.TITLE, Side.HERE, before, word);
        world.rename(entity, word);
        if (random.nextInt(4) == 0) {
            world.rename(entity, word);
        }
        return "renames " + before + " to " + word;
    }

    private String text(EntityRef entity) {
        ProjectView project = entity.kind() == Kind.PROJECT ? world.projectView(entity) : null;
        String before =
                project != null ? project.description() : world.taskView(entity).description();
        String word = testimony.word();
        String after = before == null || random.nextInt(3) == 0 ? word : before + "\nsame\nsame\n" + word;
        edit(entity, after, null, null, null); // this may be refused for lack of room
        testimony.saw(Field.DESCRIPTION, Side.HERE, before, after);
        return "writes " + word + " into the text of " + name(entity);
    }

    private String tag(EntityRef entity) {
        List<String> before = entity.kind() == Kind.PROJECT
                ? world.projectView(entity).tags()
                : world.taskView(entity).tags();
        SortedSet<String> after = new TreeSet<>(before);
        if (!before.isEmpty() && random.nextInt(3) == 0) {
            after.remove(after.first());
        } else {
            after.add(testimony.word());
        }
        edit(entity, null, null, after, null); // which may be refused: there may be room for no other
        testimony.saw(Field.TAGS, Side.HERE, before.toString(), after.toString());
        return "tags " + name(entity) + " " + after;
    }

    private String priority(EntityRef entity) {
        if (entity.kind() == Kind.TASK && world.remote.nature().holds(Field.STAGE) && random.nextBoolean()) {
            return stage(entity);
        }
        edit(entity, null, List.of(Priority.values()).get(random.nextInt(Priority.values().length)), null, null);
        return "gives " + name(entity) + " a priority";
    }

    private String stage(EntityRef entity) {
        String stage = List.of("to do", "doing", "in review").get(random.nextInt(3));
        SetTo<Integer> minutes = new SetTo<>(15 * (1 + random.nextInt(4)));
        Patch<TaskDetails> edit = Patch.<TaskDetails>none()
                .with(TaskDetails.STAGE, to(stage))
                .with(TaskDetails.ESTIMATE_MINUTES, minutes);
        world.people(changes -> world.tasks.edit(changes, entity.id().toString(), edit, null));
        return "moves " + name(entity) + " to " + stage;
    }

    private String checklist(EntityRef entity) {
        if (entity.kind() == Kind.PROJECT) {
            return "wants a checklist on a project";
        }
        List<ChecklistItem> items =
                new ArrayList<>(world.taskView(entity).details().checklist());
        if (!items.isEmpty() && random.nextBoolean()) {
            int at = random.nextInt(items.size());
            ChecklistItem item = items.get(at);
            if (random.nextBoolean()) {
                items.set(at, new ChecklistItem(item.id(), testimony.word(), item.done()));
            }
            items.add(random.nextInt(items.size()), items.remove(at));
            edit(entity, null, null, null, items);
            return "renames or moves item " + at + " of " + name(entity);
        }
        items.add(new ChecklistItem(UUID.randomUUID(), testimony.word(), random.nextBoolean()));
        edit(entity, null, null, null, items);
        return "adds to the checklist of " + name(entity);
    }

    private void edit(
            EntityRef entity,
            @Nullable String text,
            @Nullable Priority priority,
            @Nullable SortedSet<String> tags,
            @Nullable List<ChecklistItem> items) {
        String id = entity.id().toString();
        world.people(changes -> {
            if (entity.kind() == Kind.PROJECT) {
                world.projects.edit(
                        changes,
                        id,
                        new ProjectEdit(Patch.<ProjectDetails>none()
                                .with(ProjectDetails.DESCRIPTION, to(text))
                                .with(ProjectDetails.PRIORITY, to(priority))
                                .with(ProjectDetails.TAGS, to(tags))),
                        null);
            } else {
                world.tasks.edit(
                        changes,
                        id,
                        Patch.<TaskDetails>none()
                                .with(TaskDetails.DESCRIPTION, to(text))
                                .with(TaskDetails.PRIORITY, to(priority))
                                .with(TaskDetails.TAGS, to(tags))
                                .with(TaskDetails.CHECKLIST, to(items)),
                        null);
            }
        });
    }

    private static <T> @Nullable SetTo<T> to(@Nullable T value) {
        return value == null ? null : new SetTo<>(value);
    }

    private String status(EntityRef entity) {
        if (entity.kind() == Kind.PROJECT) {
            ProjectStatus to = List.of(ProjectStatus.values()).get(random.nextInt(ProjectStatus.values().length));
            world.status(entity, to);
            return "sets " + name(entity) + " " + to;
        }
        TaskStatus to = List.of(TaskStatus.values()).get(random.nextInt(TaskStatus.values().length));
        world.status(entity, to);
        return "sets " + name(entity) + " " + to;
    }

    private String move() {
        EntityRef task = any(live(Kind.TASK));
        EntityRef project = any(live(Kind.PROJECT));
        if (task == null || project == null) {
            return "has nothing to move";
        }
        List<EntityRef> in = live(Kind.TASK).stream()
                .filter(each -> world.taskView(each).projectId().equals(project.id()))
                .toList();
        EntityRef parent = random.nextBoolean() ? any(in) : null;
        world.move(task, project, parent);
        return "moves " + name(task) + " to " + name(project) + (parent == null ? "" : " below " + name(parent));
    }

    /** One of the first ones, as people there do. */
    private @Nullable EntityRef talkedAbout() {
        return any(live(Kind.TASK).stream().limit(3).toList());
    }

    private String note() {
        EntityRef task = talkedAbout();
        if (task == null) {
            return "has nothing to note on";
        }
        String word = testimony.word();
        world.send(new TaskCommand.AddNote(
                new TaskId(task.id()), new UUID(7, word.hashCode()), word, null, world.clock.instant()));
        return "notes " + word + " on " + name(task);
    }

    private String depends() {
        List<EntityRef> live = live(Kind.TASK);
        List<EntityRef> waiting = live.stream()
                .filter(each -> live.stream().anyMatch(other -> waits(each, other)))
                .toList();
        boolean again = random.nextBoolean() && !waiting.isEmpty();
        EntityRef task = again ? any(waiting) : talkedAbout();
        EntityRef other =
                any(live.stream().filter(each -> !again || waits(task, each)).toList());
        if (task == null || other == null || task.equals(other)) {
            return "has nothing to wait for";
        }
        String id = task.id().toString();
        String otherId = other.id().toString();
        boolean does = waits(task, other);
        world.people(changes -> {
            if (does) {
                world.dependencies().remove(changes, id, DependencyType.BLOCKS, otherId, null);
            } else {
                world.dependencies().add(changes, id, DependencyType.BLOCKS, otherId, null);
            }
        });
        testimony.dependsHere(task, other, !does);
        RemoteRef there = world.link(task).object();
        RemoteRef otherThere = world.link(other).object();
        if (does && there != null && otherThere != null) {
            testimony.dependsNot(there.id(), otherThere.id());
        }
        return (does ? "lets not wait " : "lets wait ") + name(task) + " for " + name(other);
    }

    private boolean waits(@Nullable EntityRef task, EntityRef other) {
        return task != null && world.content(task).blockedBy().contains("T-" + world.tree.key(other.id()));
    }

    private String delete(EntityRef entity) {
        world.delete(entity);
        return "deletes " + name(entity);
    }

    private String restore() {
        EntityRef gone = any(everything(true));
        if (gone == null) {
            return "has nothing to restore";
        }
        world.restore(gone);
        return "restores " + name(gone);
    }

    private String place() {
        EntityRef project = any(live(Kind.PROJECT));
        if (project == null) {
            return "has nothing to place";
        }
        Placement to = List.copyOf(Placement.OF_CARDS).get(random.nextInt(Placement.OF_CARDS.size()));
        world.place(project, to);
        return "places " + name(project) + " as " + to;
    }
}
