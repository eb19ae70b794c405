package dev.devledger.domain.task;

import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Task.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place of a task: in a project, at the top or below another task of it. */
public record Place(ProjectId project, @Nullable TaskId parent) {

    /**
     * A place as the ledger found it when the command arrived, with all that the rules need to know of it. The caller
     * holds the project's lock, so the place is still the same when the event is stored.
     */
    public record Destination(
            ProjectId project,
            boolean projectDeleted,
            @Nullable Parent parent) {

        /** {@code ancestors} are the parent's ancestors, nearest first. */
        public record Parent(TaskId task, ProjectId project, boolean deleted, List<TaskId> ancestors) {
            int level() {
                return ancestors.size() + 1;
            }
        }

        Place place() {
            return new Place(project, parent == null ? null : parent.task());
        }

        /**
         * True if this many levels of tasks have room below a parent of the same project. A deleted project or parent
         * is not checked, as it can be restored first.
         */
        public boolean takes(int levels) {
            boolean sameProject = parent == null || parent.project().equals(project);
            return sameProject && parentLevel() + levels <= Violations.LEVELS;
        }

        int parentLevel() {
            return parent == null ? 0 : parent.level();
        }
    }
}
