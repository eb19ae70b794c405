package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.sql.EventJson;
import dev.devledger.application.history.Moments;
import dev.devledger.application.history.Moments.SettledHead;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectedAccount.ConnectorMode;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectId.ProjectKey;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskId.TaskKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
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
}
