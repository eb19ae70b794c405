package dev.devledger.adapters.postgres.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.query.PostgresNoteQueries;
import dev.devledger.adapters.postgres.sql.UnreadableValues.MissingRow;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.NotesProjection.NoteRows;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NotesTest {
    private static final Instant LATER = SampleEvents.AT.plusSeconds(60);
    private static final UUID PROJECT = SampleEvents.PROJECT.value();
    private static final UUID TASK = SampleEvents.TASK.value();

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresNoteRows notes = new PostgresNoteRows(database.rows);
    private static final PostgresNoteQueries queries = new PostgresNoteQueries(database.jdbc);

    private static void add(UUID entity, int number) {
        notes.add(List.of(
                new NoteRows.Added(id(number), entity, "note " + number, LATER, number, "owner", "rest", null)));
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static NoteView note(int number, Instant retracted) {
        return new NoteView(id(number), "note " + number, LATER, "owner", null, "rest", null, retracted);
    }

    @Test
    void notes_are_read_newest_first() {
        for (int number = 1; number <= 5; number++) {
            add(PROJECT, number);
            add(PROJECT, number);
        }
        add(TASK, 6);

        Page<NoteView> first = queries.of(PROJECT, new PageRequest(3, null));
        Page<NoteView> second = queries.of(PROJECT, new PageRequest(3, first.nextCursor()));

        assertThat(first.items()).extracting(NoteView::text).containsExactly("note 5", "note 4", "note 3");
        assertThat(second.items()).extracting(NoteView::text).containsExactly("note 2", "note 1");
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void a_note_is_found_where_it_was_written_only() {
        add(TASK, 1);

        assertThat(queries.find(TASK, id(1))).contains(note(1, null));
        assertThat(queries.find(PROJECT, id(1))).isEmpty();
        assertThat(queries.find(TASK, id(2))).isEmpty();
    }

    @Test
    void what_comes_from_a_service_is_of_when_and_by_whom_it_was_written_there() {
        Instant written = LATER.minusSeconds(600);
        NoteOrigin origin = new NoteOrigin("Ben", written);
        notes.add(List.of(new NoteRows.Added(id(1), TASK, "fine", LATER, 1, "clickup", "clickup", origin)));

        assertThat(queries.find(TASK, id(1)))
                .contains(new NoteView(id(1), "fine", written, "clickup", null, "clickup", "Ben", null));
    }

    @Test
    void a_note_stays_in_the_log_when_it_is_retracted_and_counts_again_when_it_is_restored() {
        add(PROJECT, 1);

        notes.retract(id(1), LATER);
        assertThat(queries.find(PROJECT, id(1))).contains(note(1, LATER));
        notes.restore(id(1));
        assertThat(queries.find(PROJECT, id(1))).contains(note(1, null));
        assertThatThrownBy(() -> notes.retract(id(2), LATER)).isInstanceOf(MissingRow.class);
    }

    @Test
    void the_newest_of_each_are_those_that_count() {
        for (int number = 1; number <= 4; number++) {
            add(PROJECT, number);
        }
        add(TASK, 5);
        notes.retract(id(4), LATER);

        assertThat(queries.newest(List.of(PROJECT, TASK, id(9)), 2))
                .containsOnlyKeys(PROJECT, TASK)
                .containsEntry(PROJECT, List.of(note(3, null), note(2, null)))
                .containsEntry(TASK, List.of(note(5, null)));
    }
}
