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
        if (event.payload() instanceof ProjectEvent.NoteAdded note) {
            notes.add(note, event.position(), event.by().actor(), event.by().channel());
        }
    }
}
