package dev.devledger.application.project;

import dev.devledger.domain.project.ProjectChanges;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.sync.RemoteRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the board, {@code dev_projects}. Each method is one statement that can be repeated; one that finds no row
 * to change throws, since an event that changes nothing is an event that was not applied.
 */
public interface ProjectBoard {
    void add(ProjectEvent.Created created, long version);

    void edit(ProjectId project, ProjectChanges changes, Instant at, long version);

    void changeStatus(ProjectId project, ProjectStatus to, @Nullable String reason, Instant at, long version);

    /** Something beside the details changed, such as a note. */
    void touch(ProjectId project, Instant at, long version);

    void delete(ProjectId project, Instant at, long version);

    void restore(ProjectId project, Instant at, long version);

    /** Which remote card it is, null for none. A link may outlive a row that could not be built, so none to change is no error. */
    void link(ProjectId project, @Nullable RemoteRef remote);
}
