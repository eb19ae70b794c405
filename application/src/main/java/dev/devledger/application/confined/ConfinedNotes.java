package dev.devledger.application.confined;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.NoteQueries.NoteDifference;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** @param tasks confined to the project too */
public record ConfinedNotes(NoteQueries all, TaskQueries tasks) implements NoteQueries {
    @Override
    public Page<NoteView> of(UUID entity, PageRequest page) {
        return own(Set.of(entity)).isEmpty() ? new Page<>(List.of(), null) : all.of(entity, page);
    }

    @Override
    public Page<NoteView> ofProject(UUID project, long asOf, PageRequest page) {
        return Confinement.has(project) ? all.ofProject(project, asOf, page) : new Page<>(List.of(), null);
    }

    @Override
    public Page<NoteView> ofTask(UUID task, long asOf, PageRequest page) {
        return ownThen(Set.of(task), asOf).isEmpty() ? new Page<>(List.of(), null) : all.ofTask(task, asOf, page);
    }

    @Override
    public Map<UUID, NoteDifference> between(Collection<UUID> tasks, long from, long to) {
        return all.between(ownThen(tasks, to), from, to);
    }

    @Override
    public Map<UUID, List<NoteView>> newest(Collection<UUID> entities, int most) {
        return all.newest(own(entities), most);
    }

    @Override
    public Map<UUID, List<NoteView>> newestOfTasks(Collection<UUID> tasks, int most, long asOf) {
        return all.newestOfTasks(ownThen(tasks, asOf), most, asOf);
    }

    @Override
    public Optional<NoteView> find(UUID entity, UUID note) {
        return own(Set.of(entity)).isEmpty() ? Optional.empty() : all.find(entity, note);
    }

    private Collection<UUID> own(Collection<UUID> entities) {
        UUID project = Confinement.currentProject();
        if (project == null) {
            return entities;
        }
        Set<UUID> own = ids(tasks.findAll(entities));
        if (entities.contains(project)) {
            own.add(project);
        }
        return own;
    }

    private Collection<UUID> ownThen(Collection<UUID> asked, long position) {
        return Confinement.current().isNone() ? asked : ids(tasks.asOf(position).findAll(asked));
    }

    private static Set<UUID> ids(List<TaskView> found) {
        Set<UUID> ids = new HashSet<>();
        found.forEach(task -> ids.add(task.id()));
        return ids;
    }
}
