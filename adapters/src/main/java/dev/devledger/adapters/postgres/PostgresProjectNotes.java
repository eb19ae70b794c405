package dev.devledger.adapters.postgres;

import dev.devledger.application.project.ProjectNotes;
import dev.devledger.domain.project.ProjectEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

final class PostgresProjectNotes implements ProjectNotes {

    private final JdbcClient jdbc;

    PostgresProjectNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                .put(jdbc, "project_notes", "id");
    }
}
