package dev.devledger.adapters.rest.page;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.application.project.ProjectView;
import dev.devledger.domain.project.ProjectStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The projects by status, the ones under way first.
 *
 * @param counts of all projects
 * @param newest those that were changed last, newest change first
 * @param only the status whose projects alone are shown, as many as there are in {@code newest}; null for some of each
 */
record ProjectsView(
        Map<ProjectStatus, Integer> counts,
        List<ProjectView> newest,
        @Nullable ProjectStatus only) {
    private static final int SHOWN = 8;

    private static final List<ProjectStatus> ORDER = List.of(
            ProjectStatus.ACTIVE,
            ProjectStatus.BLOCKED,
            ProjectStatus.PAUSED,
            ProjectStatus.PLANNED,
            ProjectStatus.COMPLETED,
            ProjectStatus.ABANDONED);

    /** One status, and those of its projects that are shown. */
    record Group(String status, int count, List<ProjectView> shown) {
        String name() {
            return Character.toUpperCase(status.charAt(0)) + status.substring(1);
        }

        int more() {
            return count - shown.size();
        }
    }

    List<Group> groups() {
        return ORDER.stream()
                .filter(only == null ? counts::containsKey : only::equals)
                .map(this::group)
                .toList();
    }

    private Group group(ProjectStatus status) {
        List<ProjectView> shown = newest.stream()
                .filter(project -> project.status() == status)
                .limit(only == null ? SHOWN : newest.size())
                .toList();
        return new Group(Json.word(status), counts.getOrDefault(status, 0), shown);
    }

    static String openTasks(ProjectView project) {
        int open = project.taskCounts().open();
        return open == 0 ? "no open tasks" : open == 1 ? "1 open task" : open + " open tasks";
    }
}
