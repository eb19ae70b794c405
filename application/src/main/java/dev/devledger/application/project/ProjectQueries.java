package dev.devledger.application.project;

import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.project.ProjectStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads of the board. An {@code idOrKey} is the id or the key ({@code P-12}, in any case). */
public interface ProjectQueries {
    /** Where a project stands, and no more of it. */
    record Standing(UUID id, String key, String name, ProjectStatus status) {}

    Optional<ProjectView> find(String idOrKey);

    List<ProjectView> findAll(Collection<UUID> ids);

    Page<ProjectView> list(ProjectFilter filter, PageRequest page);

    /** How many there are of each status, without deleted ones; a status of which there is none is left out. */
    Map<ProjectStatus, Integer> counts();

    /** As {@link #counts()}, of those that the filter would list, in whichever order. */
    Map<ProjectStatus, Integer> counts(ProjectFilter filter);

    /** How many were completed or abandoned from then on and still are, without deleted ones. */
    int finishedSince(Instant since);

    /** Where all of them stand, without deleted ones: by one statement that looks at no task. */
    List<Standing> standings();

    /** As {@link #standings()}, of those that the filter would list; always in the order of their keys. */
    List<Standing> standings(ProjectFilter filter);

    /** The same reads of what was there at a moment; links are of today and left out. */
    ProjectQueries asOf(AskedMoment moment);

    /** The same of what was there after the event at a position. */
    default ProjectQueries asOf(long position) {
        return asOf(AskedMoment.at(position));
    }
}
