package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.task.NotesProjection.NoteRows;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public record PostgresNoteRows(RowWrites rows) implements NoteRows {

    @Override
    public void add(List<Added> notes) {
        rows.inOne(() -> notes.forEach(note -> columns(note).put(rows, "notes", "id")));
    }

    private static Columns columns(Added note) {
        NoteOrigin origin = note.origin();
        return new Columns()
                .set("id", note.note())
                .set("entity_id", note.entity())
                .set("position", note.position())
                .set("text", note.text())
                .set("at", Times.of(origin == null ? note.at() : origin.writtenAt()))
                .set("actor", note.actor())
                .set("channel", note.channel())
                .set("author", origin == null ? null : origin.author());
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
        new Columns().set("retracted_at", at).update(rows, "notes", note);
    }
}
