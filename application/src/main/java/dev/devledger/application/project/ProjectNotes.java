package dev.devledger.application.project;

import dev.devledger.domain.project.ProjectEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The rows of {@code project_notes}. Each method can be repeated; one that finds no row to change throws, since an event
 * that changes nothing is an event that was not applied.
 */
public interface ProjectNotes {
    /** A note, with where and by whom it was added. */
    record Added(ProjectEvent.NoteAdded note, long position, String actor, String channel) {}

    void add(List<Added> notes);

    void retract(UUID note, Instant at);

    void restore(UUID note);
}
