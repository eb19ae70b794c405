package dev.devledger.adapters.postgres;

import dev.devledger.application.project.ProjectNotes;
import dev.devledger.domain.project.ProjectEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class PostgresProjectNotes implements ProjectNotes {

    private final RowWrites rows;

    PostgresProjectNotes(RowWrites rows) {
        this.rows = rows;
    }

    @Override
    public void add(ProjectEvent.NoteAdded note, long position, String actor, String channel) {
        new Columns()
                .set("id", note.note())
                .set("project_id", note.project().value())
                .set("position", position)
                .set("text", note.text())
                .set("at", Times.of(note.at()))
                .set("actor", actor)
                .set("channel", channel)
                .put(rows, "project_notes", "id");
    }

    @Override
    public void retract(UUID note, Instant at) {
        changeRetracted(note, Times.of(at));
    }

    @Override
    public void restore(UUID note) {
        changeRetracted(note, null);
    }

    private void changeRetracted(UUID note, @Nullable Object at) {
        new Columns().set("retracted_at", at).update(rows, "project_notes", note);
    }
}
