package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Plans;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.PostgresEventLog;
import dev.devledger.adapters.postgres.eventstore.PostgresEventStorage;
import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.readmodel.PostgresHistoryRows;
import dev.devledger.adapters.postgres.rebuild.PostgresParkedEvents;
import dev.devledger.application.history.HistoryProjection;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.undo.Entity;
import dev.devledger.domain.undo.TaskForest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private final PostgresUndoReads reads = new PostgresUndoReads(database.dataSource, stored);
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
        new HistoryProjection(new PostgresHistoryRows(database.dataSource)).apply(event);
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

        assertThat(changes(Set.of(wanted))).containsExactly(change(one, first), change(one, third));
        assertThat(changes(List.of(wanted, another)))
                .containsExactly(change(one, first), change(other, second), change(one, third), change(other, fourth));
        UUID nobodys = UUID.randomUUID();
        assertThat(changes(Set.of(nobodys))).isEmpty();
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
        Map<String, Long> wanted = new LinkedHashMap<>();
        wanted.put(other.address(), 2L);
        wanted.put(one.address(), 3L);
        assertThat(from(wanted)).containsExactly(events.get(3), events.get(5), events.get(4));
        assertThat(from(Map.of())).isEmpty();
        assertThat(database.statements(() -> from(wanted))).isEqualTo(1);
    }

    private List<LedgerEvent> from(Map<String, Long> versions) {
        List<LedgerEvent> events = new ArrayList<>();
        reads.from(versions, events::add);
        return events;
    }

    private List<UndoReads.Change> changes(Collection<UUID> changeSets) {
        List<UndoReads.Change> changes = new ArrayList<>();
        reads.changes(changeSets, changes::add);
        return changes;
    }

    private static UndoReads.Change change(ProjectId project, LedgerEvent event) {
        return new UndoReads.Change(
                new Entity(Entity.Kind.PROJECT, project.value()),
                event.position(),
                event.version(),
                event.changeSet(),
                true,
                null);
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

        assertThat(reads.around(Set.of(middle), Set.of(), Set.of()).spots())
                .containsExactly(
                        new TaskForest.Spot(top, new Place(project, null), false),
                        new TaskForest.Spot(middle, new Place(project, top), false),
                        new TaskForest.Spot(below, new Place(project, middle), false));
        assertThat(reads.around(Set.of(gone), Set.of(), Set.of()).spots())
                .extracting(TaskForest.Spot::task)
                .containsExactly(top, middle, gone);
        assertThat(reads.around(Set.of(), Set.of(project, other), Set.of()).spots())
                .extracting(TaskForest.Spot::task)
                .containsExactly(top, middle, below, beside, elsewhere);
        assertThat(reads.around(Set.of(), Set.of(), Set.of()).spots()).isEmpty();
        assertThat(reads.around(Set.of(gone), Set.of(), Set.of(other)).versions())
                .isEqualTo(Map.of(top.value(), 1L, middle.value(), 1L, gone.value(), 2L, other.value(), 1L));
    }

    @Test
    void what_is_around_many_tasks_is_looked_up_by_their_keys_also_where_nothing_was_ever_analyzed() {
        int many = 600;
        Rows rows = new Rows(database);
        ProjectId project = rows.project("One");
        TaskId top = rows.task(project, null, "top");
        for (int i = 1; i < many; i++) {
            rows.task(project, i % 10 == 0 ? null : top, "task");
        }
        UUID[] all = database.jdbc
                .sql("select id from tasks")
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        UUID[] none = {};
        UUID[] one = {project.value()};
        assertThat(Plans.rowsTouched(database, PostgresUndoReads.AROUND, all, all, one, one, one))
                .isLessThan(40L * many);
        assertThat(Plans.rowsTouched(database, PostgresUndoReads.AROUND, all, all, none, none, one))
                .isLessThan(40L * many);
        assertThat(Plans.rowsTouched(database, PostgresUndoReads.AROUND, none, none, one, one, none))
                .isLessThan(40L * many);
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
