package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.history.HistoryProjection;
import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.undo.Forest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndoReadsTest {
    private static final Database database = Database.create();

    private final EventStorageEngine engine = PostgresEventStorage.engine(
            database.dataSource, database.axonTransactions, LedgerSerializer.create(), EventUpcasters.chain());
    private final StoredEvents stored = new StoredEvents(LedgerSerializer.create(), EventUpcasters.chain());
    private final PostgresUndoReads reads = new PostgresUndoReads(database.jdbc, stored);
    private final PostgresEventLog log =
            new PostgresEventLog(database.dataSource, LedgerSerializer.create(), EventUpcasters.chain());
    private final Map<String, Long> versions = new HashMap<>();

    @BeforeEach
    void empty() {
        database.truncate();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Stores an event as {@code changeSet} has it, and answers it as the log does. */
    private LedgerEvent event(ProjectId project, UUID changeSet) {
        long version = versions.merge(project.address(), 1L, Long::sum);
        MetaData metadata = MetaData.from(Map.of(
                "actor",
                "owner",
                "channel",
                "rest",
                "requestId",
                "r",
                "correlationId",
                "r",
                "changeSet",
                changeSet.toString()));
        long before = log.head();
        engine.appendEvents(new GenericDomainEventMessage<>(
                "Project", project.address(), version - 1, new ProjectEvent.Restored(project, Rows.AT), metadata));
        return log.read(before, log.head(), 1).getFirst();
    }

    private void told(LedgerEvent event) {
        new HistoryProjection(new PostgresHistory(database.dataSource)).apply(event);
    }

    private static void parked(LedgerEvent event) {
        new PostgresParkedEvents(database.rows).park("history", event, "broken");
    }

    @Test
    void the_events_of_a_change_set_are_found_also_where_the_history_could_not_take_them() {
        ProjectId one = new ProjectId(UUID.randomUUID());
        ProjectId other = new ProjectId(UUID.randomUUID());
        UUID wanted = UUID.randomUUID();
        UUID another = UUID.randomUUID();
        LedgerEvent first = event(one, wanted);
        LedgerEvent second = event(other, another);
        LedgerEvent third = event(one, wanted);
        LedgerEvent fourth = event(other, another);
        told(first);
        told(second);
        parked(third);
        parked(fourth);

        assertThat(reads.changes(Set.of(wanted))).containsExactly(first, third);
        assertThat(reads.changes(List.of(wanted, another))).containsExactly(first, second, third, fourth);
        UUID nobodys = UUID.randomUUID();
        assertThat(reads.changes(Set.of(nobodys))).isEmpty();
        assertThat(reads.known(List.of(wanted, nobodys))).containsExactly(wanted);
    }

    @Test
    void streams_are_read_from_a_version_on_in_one_statement() {
        ProjectId one = new ProjectId(UUID.randomUUID());
        ProjectId other = new ProjectId(UUID.randomUUID());
        UUID changeSet = UUID.randomUUID();
        List<LedgerEvent> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(event(one, changeSet));
            events.add(event(other, changeSet));
        }
        assertThat(reads.from(Map.of(one.address(), 3L, other.address(), 2L)))
                .containsExactly(events.get(3), events.get(4), events.get(5));
        assertThat(reads.from(Map.of())).isEmpty();
        assertThat(database.statements(() -> reads.from(Map.of(one.address(), 1L, other.address(), 1L))))
                .isEqualTo(1);
    }

    @Test
    void around_a_task_is_all_above_it_and_what_is_there_below_it() {
        Rows rows = new Rows(database);
        ProjectId project = rows.project("One");
        ProjectId other = rows.project("Other");
        TaskId top = rows.task(project, null, "top");
        TaskId middle = rows.task(project, top, "middle");
        TaskId below = rows.task(project, middle, "below");
        TaskId gone = rows.task(project, middle, "gone");
        TaskId beside = rows.task(project, top, "beside");
        TaskId elsewhere = rows.task(other, null, "elsewhere");
        rows.tasks.delete(gone, null, Rows.AT, new Revision(2, 2));

        assertThat(reads.around(Set.of(middle), Set.of()))
                .containsExactly(
                        new Forest.Spot(top, new Place(project, null), false),
                        new Forest.Spot(middle, new Place(project, top), false),
                        new Forest.Spot(below, new Place(project, middle), false));
        assertThat(reads.around(Set.of(gone), Set.of()))
                .extracting(Forest.Spot::task)
                .containsExactly(top, middle, gone);
        assertThat(reads.around(Set.of(), Set.of(project, other)))
                .extracting(Forest.Spot::task)
                .containsExactly(top, middle, below, beside, elsewhere);
        assertThat(reads.around(Set.of(), Set.of())).isEmpty();
    }

    @Test
    void keys_are_of_projects_and_tasks() {
        Rows rows = new Rows(database);
        ProjectId project = rows.project("One");
        TaskId task = rows.task(project, null, "top");
        assertThat(reads.keys(List.of(project.value(), task.value(), UUID.randomUUID())))
                .containsExactlyInAnyOrderEntriesOf(Map.of(project.value(), "P-1", task.value(), "T-2"));
    }
}
