package dev.devledger.application.project;

import dev.devledger.domain.project.ProjectEvent;

/** The rows of {@code project_notes}. */
public interface ProjectNotes {
    void add(ProjectEvent.NoteAdded note, long position, String actor, String channel);
}
