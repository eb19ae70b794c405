package dev.devledger.application.confined;

import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.NormalizedName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The labels of the project and its tasks. The project is looked up alone, as it might not be among the first matches.
 *
 * @param projects confined to the project too, like {@code tasks}
 */
public record ConfinedLabels(Labels all, ProjectQueries projects, TaskQueries tasks) implements Labels {
    @Override
    public Map<UUID, Label> of(Collection<UUID> ids) {
        UUID project = Confinement.currentProject();
        if (project == null) {
            return all.of(ids);
        }
        Set<UUID> own =
                new HashSet<>(tasks.findAll(ids).stream().map(TaskView::id).toList());
        own.add(project);
        return all.of(ids.stream().filter(own::contains).toList());
    }

    @Override
    public Optional<Label> ofKey(String key) {
        Optional<Label> found = all.ofKey(key);
        return Confinement.current().isNone()
                ? found
                : found.filter(label -> !of(Set.of(label.id())).isEmpty());
    }

    @Override
    public Map<UUID, ProjectStatus> closedProjects(Collection<UUID> asked) {
        return all.closedProjects(asked.stream().filter(Confinement::has).toList());
    }

    @Override
    public List<Label> projectsCalled(String keyOrName, int most) {
        return Confinement.current().isNone()
                ? all.projectsCalled(keyOrName, most)
                : own(project -> project.key().equalsIgnoreCase(keyOrName)
                        || (project.deletedAt() == null && project.name().equalsIgnoreCase(keyOrName)));
    }

    @Override
    public List<Label> projectsNamed(NormalizedName name) {
        return all.projectsNamed(name).stream()
                .filter(label -> Confinement.has(label.id()))
                .toList();
    }

    @Override
    public List<Label> projectsBeginning(String prefix, int most) {
        return Confinement.current().isNone()
                ? all.projectsBeginning(prefix, most)
                : own(project -> project.deletedAt() == null && begins(project, prefix.toLowerCase(Locale.ROOT)));
    }

    private static boolean begins(ProjectView project, String prefix) {
        return Stream.of(project.key(), project.name())
                .anyMatch(each -> each.toLowerCase(Locale.ROOT).startsWith(prefix));
    }

    private List<Label> own(Predicate<ProjectView> fits) {
        UUID project = Confinement.currentProject();
        return project == null
                ? List.of()
                : projects.find(project.toString()).stream()
                        .filter(fits)
                        .map(each -> new Label(each.id(), each.key(), each.name()))
                        .toList();
    }
}
