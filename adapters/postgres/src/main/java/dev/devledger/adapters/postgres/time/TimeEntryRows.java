package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.Tags;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.Parts;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntryId;
import dev.devledger.domain.time.TimeEntryKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.TreeSet;
import java.util.UUID;

/** What a row of a time entry says of it. */
final class TimeEntryRows {
    /** The time of an entry, as an index has it; what ends before it starts has none. */
    static final String TIME = "tstzrange(start_at, greatest(start_at, coalesce(end_at, 'infinity')))";

    private TimeEntryRows() {}

    static Parts.Seen seen(ResultSet row) throws SQLException {
        UUID task = row.getObject("task_id", UUID.class);
        UUID project = row.getObject("project_id", UUID.class);
        TimeEntryDetails details = new TimeEntryDetails(
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
        return new Parts.Seen(
                new TimeEntryId(row.getObject("id", UUID.class)),
                new TimeEntryKey(row.getLong("key_number")),
                details,
                row.getLong("version"));
    }
}
