package dev.devledger.application.project;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.project.ProjectEvent;
import java.util.ArrayList;
import java.util.List;

/** The log of each project. */
public record ProjectNotesProjection(ProjectNotes notes) implements Projection {
    @Override
    public String name() {
        return "notes";
    }

    @Override
    public int generation() {
        return 1;
    }

    @Override
    public void apply(LedgerEvent event) {
        apply(List.of(event));
    }

    /** Those that are added are kept until one is retracted or restored, which may be one of them. */
    @Override
    public void apply(List<LedgerEvent> events) {
        List<ProjectNotes.Added> added = new ArrayList<>();
        for (LedgerEvent event : events) {
            switch (event.payload()) {
                case ProjectEvent.NoteAdded e -> added.add(added(e, event));
                case ProjectEvent.NoteRetracted e -> {
                    write(added);
                    notes.retract(e.note(), event.at());
                }
                case ProjectEvent.NoteRestored e -> {
                    write(added);
                    notes.restore(e.note());
                }
                default -> {}
            }
        }
        write(added);
    }

    private static ProjectNotes.Added added(ProjectEvent.NoteAdded note, LedgerEvent event) {
        return new ProjectNotes.Added(
                new ProjectEvent.NoteAdded(note.project(), note.note(), note.text(), event.at()),
                event.position(),
                event.by().actor(),
                event.by().channel());
    }

    private void write(List<ProjectNotes.Added> added) {
        if (!added.isEmpty()) {
            notes.add(added);
            added.clear();
        }
    }
}
