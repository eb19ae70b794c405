package dev.devledger.adapters.postgres;

import dev.devledger.application.project.ProjectNotes;
import dev.devledger.domain.project.ProjectEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

final class PostgresProjectNotes implements ProjectNotes {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    PostgresProjectNotes(DataSource database) {
        this.batches = new NamedParameterJdbcTemplate(database);
        this.jdbc = JdbcClient.create(batches);
    }

    @Override
    public void add(List<Added> notes) {
        Columns.putAll(
                jdbc, batches, notes.stream().map(PostgresProjectNotes::columns).toList(), "project_notes", "id");
    }

    private static Columns columns(Added added) {
        ProjectEvent.NoteAdded note = added.note();
        return new Columns()
                .set("id", note.note())
                .set("project_id", note.project().value())
                .set("position", added.position())
                .set("text", note.text())
                .set("at", Times.of(note.at()))
                .set("actor", added.actor())
                .set("channel", added.channel());
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
        boolean found = new Columns().set("retracted_at", at).update(jdbc, "project_notes", note);
        MissingRow.throwIf(!found, "note", note);
    }
}
