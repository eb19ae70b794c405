package dev.devledger.bench.peer;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.Task.TaskStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The peer's plain table of tasks. Each change is one statement in a transaction of its own, which is what the driver does
 * by itself and the fastest there is: no begin and no commit go to and fro.
 */
final class PeerTable {
    private static final String COLUMNS = "id, key_number, project_id, title, description, status, priority, tags,"
            + " due_date, time_zone, created_at, updated_at, version";

    private final JdbcTemplate jdbc;

    PeerTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void create() {
        jdbc.execute("""
                create table if not exists peer_task (
                  id          uuid primary key,
                  key_number  bigint      not null generated always as identity,
                  project_id  uuid        not null,
                  title       text        not null,
                  description text,
                  status      text        not null,
                  priority    text        not null,
                  tags        text[]      not null,
                  due_date    text,
                  time_zone   text        not null,
                  created_at  timestamptz not null,
                  updated_at  timestamptz not null,
                  version     bigint      not null
                )""");
        jdbc.execute("create index if not exists peer_task_project on peer_task (project_id, status)");
    }

    TaskView insert(UUID id, UUID project, TaskDetails details, Instant now) {
        When due = details.schedule().dueDate();
        return one(
                        """
                insert into peer_task (id, project_id, title, description, status, priority, tags, due_date, time_zone,
                  created_at, updated_at, version)
                values (?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, 0) returning\s""" + COLUMNS,
                        id,
                        project,
                        details.title(),
                        details.description().isEmpty() ? null : details.description(),
                        Json.word(details.priority()),
                        details.tags().toArray(String[]::new),
                        due == null ? null : due.toString(),
                        details.schedule().timeZone().getId(),
                        time(now),
                        time(now))
                .orElseThrow();
    }

    Optional<TaskView> edit(UUID id, @Nullable String title, @Nullable String description, Instant now) {
        return one(
                "update peer_task set title = coalesce(?, title), description = coalesce(?, description),"
                        + " updated_at = ?, version = version + 1 where id = ? returning " + COLUMNS,
                title,
                description,
                time(now),
                id);
    }

    Optional<TaskView> changeStatus(UUID id, TaskStatus to, Instant now) {
        return one(
                "update peer_task set status = ?, updated_at = ?, version = version + 1 where id = ? returning "
                        + COLUMNS,
                Json.word(to),
                time(now),
                id);
    }

    private Optional<TaskView> one(String sql, @Nullable Object... values) {
        return jdbc.query(sql, (row, number) -> view(row), values).stream().findFirst();
    }

    /** The fields of docs/contract.md, section 4, of which a plain table has not all. */
    private static TaskView view(ResultSet row) throws SQLException {
        UUID project = row.getObject("project_id", UUID.class);
        String due = row.getString("due_date");
        Instant updated = instant(row, "updated_at");
        TaskStatus status = word(TaskStatus.class, row.getString("status"));
        return new TaskView(
                row.getObject("id", UUID.class),
                "T-" + row.getLong("key_number"),
                project,
                project.toString(),
                null,
                new TaskDetails(
                        row.getString("title"),
                        Objects.requireNonNullElse(row.getString("description"), ""),
                        word(Priority.class, row.getString("priority")),
                        new TreeSet<>(List.of((String[]) row.getArray("tags").getArray())),
                        new Schedule(null, due == null ? null : When.parse(due), ZoneId.of(row.getString("time_zone"))),
                        List.of()),
                status,
                List.of(),
                TaskView.RelatedTaskKeys.NONE,
                Map.of(),
                instant(row, "created_at"),
                updated,
                status == TaskStatus.COMPLETED ? updated : null,
                null,
                row.getLong("version"),
                List.of(),
                null,
                false,
                0);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) throws SQLException {
        try {
            return Parser.word(type).parse(text);
        } catch (Parser.InvalidText wrong) {
            throw new SQLException(wrong.why(), wrong);
        }
    }
}
