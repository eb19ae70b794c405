package dev.devledger.application.task;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.task.Task.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The projection of the notes of each project and task. */
public record NotesProjection(NotesProjection.NoteRows notes) implements Projection {
    @Override
    public String name() {
        return "notes";
    }

    @Override
    public int generation() {
        return 3;
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("task-") || stream.startsWith("project-");
    }

    @Override
    public void apply(LedgerEvent event) {
        apply(List.of(event));
    }

    /**
     * Applies events. Added notes are collected and written together; they are written earlier if an event retracts or
     * restores a note, which may be one of them.
     */
    @Override
    public void apply(List<LedgerEvent> events) {
        List<NoteRows.Added> added = new ArrayList<>();
        for (LedgerEvent event : events) {
            switch (event.payload()) {
                case ProjectEvent.NoteAdded e ->
                    added.add(added(e.note(), e.project().value(), e.text(), null, event));
                case TaskEvent.NoteAdded e -> added.add(added(e.note(), e.task().value(), e.text(), e.origin(), event));
                case ProjectEvent.NoteRetracted e -> retract(added, e.note(), event);
                case TaskEvent.NoteRetracted e -> retract(added, e.note(), event);
                case ProjectEvent.NoteRestored e -> restore(added, e.note());
                case TaskEvent.NoteRestored e -> restore(added, e.note());
                default -> {}
            }
        }
        write(added);
    }

    private static NoteRows.Added added(
            UUID note, UUID entity, String text, @Nullable NoteOrigin origin, LedgerEvent event) {
        return new NoteRows.Added(
                note,
                entity,
                text,
                event.at(),
                event.position(),
                event.by().actor(),
                event.by().channel(),
                origin);
    }

    private void retract(List<NoteRows.Added> added, UUID note, LedgerEvent event) {
        write(added);
        notes.retract(note, event.at());
    }

    private void restore(List<NoteRows.Added> added, UUID note) {
        write(added);
        notes.restore(note);
    }

    private void write(List<NoteRows.Added> added) {
        if (!added.isEmpty()) {
            notes.add(added);
            added.clear();
        }
    }

    /**
     * The rows of {@code notes}. Each method can be repeated with the same effect. A method that finds no row to change
     * throws, since an event that changes nothing is an event that was not applied.
     */
    public interface NoteRows {
        /**
         * A note of a project or a task, with its author and position.
         *
         * @param origin where a note from a service comes from; null if the note was written in the ledger
         */
        record Added(
                UUID note,
                UUID entity,
                String text,
                Instant at,
                long position,
                String actor,
                String channel,
                @Nullable NoteOrigin origin) {}

        void add(List<Added> notes);

        void retract(UUID note, Instant at);

        void restore(UUID note);
    }
}
