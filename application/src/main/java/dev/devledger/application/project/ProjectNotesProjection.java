package dev.devledger.application.project;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.project.ProjectEvent;

/** The log of each project. */
public final class ProjectNotesProjection implements Projection {
    private final ProjectNotes notes;

    public ProjectNotesProjection(ProjectNotes notes) {
        this.notes = notes;
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public void apply(LedgerEvent event) {
        switch (event.payload()) {
            case ProjectEvent.NoteAdded e ->
                notes.add(e, event.position(), event.by().actor(), event.by().channel());
            case ProjectEvent.NoteRetracted e -> notes.retract(e.note(), e.at());
            case ProjectEvent.NoteRestored e -> notes.restore(e.note());
            default -> {}
        }
    }
}
