package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.query.AsOfRows;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.time.TimeEntryView;
import dev.devledger.application.time.TimeEntryView.Warning;
import dev.devledger.application.time.TimeEntryView.Who;
import dev.devledger.domain.time.Parts;
import dev.devledger.domain.time.TimeEntryDetails;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/** Rows of time entries as people see them. What they overlap is that of now. */
record TimeEntryViews(AsOfRows entries, AsOfRows tasks, EntryLinks links, Instant now)
        implements RowMapper<TimeEntryView> {

    /** {@code rows} are those of the entries, under the name {@code shown}. */
    String select(String rows) {
        return """
                select shown.*, t.key as task_key, t.title as task_title, p.id as home_id, p.key as home_key, p.name as home_name,
                  u.key as person_key, u.name as person_name, u.email as person_email, %s as overlapping%s
                from (%s) shown
                left join lateral (%s) t on true
                left join dev_projects p on p.id = coalesce(t.project_id, shown.project_id)
                left join people u on u.id = shown.person_id
                %s""".formatted(
                        entries.isPast() ? "null::text[]" : overlapping(),
                        links.columns(),
                        rows,
                        tasks.select("e.id = shown.task_id"),
                        links.joins());
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>(links.parameters());
        parameters.putAll(entries.parameters());
        parameters.put("seenAt", Times.of(now));
        return parameters;
    }

    /**
     * The offset keeps it from looking through all of them in the order of their keys, where few or none overlap. The
     * moment is a parameter, so that the statement of each page is the same one, which is prepared.
     */
    private String overlapping() {
        return """
                array(select key from (
                      select key, key_number from time_entries
                      where %s && tstzrange(shown.start_at, greatest(shown.start_at, coalesce(shown.end_at, :seenAt)))
                        and coalesce(end_at, :seenAt) > shown.start_at
                        and person_id = shown.person_id and id <> shown.id
                        and deleted_at is null and shown.deleted_at is null
                      offset 0) found order by key_number limit 10)""".formatted(TimeEntryRows.TIME);
    }

    @Override
    public TimeEntryView mapRow(ResultSet row, int number) throws SQLException {
        Parts.Seen seen = TimeEntryRows.seen(row);
        TimeEntryDetails details = seen.details();
        return new TimeEntryView(
                seen.entry().value(),
                seen.key().toString(),
                row.getObject("task_id", UUID.class),
                row.getString("task_key"),
                row.getObject("home_id", UUID.class),
                row.getString("home_key"),
                new Who(row.getString("person_key"), row.getString("person_name")),
                details.start(),
                details.end(),
                details.timeZone(),
                details.seconds(now),
                details.running(),
                details.note(),
                details.tags(),
                details.billable(),
                details.billed(),
                details.billed() || links.isRefused(row),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "deleted_at"),
                seen.version(),
                links.get(row),
                warnings(details, row.getArray("overlapping")));
    }

    private List<Warning> warnings(TimeEntryDetails details, Array overlapping) throws SQLException {
        List<Warning> warnings = new ArrayList<>();
        if (overlapping != null && ((String[]) overlapping.getArray()).length > 0) {
            warnings.add(new Warning("overlap", List.of((String[]) overlapping.getArray())));
        }
        Instant end = details.end() == null ? now : details.end();
        if (Duration.between(details.start(), end).compareTo(TimeEntryDetails.LONGEST) > 0) {
            warnings.add(new Warning("long", List.of()));
        }
        if (details.end() != null && end.isBefore(details.start())) {
            warnings.add(new Warning("negative", List.of()));
        }
        if (details.start().isAfter(now)) {
            warnings.add(new Warning("future", List.of()));
        }
        return List.copyOf(warnings);
    }
}
