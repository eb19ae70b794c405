package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.IdColumns;
import dev.devledger.adapters.postgres.write.RowTable;
import dev.devledger.adapters.postgres.write.Tags;
import dev.devledger.application.projection.PlainRow;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.Parts;
import dev.devledger.domain.time.TimeEntry;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntryId;
import dev.devledger.domain.time.TimeEntryKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

/** The columns of {@code time_entries}, and how a row is read from them. */
public final class TimeEntryRows {
    /** The time of an entry, as an index has it; what ends before it starts has none. */
    static final String TIME = "tstzrange(start_at, greatest(start_at, coalesce(end_at, 'infinity')))";

    private TimeEntryRows() {}

    public static RowTable<PlainRow<TimeEntry>> of(DataSource database) {
        RowTable<PlainRow<TimeEntry>> rows =
                new RowTable<>(database, "time_entries", "time_entry_versions", (row, number) -> row(row));
        rows.column("person_id", row -> details(row).person().value())
                .column("task_id", row -> IdColumns.task(details(row).task()))
                .column("project_id", row -> IdColumns.project(details(row).project()))
                .column("start_at", row -> details(row).start())
                .column("end_at", row -> details(row).end())
                .column("time_zone", row -> details(row).timeZone().getId())
                .text(
                        "note",
                        row -> Texts.orNull(
                                Objects.requireNonNullElse(details(row).note(), "")))
                .column("billable", row -> details(row).billable())
                .column("billed", row -> details(row).billed())
                .column("created_at", PlainRow::createdAt)
                .column("updated_at", PlainRow::updatedAt)
                .with(row -> row.state() instanceof TimeEntry.Deleted, "deleted_at", PlainRow::deletedAt)
                .generated("key", row -> row.number() == null ? null : new TimeEntryKey(row.number()).toString());
        rows.column("tags", row -> Tags.array(details(row).tags()));
        Tags.columns(rows, row -> details(row).tags());
        return rows;
    }

    private static TimeEntryDetails details(PlainRow<TimeEntry> row) {
        return row.state().last().details();
    }

    private static PlainRow<TimeEntry> row(ResultSet row) throws SQLException {
        Instant deletedAt = Times.find(row, "deleted_at");
        long version = row.getLong("version");
        TimeEntry.Present last = new TimeEntry.Present(details(row), version);
        return new PlainRow<>(
                row.getObject("id", UUID.class),
                row.getLong("key_number"),
                deletedAt == null ? last : new TimeEntry.Deleted(last),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                deletedAt,
                new Revision(version, row.getLong("position")));
    }

    static Parts.Seen seen(ResultSet row) throws SQLException {
        return new Parts.Seen(
                new TimeEntryId(row.getObject("id", UUID.class)),
                new TimeEntryKey(row.getLong("key_number")),
                details(row),
                row.getLong("version"));
    }

    private static TimeEntryDetails details(ResultSet row) throws SQLException {
        UUID task = row.getObject("task_id", UUID.class);
        UUID project = row.getObject("project_id", UUID.class);
        return new TimeEntryDetails(
                new PersonId(row.getObject("person_id", UUID.class)),
                task == null ? null : new TaskId(task),
                project == null ? null : new ProjectId(project),
                Times.get(row, "start_at"),
                Times.find(row, "end_at"),
                ZoneId.of(row.getString("time_zone")),
                row.getString("note"),
                new TreeSet<>(Tags.get(row)),
                row.getBoolean("billable"),
                row.getBoolean("billed"));
    }
}
