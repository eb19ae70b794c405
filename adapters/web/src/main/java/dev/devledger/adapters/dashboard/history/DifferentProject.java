package dev.devledger.adapters.dashboard.history;

import dev.devledger.application.history.Differences.Difference;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A project in which something differs.
 *
 * @param key empty for what is in no project
 * @param itself null where only its tasks differ
 */
record DifferentProject(String key, String name, @Nullable DifferenceView itself, List<DifferenceView> tasks) {

    /**
     * Those that differ, in the order in which they come.
     *
     * @param projects by which they are called
     * @param tasks the same, and in which project they are told
     */
    static List<DifferentProject> of(List<Difference> differences, ProjectQueries projects, TaskQueries tasks) {
        Map<UUID, TaskView> taskViews = tasks.findAll(ids(differences, "task")).stream()
                .collect(Collectors.toMap(TaskView::id, Function.identity()));
        List<UUID> named = Stream.concat(
                        ids(differences, "project").stream(),
                        taskViews.values().stream().map(TaskView::projectId))
                .distinct()
                .toList();
        Map<UUID, ProjectView> projectViews =
                projects.findAll(named).stream().collect(Collectors.toMap(ProjectView::id, Function.identity()));
        Map<UUID, List<Difference>> groups = new LinkedHashMap<>();
        UUID none = new UUID(0, 0);
        for (Difference each : differences) {
            UUID id = each.entity().id();
            TaskView task = taskViews.get(id);
            UUID project = task != null ? task.projectId() : projectViews.containsKey(id) ? id : none;
            groups.computeIfAbsent(project, of -> new ArrayList<>()).add(each);
        }
        List<Difference> others = groups.remove(none);
        List<DifferentProject> all = new ArrayList<>();
        groups.forEach((id, group) -> all.add(project(projectViews.get(id), id, group, taskViews)));
        if (others != null) {
            all.add(new DifferentProject(
                    "",
                    "",
                    null,
                    others.stream().map(each -> new DifferenceView(each, "")).toList()));
        }
        return all;
    }

    private static DifferentProject project(
            @Nullable ProjectView project, UUID id, List<Difference> group, Map<UUID, TaskView> tasks) {
        String name = project == null ? "" : project.name();
        return new DifferentProject(
                project == null ? "" : project.key(),
                name,
                group.stream()
                        .filter(each -> each.entity().id().equals(id))
                        .map(each -> new DifferenceView(each, name))
                        .findFirst()
                        .orElse(null),
                group.stream()
                        .filter(each -> !each.entity().id().equals(id))
                        .map(each -> new DifferenceView(
                                each, title(tasks.get(each.entity().id()))))
                        .toList());
    }

    private static String title(@Nullable TaskView task) {
        return task == null ? "" : task.title();
    }

    private static List<UUID> ids(List<Difference> differences, String type) {
        return differences.stream()
                .filter(each -> each.entity().type().equals(type))
                .map(each -> each.entity().id())
                .toList();
    }
}
