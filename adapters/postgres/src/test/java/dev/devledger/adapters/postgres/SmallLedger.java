package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.PostgresEventLog;
import dev.devledger.adapters.postgres.eventstore.PostgresEventStorage;
import dev.devledger.adapters.postgres.proof.PostgresEventChain;
import dev.devledger.adapters.postgres.proof.PostgresSealedBatches;
import dev.devledger.adapters.postgres.readmodel.PostgresBillingDirectory.BillingRows;
import dev.devledger.adapters.postgres.readmodel.PostgresClaimRows;
import dev.devledger.adapters.postgres.readmodel.PostgresHistoryRows;
import dev.devledger.adapters.postgres.readmodel.PostgresNoteRows;
import dev.devledger.adapters.postgres.readmodel.PostgresPersonDirectory.PersonRows;
import dev.devledger.adapters.postgres.readmodel.PostgresViewDirectory;
import dev.devledger.adapters.postgres.rebuild.PostgresParkedEvents;
import dev.devledger.adapters.postgres.rebuild.PostgresSecondReadModel;
import dev.devledger.adapters.postgres.row.ProjectRows;
import dev.devledger.adapters.postgres.row.TaskRows;
import dev.devledger.adapters.postgres.sql.TransactionBound.PostgresSavepoints;
import dev.devledger.adapters.postgres.sync.PostgresConflictBook;
import dev.devledger.adapters.postgres.sync.PostgresEntryLinkBook;
import dev.devledger.adapters.postgres.sync.PostgresLinkBook;
import dev.devledger.adapters.postgres.time.TimeEntryViews.TimeEntryRows;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.claim.ClaimsProjection;
import dev.devledger.application.history.HistoryProjection;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.ProjectionRebuilder;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import dev.devledger.application.proof.Sealing.SealedBatches;
import dev.devledger.application.proof.Verification;
import dev.devledger.application.proof.Verification.Verified;
import dev.devledger.application.sync.record.SyncProjection;
import dev.devledger.application.task.NotesProjection;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;

/** Projects, tasks, notes and links, stored and projected as the application does it. */
public final class SmallLedger {

    /** Of one project with its task and its link. */
    public static final int EVENTS_OF_A_PROJECT = 9;

    private final Database database;
    private final EventStorageEngine engine;
    private final PostgresWriteGate gate;
    private final PostgresParkedEvents parked;
    public final EventLog log;
    private final Map<String, Long> versions = new HashMap<>();
    private long keys;
    private long projected;
    public final List<Projection> projections;
    public final SealedBatches batches;
    final Verification verification;

    public SmallLedger(Database database) {
        this.database = database;
        engine = PostgresEventStorage.engine(
                database.dataSource, database.axonTransactions, LedgerSerializer.create(), EventUpcasters.chain());
        gate = new PostgresWriteGate(database.jdbc);
        parked = new PostgresParkedEvents(database.rows);
        log = new PostgresEventLog(database.dataSource, LedgerSerializer.create(), EventUpcasters.chain());
        projections = List.of(
                ProjectRows.of(database.dataSource),
                TaskRows.of(database.dataSource),
                new NotesProjection(new PostgresNoteRows(database.rows)),
                new ClaimsProjection(new PostgresClaimRows(database.rows)),
                PersonRows.of(database.dataSource),
                BillingRows.of(database.dataSource),
                PostgresViewDirectory.rows(database.dataSource),
                TimeEntryRows.of(database.dataSource, database.rows),
                new HistoryProjection(new PostgresHistoryRows(database.dataSource)),
                new SyncProjection(
                        new PostgresLinkBook(database.dataSource, Rows.JSON),
                        new PostgresEntryLinkBook(database.rows, Rows.JSON),
                        new PostgresConflictBook(database.rows, Rows.JSON)));
        batches = new PostgresSealedBatches(database.jdbc, gate, database.transactions);
        verification = new Verification(
                new PostgresEventChain(database.dataSource, database.shipped),
                batches,
                projections,
                log,
                parked,
                new PostgresSavepoints(database.transactions),
                new PostgresSecondReadModel(database.dataSource, gate, database.transactions));
    }

    public Verified verify(ExternalHead... kept) {
        return verification.run(List.of(kept), (step, done, total) -> {});
    }

    /** What is wrong with the events and their seals, without a look at the read model. */
    public List<Difference> chainAlone() {
        return verification
                .chain()
                .check(batches.settledHead().orElseThrow(), List.of(), (step, done, total) -> {})
                .differences();
    }

    /** One change set in one transaction, with a gap behind it. */
    public void project(String name) {
        ProjectId project = new ProjectId(UUID.randomUUID());
        TaskId task = new TaskId(UUID.randomUUID());
        SyncLinkId link = new SyncLinkId("ticktick", "sandbox", EntityRef.project(project.value()));
        Schedule never = new Schedule(null, null, Rows.BERLIN);
        write(
                new ProjectEvent.Created(
                        project,
                        new ProjectKey(nextKey()),
                        new ProjectDetails(
                                name, "Über", Priority.HIGH, SampleEvents.tags("a"), "", never, Placement.CARD),
                        ProjectStatus.PLANNED,
                        null,
                        Rows.AT),
                new TaskEvent.Created(
                        task,
                        new TaskKey(keys),
                        new Place(project, null),
                        new TaskDetails("Task of " + name, "", Priority.NONE, SampleEvents.tags(), never, List.of()),
                        Rows.AT),
                new ProjectEvent.StatusChanged(
                        project,
                        new Change<>(ProjectStatus.PLANNED, ProjectStatus.ACTIVE),
                        new Change<>(null, "now"),
                        Rows.AT),
                new SyncEvent.CreateIntended(link, SampleEvents.INTENT, 1, "list-1", SampleEvents.CONTENT, Rows.AT),
                new SyncEvent.Linked(link, SampleEvents.REMOTE, SampleEvents.CONTENT, Rows.AT),
                new ProjectEvent.NoteAdded(project, UUID.randomUUID(), "noted", Rows.AT),
                new TaskEvent.StatusChanged(task, new Change<>(TaskStatus.OPEN, TaskStatus.COMPLETED), Rows.AT),
                new ProjectEvent.Deleted(project, Rows.AT),
                new ProjectEvent.Restored(project, Rows.AT));
        database.jdbc
                .sql("select nextval(pg_get_serial_sequence('event', 'position'))")
                .query(Long.class)
                .single();
    }

    /** Of the project, and of its task. */
    private long nextKey() {
        keys = database.jdbc
                .sql("select nextval('project_key')")
                .query(Long.class)
                .single();
        database.jdbc
                .sql("select setval('task_key', :keys)")
                .param("keys", keys)
                .query(Long.class)
                .single();
        return keys;
    }

    private void write(Object... payloads) {
        MetaData metadata = MetaData.from(Map.of(
                "actor",
                "owner",
                "channel",
                "rest",
                "requestId",
                "r-1",
                "correlationId",
                "r-1",
                "changeSet",
                UUID.randomUUID().toString()));
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (Object payload : payloads) {
            String stream = stream(payload);
            long version = versions.merge(stream, 0L, (known, zero) -> known + 1);
            events.add(new GenericDomainEventMessage<>(
                    payload.getClass().getEnclosingClass().getSimpleName(), stream, version, payload, metadata));
        }
        database.transaction.executeWithoutResult(status -> {
            gate.enter();
            engine.appendEvents(events);
            database.rows.flush();
            project();
        });
    }

    private static String stream(Object payload) {
        return switch (payload) {
            case ProjectEvent event -> event.project().address();
            case TaskEvent event -> event.task().address();
            case SyncEvent event -> event.link().address();
            default -> throw new IllegalArgumentException(String.valueOf(payload));
        };
    }

    /** Applies what is new to the live tables. */
    private void project() {
        projected = projectFrom(projected);
    }

    /** To whichever tables the statements find; answers up to where. */
    public long projectFrom(long after) {
        ProjectionRebuilder rebuilding =
                new ProjectionRebuilder("the test", projections, parked, new PostgresSavepoints(database.transactions));
        long head = log.head();
        long position = after;
        while (position < head) {
            List<LedgerEvent> read = log.read(position, head, 500);
            rebuilding.applyAtOnce(read);
            position = read.getLast().position();
        }
        return position;
    }
}
