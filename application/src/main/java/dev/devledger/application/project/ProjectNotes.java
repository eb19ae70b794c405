package dev.devledger.application.project;

import dev.devledger.domain.project.ProjectEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * The rows of {@code project_notes}. Each method can be repeated; one that finds no row to change throws, since an event
 * that changes nothing is an event that was not applied.
 */
public interface ProjectNotes {
    void add(ProjectEvent.NoteAdded note, long position, String actor, String channel);

    void retract(UUID note, Instant at);

    void restore(UUID note);
}
