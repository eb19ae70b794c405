package dev.devledger.domain.task;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a task is: in a project, at the top or below another task of it. */
public record Place(ProjectId project, @Nullable TaskId parent) {

    /**
     * A place as the ledger found it when the wish arrived, with what the rules need to know of it. The caller holds the
     * project's lock, so it is still so when the event is stored.
     */
    public record Destination(
            ProjectId project,
            boolean projectDeleted,
            @Nullable Parent parent) {

        /** {@code ancestors} are the tasks above it, nearest first. */
        public record Parent(TaskId task, ProjectId project, boolean deleted, List<TaskId> ancestors) {
            int level() {
                return ancestors.size() + 1;
            }
        }

        Place place() {
            return new Place(project, parent == null ? null : parent.task());
        }

        /**
         * Whether so many levels of tasks find room below a parent that is of the same project. That project or parent are
         * deleted is another matter: that can be changed first.
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
