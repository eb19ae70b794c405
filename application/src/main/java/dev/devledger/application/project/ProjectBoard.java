package dev.devledger.application.project;

import dev.devledger.domain.field.Changes;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.projection.Superseded;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the board, {@code dev_projects}. Each method can be repeated; one that finds no row
 * to change throws, since an event that changes nothing is an event that was not applied.
 */
public interface ProjectBoard {
    void add(ProjectEvent.Created created, Revision revision);

    void edit(ProjectId project, Changes<ProjectDetails> changes, Instant at, Revision revision);

    /** @param since from when on the status stands, which an import may say */
    void changeStatus(
            ProjectId project, ProjectStatus to, @Nullable String reason, Instant since, Instant at, Revision revision);

    /** Something beside the details changed, such as a note. */
    void touch(ProjectId project, Instant at, Revision revision);

    void delete(ProjectId project, Instant at, Revision revision);

    void restore(ProjectId project, Instant at, Revision revision);

    /** The rows that there are of these, in one statement; nobody else changes them until the end of the transaction. */
    Map<ProjectId, ProjectRow> rows(Set<ProjectId> projects);

    /** What events have made of rows, in few statements: what they were and are not any more, and what they are at last. */
    void put(List<Superseded<ProjectRow>> superseded, Collection<ProjectRow> rows);
}
