package dev.devledger.application.confined;

import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.HeldBack;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.task.ServiceFields;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Of tasks that depend on others the keys of those others are told only where they are in the project as well. */
public record ConfinedTasks(TaskQueries all, ProjectQueries projects) implements TaskQueries {
    @Override
    public Optional<TaskView> find(String idOrKey) {
        return shown(all.find(idOrKey).stream().toList()).stream().findFirst();
    }

    @Override
    public List<TaskView> findAll(Collection<UUID> ids) {
        return shown(all.findAll(ids));
    }

    @Override
    public Map<UUID, ServiceFields> fields(Collection<UUID> tasks) {
        return Confinement.current().isNone()
                ? all.fields(tasks)
                : all.fields(findAll(tasks).stream().map(TaskView::id).toList());
    }

    @Override
    public List<TaskView> findAllByKey(Collection<String> keys) {
        return shown(all.findAllByKey(keys));
    }

    @Override
    public Page<TaskView> list(TaskFilter filter, PageRequest page) {
        return own(filter)
                .map(wanted -> all.list(wanted, page))
                .map(found -> new Page<>(shown(found.items()), found.nextCursor()))
                .orElseGet(() -> new Page<>(List.of(), null));
    }

    @Override
    public int count(TaskFilter filter) {
        return own(filter).map(all::count).orElse(0);
    }

    @Override
    public int remaining(TaskFilter filter, String cursor) {
        return own(filter).map(wanted -> all.remaining(wanted, cursor)).orElse(0);
    }

    @Override
    public List<HeldBack> heldBack(TaskFilter filter) {
        return own(filter).map(all::heldBack).orElse(List.of());
    }

    @Override
    public TaskQueries asOf(AskedMoment moment) {
        return new ConfinedTasks(all.asOf(moment), projects);
    }

    /** Empty where it asks for the tasks of another project, as where it asks for those of one that does not exist. */
    private Optional<TaskFilter> own(TaskFilter filter) {
        UUID own = Confinement.currentProject();
        if (own == null) {
            return Optional.of(filter);
        }
        String asked = filter.project();
        return asked == null || projects.find(asked).isPresent()
                ? Optional.of(filter.with(to -> to.project = own.toString()))
                : Optional.empty();
    }

    private List<TaskView> shown(List<TaskView> found) {
        if (Confinement.current().isNone()) {
            return found;
        }
        List<TaskView> own =
                found.stream().filter(task -> Confinement.has(task.projectId())).toList();
        Set<String> others = own.stream().flatMap(ConfinedTasks::others).collect(Collectors.toSet());
        if (others.isEmpty()) {
            return own;
        }
        Set<String> told = all.findAllByKey(others).stream()
                .filter(task -> Confinement.has(task.projectId()))
                .map(TaskView::key)
                .collect(Collectors.toSet());
        return own.stream().map(task -> task.dependingOn(told)).toList();
    }

    private static Stream<String> others(TaskView task) {
        return Stream.of(task.blockedBy(), task.blocks(), task.related(), discoveredFrom(task))
                .flatMap(Collection::stream);
    }

    private static List<String> discoveredFrom(TaskView task) {
        String origin = task.discoveredFrom();
        return origin == null ? List.of() : List.of(origin);
    }
}
