package dev.devledger.application.sync.simulation;

import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.application.sync.memory.MemoryConnector;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Both sides as lines of text that are equal if the sides are: {@code Dev Projects: Ledger/Write !HIGH}. */
final class Picture {
    private final World world;
    private final DesiredState side;

    Picture(World world) {
        this.world = world;
        this.side = new DesiredState(world.connector);
    }

    List<String> here() {
        List<String> lines = new ArrayList<>();
        world.tree.projects().forEach(id -> project(EntityRef.project(id.value()), lines));
        for (TaskId id : world.tree.tasks()) {
            TaskView task = world.taskView(EntityRef.task(id.value()));
            ProjectView project = world.projectView(EntityRef.project(task.projectId()));
            if (side.task(task, project) instanceof DesiredObject.Present present) {
                lines.add(listOf(project) + path(task, project) + World.look(present.content()));
            }
        }
        return lines.stream().sorted().toList();
    }

    private void project(EntityRef entity, List<String> lines) {
        ProjectView project = world.projectView(entity);
        if (side.card(project) instanceof DesiredObject.Present present) {
            lines.add(listOf(project)
                    + project.name()
                    + World.look(MemoryConnector.WORDS.written(EntityRef.Kind.PROJECT, present.content(), null)));
        }
        if (side.list(project) instanceof DesiredObject.Present present) {
            lines.add(present.content().title() + ":");
        }
    }

    private String listOf(ProjectView project) {
        return form(project) == Placement.LIST
                ? MemoryConnector.WORDS.listName(project.name()) + ": "
                : World.LIST + ": " + (form(project) == Placement.NONE ? "nowhere " : "");
    }

    private Placement form(ProjectView project) {
        return world.connector
                .layout()
                .standsAs(world.account.connector(), project.details().placement(), project.placements());
    }

    private String path(TaskView task, ProjectView project) {
        String above = task.parentId() != null
                ? path(world.taskView(EntityRef.task(task.parentId())), project) + "/"
                : form(project) == Placement.CARD ? project.name() + "/" : "";
        return above + task.title();
    }

    /** But for the card lists themselves, and for lists that are nobody's. */
    List<String> there() {
        Map<String, String> names =
                world.remote.allLists().stream().collect(Collectors.toMap(RemoteList::id, this::name));
        List<String> lines = new ArrayList<>();
        names.values().stream().filter(name -> !name.equals(World.LIST)).forEach(name -> lines.add(name + ":"));
        for (MemoryRemote.Card card : world.remote.live()) {
            if (names.containsKey(card.list)) {
                lines.add(names.get(card.list) + ": " + above(card.content.parent()) + card.content.title()
                        + World.look(card.content));
            }
        }
        return lines.stream().sorted().toList();
    }

    /** In which of the card lists something is says nothing of what it is. */
    private String name(RemoteList list) {
        boolean cards = world.book.lists(world.account).entrySet().stream()
                .anyMatch(each -> each.getKey().holdsCards()
                        && each.getValue() instanceof SyncLink.Linked linked
                        && linked.remote().list().equals(list.id()));
        return cards ? World.LIST : list.name();
    }

    private String above(@Nullable String parent) {
        return parent == null
                ? ""
                : world.remote.live().stream()
                        .filter(card -> card.id.equals(parent))
                        .map(card -> above(card.content.parent()) + card.content.title() + "/")
                        .findFirst()
                        .orElse("?/");
    }
}
