package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.readmodel.PostgresBillingDirectory.BillingRows;
import dev.devledger.adapters.postgres.readmodel.PostgresPersonDirectory.PersonRows;
import dev.devledger.adapters.postgres.row.ProjectRows;
import dev.devledger.adapters.postgres.row.TaskRows;
import dev.devledger.adapters.postgres.sql.EventJson;
import dev.devledger.application.history.Moments;
import dev.devledger.application.history.Moments.SettledHead;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Fills the read model for tests, as the projections would. */
public final class Rows {

    public static final Instant AT = Instant.parse("2026-03-31T09:15:00.123456Z");
    public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    public static final ConnectedAccount ACCOUNT = new ConnectedAccount(
            "ticktick",
            "sandbox",
            ConnectorMode.SANDBOX,
            remote -> "https://example.org/" + remote.list() + "/" + remote.id());
    public static final List<ConnectedAccount> ACCOUNTS = List.of(ACCOUNT);
    public static final ConnectedAccount OFF =
            new ConnectedAccount("ticktick", "sandbox", ConnectorMode.OFF, remote -> "");
    /** Rows that are put here have positions that nobody took. */
    public static final Moments SETTLED = settled(() -> Long.MAX_VALUE);

    public static Moments settled(LongSupplier position) {
        return new Moments(
                new SettledHead() {
                    @Override
                    public Head now() {
                        return new Head(position.getAsLong(), Instant.MAX, position.getAsLong());
                    }

                    @Override
                    public boolean end(Instant time) {
                        return true;
                    }

                    @Override
                    public long positionAt(Instant time) {
                        return position.getAsLong();
                    }
                },
                Clock.systemUTC());
    }

    public static final JsonMapper JSON = EventJson.mapper();

    public final RowsOfProjects board;
    public final RowsOfTasks tasks;
    private long keys;

    public Rows(Database database) {
        board = new RowsOfProjects(database.dataSource);
        tasks = new RowsOfTasks(database.dataSource);
    }

    public ProjectId project(String name) {
        return project(name, ProjectStatus.PLANNED, Priority.NONE, null, AT);
    }

    public ProjectId project(
            String name, ProjectStatus status, Priority priority, @Nullable When due, Instant at, String... tags) {
        ProjectId id = new ProjectId(UUID.randomUUID());
        ProjectDetails details = new ProjectDetails(
                name, "", priority, SampleEvents.tags(tags), "", new Schedule(null, due, BERLIN), Placement.CARD);
        board.add(new ProjectEvent.Created(id, new ProjectKey(++keys), details, status, null, at), new Revision(1, 1));
        return id;
    }

    public TaskId task(ProjectId project, @Nullable TaskId parent, String title) {
        return task(project, parent, title, null);
    }

    /** Made by the event at a position. */
    public TaskId task(ProjectId project, String title, long position) {
        return task(project, null, title, null, position);
    }

    public TaskId task(ProjectId project, @Nullable TaskId parent, String title, @Nullable When due) {
        return task(project, parent, title, due, 1);
    }

    private TaskId task(ProjectId project, @Nullable TaskId parent, String title, @Nullable When due, long position) {
        TaskId id = new TaskId(UUID.randomUUID());
        TaskDetails details = new TaskDetails(
                title, "", Priority.NONE, SampleEvents.tags(), new Schedule(null, due, BERLIN), List.of());
        tasks.add(
                new TaskEvent.Created(id, new TaskKey(++keys), new Place(project, parent), details, AT),
                new Revision(1, position));
        return id;
    }

    /** The rows of projects, changed by events of any version, position and time. */
    public record RowsOfProjects(Projection projection) {
        public RowsOfProjects(DataSource database) {
            this(ProjectRows.of(database));
        }

        public void add(ProjectEvent.Created created, Revision revision) {
            apply(created, created.at(), revision);
        }

        public void edit(ProjectId project, Changes<ProjectDetails> changes, Instant at, Revision revision) {
            apply(new ProjectEvent.Edited(project, changes, at), at, revision);
        }

        public void changeStatus(
                ProjectId project, ProjectStatus to, @Nullable String reason, Instant at, Revision revision) {
            apply(
                    new ProjectEvent.StatusChanged(project, new Change<>(null, to), new Change<>(null, reason), at),
                    at,
                    revision);
        }

        /** By a note, which changes nothing else of the row. */
        public void touch(ProjectId project, Instant at, Revision revision) {
            apply(new ProjectEvent.NoteAdded(project, UUID.randomUUID(), "a note", at), at, revision);
        }

        public void delete(ProjectId project, Instant at, Revision revision) {
            apply(new ProjectEvent.Deleted(project, at), at, revision);
        }

        public void restore(ProjectId project, Instant at, Revision revision) {
            apply(new ProjectEvent.Restored(project, at), at, revision);
        }

        public void apply(ProjectEvent event, Instant at, Revision revision) {
            projection.apply(SampleEvents.stored(event.project().address(), event, at, revision));
        }
    }

    /** The rows of tasks, changed by events of any version, position and time. */
    public record RowsOfTasks(Projection projection) {
        public RowsOfTasks(DataSource database) {
            this(TaskRows.of(database));
        }

        public void add(TaskEvent.Created created, Revision revision) {
            apply(created, created.at(), revision);
        }

        public void edit(TaskId task, Changes<TaskDetails> changes, Instant at, Revision revision) {
            apply(new TaskEvent.Edited(task, changes, at), at, revision);
        }

        public void changeStatus(TaskId task, TaskStatus to, Instant at, Revision revision) {
            apply(new TaskEvent.StatusChanged(task, new Change<>(null, to), at), at, revision);
        }

        public void move(TaskId task, Place to, Instant at, Revision revision) {
            apply(new TaskEvent.Moved(task, new Change<>(null, to), at), at, revision);
        }

        public void delete(TaskId task, @Nullable String with, Instant at, Revision revision) {
            apply(new TaskEvent.Deleted(task, with, at), at, revision);
        }

        public void restore(TaskId task, Instant at, Revision revision) {
            apply(new TaskEvent.Restored(task, at), at, revision);
        }

        public void apply(TaskEvent event, Instant at, Revision revision) {
            projection.apply(SampleEvents.stored(event.task().address(), event, at, revision));
        }
    }

    /** The rows of people, changed by events of any version, position and time. */
    public record RowsOfPeople(Projection projection) {
        public RowsOfPeople(DataSource database) {
            this(PersonRows.of(database));
        }

        public void add(PersonId person, PersonKey key, PersonDetails details, Instant at, Revision revision) {
            apply(new PersonEvent.Created(person, key, details, at), at, revision);
        }

        public void edit(PersonId person, Changes<PersonDetails> changes, Instant at, Revision revision) {
            apply(new PersonEvent.Edited(person, changes, at), at, revision);
        }

        public void delete(PersonId person, Instant at, Revision revision) {
            apply(new PersonEvent.Deleted(person, at), at, revision);
        }

        public void restore(PersonId person, Instant at, Revision revision) {
            apply(new PersonEvent.Restored(person, at), at, revision);
        }

        private void apply(PersonEvent event, Instant at, Revision revision) {
            projection.apply(SampleEvents.stored(event.person().address(), event, at, revision));
        }
    }

    /** The rows of customers and services, changed by events of any version, position and time. */
    public record RowsOfBilling(Projection projection) {
        public RowsOfBilling(DataSource database) {
            this(BillingRows.of(database));
        }

        public void add(BillingId id, BillingKey key, BillingDetails details, Instant at, Revision revision) {
            BillingEvent created =
                    switch (id) {
                        case CustomerId customer -> new CustomerEvent.Created(customer, key, details, at);
                        case ServiceId service -> new ServiceEvent.Created(service, key, details, at);
                    };
            apply(created, at, revision);
        }

        public void edit(BillingId id, Changes<BillingDetails> changes, Instant at, Revision revision) {
            apply(BillingEvent.edited(id, changes, at), at, revision);
        }

        public void delete(BillingId id, Instant at, Revision revision) {
            apply(BillingEvent.deleted(id, at), at, revision);
        }

        public void restore(BillingId id, Instant at, Revision revision) {
            apply(BillingEvent.restored(id, at), at, revision);
        }

        private void apply(BillingEvent event, Instant at, Revision revision) {
            projection.apply(SampleEvents.stored(event.id().address(), event, at, revision));
        }
    }
}
