package dev.devledger.adapters.postgres.time;

import dev.devledger.domain.field.Changes;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.time.TimeEntryList;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntryId;
import dev.devledger.domain.time.TimeEntryKey;
import java.time.Instant;
import java.time.ZoneId;
import javax.sql.DataSource;

public final class PostgresTimeEntryList implements TimeEntryList {

    private static final String TABLE = "time_entries";
    private static final String VERSIONS = "time_entry_versions";

    private final RowWrites rows;

    public PostgresTimeEntryList(DataSource database) {
        this.rows = new RowWrites(database);
    }

    @Override
    public void add(TimeEntryId entry, TimeEntryKey key, TimeEntryDetails details, Instant at, Revision revision) {
        TaskId task = details.task();
        ProjectId project = details.project();
        changed(at, revision)
                .set("id", entry.value())
                .set("key_number", key.number())
                .set("person_id", details.person().value())
                .set("task_id", task == null ? null : task.value())
                .set("project_id", project == null ? null : project.value())
                .set("start_at", Times.of(details.start()))
                .set("end_at", Times.of(details.end()))
                .set("time_zone", details.timeZone().getId())
                .set("note", details.note() == null ? null : Texts.orNull(details.note()))
                .tags(details.tags())
                .set("billable", details.billable())
                .set("billed", details.billed())
                .set("created_at", Times.of(at))
                .set("deleted_at", null)
                .put(rows, TABLE, "id");
    }

    @Override
    public void edit(TimeEntryId entry, Changes<TimeEntryDetails> changes, Instant at, Revision revision) {
        update(
                entry,
                changed(at, revision)
                        .change("person_id", changes.get(TimeEntryDetails.PERSON), PersonId::value)
                        .change("task_id", changes.get(TimeEntryDetails.TASK), TaskId::value)
                        .change("project_id", changes.get(TimeEntryDetails.PROJECT), ProjectId::value)
                        .change("start_at", changes.get(TimeEntryDetails.START), Times::of)
                        .change("end_at", changes.get(TimeEntryDetails.END), Times::of)
                        .change("time_zone", changes.get(TimeEntryDetails.TIME_ZONE), ZoneId::getId)
                        .change("note", changes.get(TimeEntryDetails.NOTE), Texts::orNull)
                        .tags(changes.get(TimeEntryDetails.TAGS))
                        .change("billable", changes.get(TimeEntryDetails.BILLABLE), billable -> billable)
                        .change("billed", changes.get(TimeEntryDetails.BILLED), billed -> billed));
    }

    @Override
    public void delete(TimeEntryId entry, Instant at, Revision revision) {
        update(entry, changed(at, revision).set("deleted_at", Times.of(at)));
    }

    @Override
    public void restore(TimeEntryId entry, Instant at, Revision revision) {
        update(entry, changed(at, revision).set("deleted_at", null));
    }

    private static Columns changed(Instant at, Revision revision) {
        return new Columns().set("updated_at", Times.of(at)).revision(revision);
    }

    private void update(TimeEntryId entry, Columns columns) {
        columns.updateAndKeep(rows, TABLE, VERSIONS, entry.value());
    }
}
