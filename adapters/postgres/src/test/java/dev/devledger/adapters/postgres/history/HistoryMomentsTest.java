package dev.devledger.adapters.postgres.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.Story;
import dev.devledger.adapters.postgres.history.PostgresChangeMoments.ChangeSetEnds;
import dev.devledger.adapters.postgres.history.PostgresHistoryCounts.PostgresDayCounts;
import dev.devledger.adapters.postgres.history.PostgresHistoryCounts.PostgresHistoryNames;
import dev.devledger.adapters.postgres.write.PostgresSettledHead;
import dev.devledger.application.history.ChangeMoments.ChangeMoment;
import dev.devledger.application.history.HistoryCounts.Count;
import dev.devledger.application.history.HistoryCounts.Group;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryProjection.HistoryRecord;
import dev.devledger.application.history.HistoryQueries.HistoryNames;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much happened, and when. */
class HistoryMomentsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final HistoryFilter ALL = HistoryFilter.ALL;
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(1, 2);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresHistoryCounts counts = new PostgresHistoryCounts(database.jdbc);
    private static final PostgresChangeMoments marks = new PostgresChangeMoments(
            database.jdbc, new ChangeSetEnds(database.jdbc, new PostgresSettledHead(database.jdbc), Clock.systemUTC()));
    private Story story;
    private ProjectId project;
    private ProjectId other;
    private TaskId task;

    @BeforeEach
    void clear() {
        Rows rows = new Rows(database);
        story = new Story(database);
        project = rows.project("one");
        other = rows.project("two");
        task = rows.task(project, null, "task");
    }

    private static Provenance by(String actor, @Nullable String client, @Nullable String tool) {
        return new Provenance(actor, "mcp", client, tool, "r", "r", null);
    }

    private void note(long position, String at, Provenance by, Object of, UUID changeSet) {
        Instant then = Instant.parse(at);
        Object payload = of instanceof TaskId id
                ? new TaskEvent.NoteAdded(id, UUID.randomUUID(), "n", then)
                : new ProjectEvent.NoteAdded((ProjectId) of, UUID.randomUUID(), "n", then);
        story.tell(position, then, payload, by, changeSet);
    }

    /** Two entries of a night are of two days in Berlin, and of one in UTC. */
    private void fill() {
        note(1, "2026-03-30T21:30:00Z", by("ada", "Cursor 1.9", "add_notes"), project, FIRST);
        note(2, "2026-03-30T22:30:00Z", by("ada", "Cursor 1.9", "add_notes"), task, FIRST);
        note(3, "2026-03-31T10:00:00Z", by("ben", null, null), other, SECOND);
    }

    @Test
    void days_are_those_of_the_zone() {
        fill();
        assertThat(counts.by(Group.DAY, ALL, BERLIN))
                .extracting(Count::of, Count::changes)
                .containsExactly(tuple("2026-03-30", 1L), tuple("2026-03-31", 2L));
        assertThat(counts.by(Group.DAY, ALL, ZoneId.of("UTC")))
                .extracting(Count::of, Count::changes)
                .containsExactly(tuple("2026-03-30", 2L), tuple("2026-03-31", 1L));
    }

    @Test
    void who_did_most_comes_first_and_what_has_no_name_is_counted_too() {
        fill();
        assertThat(counts.by(Group.CLIENT, ALL, BERLIN))
                .containsExactly(
                        new Count("Cursor 1.9", 2, 1, null, 1, Instant.parse("2026-03-30T22:30:00Z")),
                        new Count(null, 1, 1, null, 1, Instant.parse("2026-03-31T10:00:00Z")));
        assertThat(counts.by(Group.TOOL, ALL, BERLIN)).extracting(Count::of).containsExactly("add_notes", null);
        assertThat(counts.by(Group.ACTOR, ALL, BERLIN)).extracting(Count::of).containsExactly("ada", "ben");
        assertThat(counts.by(Group.CHANNEL, ALL, BERLIN))
                .extracting(Count::of, Count::changeSets, Count::projects)
                .containsExactly(tuple("mcp", 2L, 2L));
    }

    @Test
    void each_day_is_counted_by_channel() {
        fill();
        Provenance web = new Provenance("owner", "web", "Firefox", null, "r", "r", null);
        note(4, "2026-03-31T10:30:00Z", web, other, new UUID(1, 3));
        PostgresDayCounts days = new PostgresDayCounts(database.jdbc);
        assertThat(days.from(LocalDate.parse("2026-03-30"), ALL, BERLIN))
                .isEqualTo(Map.of(
                        LocalDate.parse("2026-03-30"), Map.of("mcp", 1L),
                        LocalDate.parse("2026-03-31"), Map.of("mcp", 2L, "web", 1L)));
        assertThat(days.from(LocalDate.parse("2026-03-31"), ALL.with(HistoryFilter.CLIENT, "Firefox"), BERLIN))
                .isEqualTo(Map.of(LocalDate.parse("2026-03-31"), Map.of("web", 1L)));
    }

    @Test
    void each_name_is_there_once_in_its_order() {
        PostgresHistoryNames names = new PostgresHistoryNames(database.jdbc);
        assertThat(names.first(5)).isEqualTo(new HistoryNames.Names(List.of(), List.of(), List.of()));
        fill();
        note(4, "2026-03-31T10:30:00Z", by("cyd", "Aider", "add_notes"), other, new UUID(1, 3));
        note(5, "2026-03-31T10:31:00Z", by("ada", "Cursor 1.9", "save_project"), other, new UUID(1, 4));
        assertThat(names.first(5))
                .isEqualTo(new HistoryNames.Names(
                        List.of("ada", "ben", "cyd"),
                        List.of("Aider", "Cursor 1.9"),
                        List.of("add_notes", "save_project")));
        assertThat(names.first(1))
                .isEqualTo(new HistoryNames.Names(List.of("ada"), List.of("Aider"), List.of("add_notes")));
    }

    @Test
    void counts_are_of_the_filter() {
        fill();
        assertThat(counts.by(Group.ACTOR, ALL.with(HistoryFilter.SINCE, Instant.parse("2026-03-31T00:00:00Z")), BERLIN))
                .extracting(Count::of)
                .containsExactly("ben");
        assertThat(counts.by(Group.ACTOR, ALL.with(HistoryFilter.WITHIN, project.value()), BERLIN))
                .extracting(Count::of, Count::changes)
                .containsExactly(tuple("ada", 2L));
    }

    @Test
    void a_change_set_is_one_mark_behind_its_last_entry() {
        fill();
        Instant then = Instant.parse("2026-03-31T11:00:00Z");
        story.tell(
                7,
                then,
                new ProjectEvent.StatusChanged(
                        project,
                        new Change<>(ProjectStatus.PLANNED, ProjectStatus.ACTIVE),
                        new Change<>(null, "x"),
                        then),
                by("ben", null, null),
                new UUID(1, 3));
        assertThat(marks.of(ALL))
                .containsExactly(
                        new ChangeMoment(2, Instant.parse("2026-03-30T22:30:00Z"), 1, 2, false),
                        new ChangeMoment(3, Instant.parse("2026-03-31T10:00:00Z"), 1, 1, false),
                        new ChangeMoment(7, then, 1, 1, true));
        assertThat(marks.of(ALL.upTo(3))).extracting(ChangeMoment::position).containsExactly(2L, 3L);
        assertThat(marks.of(ALL.with(HistoryFilter.WITHIN, other.value())))
                .extracting(ChangeMoment::position)
                .containsExactly(3L);
        assertThat(marks.of(ALL.with(HistoryFilter.WITHIN, UUID.randomUUID()))).isEmpty();
    }

    /** What an undo took back is undone, until that is taken back in turn; of what is older nobody knows. */
    @Test
    void what_was_taken_back_is_counted_where_that_is_known() {
        fill();
        database.jdbc
                .sql("insert into undo_recording (since) values ('2026-03-31T00:00:00Z')")
                .update();
        assertThat(undone()).containsExactly(tuple("ada", null), tuple("ben", 0L));
        UUID third = new UUID(1, 3);
        note(4, "2026-03-31T11:00:00Z", by("cyd", null, null).undoing(List.of(FIRST, SECOND)), other, third);
        assertThat(undone()).containsExactly(tuple("ada", null), tuple("ben", 1L), tuple("cyd", 0L));
        UUID fourth = new UUID(1, 4);
        note(5, "2026-03-31T12:00:00Z", by("cyd", null, null).undoing(List.of(third)), other, fourth);
        assertThat(undone()).containsExactly(tuple("ada", null), tuple("cyd", 1L), tuple("ben", 0L));
        note(6, "2026-03-31T13:00:00Z", by("cyd", null, null).undoing(List.of(fourth)), other, new UUID(1, 5));
        assertThat(undone()).containsExactly(tuple("cyd", 1L), tuple("ada", null), tuple("ben", 1L));
    }

    private static List<Tuple> undone() {
        return counts.by(Group.ACTOR, ALL, BERLIN).stream()
                .map(each -> tuple(each.of(), each.undone()))
                .toList();
    }

    /** However many events an undo has: they are stored as one, and the others have not to say it once more. */
    @Test
    void the_first_event_of_an_undo_says_what_it_takes_back_and_no_other() {
        Instant at = Instant.parse("2026-03-31T11:00:00Z");
        List<LedgerEvent> events = LongStream.rangeClosed(1, 3)
                .mapToObj(position -> Story.event(
                        position,
                        at,
                        new ProjectEvent.NoteAdded(project, UUID.randomUUID(), "n", at),
                        position == 1 ? by("ada", null, null).undoing(List.of(FIRST, SECOND)) : by("ada", null, null),
                        new UUID(2, 1)))
                .toList();
        story.store(events);
        assertThat(database.jdbc
                        .sql("select event_word(null, verbatim, 'undoes') from event order by position")
                        .query((row, number) -> Optional.ofNullable(row.getString(1)))
                        .list())
                .containsExactly(Optional.of(FIRST + "," + SECOND), Optional.empty(), Optional.empty());
    }

    /** Change sets of two entries each. */
    private void twoNotesEach(long first, long last) {
        List<LedgerEvent> events = new ArrayList<>();
        for (long position = first; position <= last; position++) {
            Instant at = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(position);
            events.add(Story.event(
                    position,
                    at,
                    new ProjectEvent.NoteAdded(project, UUID.randomUUID(), "n", at),
                    by("ada", null, null),
                    new UUID(2, (position + 1) / 2)));
        }
        story.store(events);
        story.file(events.stream().map(HistoryRecord::of).toList());
    }

    /** Of one project the spans are of where it was changed, wherever in the ledger that is. */
    @Test
    void of_one_project_the_marks_begin_where_it_does() {
        twoNotesEach(100_001, 101_400);

        List<ChangeMoment> all = marks.of(HistoryFilter.ofProject(project.value()));

        assertThat(all).hasSize(476);
        assertThat(all.stream().mapToLong(ChangeMoment::changes).sum()).isEqualTo(1400);
    }

    /** 700 change sets of two entries: 400 for themselves, and 300 in spans of eight positions. */
    @Test
    void of_many_the_newest_stand_alone_and_the_others_together() {
        twoNotesEach(1, 1400);

        List<ChangeMoment> all = marks.of(ALL);

        assertThat(all).hasSize(476);
        assertThat(all).extracting(ChangeMoment::position).isSorted();
        assertThat(all.subList(76, 476))
                .extracting(ChangeMoment::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(301, 700)
                        .map(set -> 2 * set)
                        .boxed()
                        .toList());
        assertThat(all.getFirst())
                .extracting(ChangeMoment::position, ChangeMoment::changes, ChangeMoment::changeSets)
                .containsExactly(6L, 6L, 3L);
        assertThat(all.get(1))
                .extracting(ChangeMoment::position, ChangeMoment::changes, ChangeMoment::changeSets)
                .containsExactly(14L, 8L, 4L);
        assertThat(all.stream().mapToLong(ChangeMoment::changes).sum()).isEqualTo(1400);
        assertThat(all.get(75).position()).isEqualTo(600);
    }
}
