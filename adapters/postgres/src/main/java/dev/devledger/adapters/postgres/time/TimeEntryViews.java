package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.query.AsOfRows;
import dev.devledger.adapters.postgres.row.Columns.Tags;
import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.row.RowTable;
import dev.devledger.adapters.postgres.row.RowTables;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.RowKind;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.time.TimeEntryQueries.Named;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView.Warning;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView.WorkedBy;
import dev.devledger.domain.time.EntrySplitMerge;
import dev.devledger.domain.time.TimeEntry;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads time entries in the form for users. Overlaps are reported for the present only. */
public record TimeEntryViews(AsOfRows entries, AsOfRows tasks, TimeEntryViews.EntryLinks links, Instant now)
        implements RowMapper<TimeEntryView> {

    /** Builds the view; {@code rows} selects the entries, and is named {@code shown}. */
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
     * Returns the keys of overlapping entries. {@code offset 0} keeps PostgreSQL from reading all entries in the order
     * of their keys if few or none overlap. The moment is a parameter, so that the statement is the same for each page
     * and prepared once.
     */
    private String overlapping() {
        return """
                array(select key from (
                      select key, key_number from time_entries
                      where %s && tstzrange(shown.start_at, greatest(shown.start_at, coalesce(shown.end_at, :seenAt)))
                        and coalesce(end_at, :seenAt) > shown.start_at
                        and person_id = shown.person_id and agent is not distinct from shown.agent and id <> shown.id
                        and deleted_at is null and shown.deleted_at is null
                      offset 0) found order by key_number limit 10)""".formatted(TimeEntryRows.TIME);
    }

    @Override
    public TimeEntryView mapRow(ResultSet row, int number) throws SQLException {
        EntrySplitMerge.ReadEntry seen = TimeEntryRows.seen(row);
        TimeEntryDetails details = seen.details();
        return new TimeEntryView(
                seen.entry().value(),
                seen.key().toString(),
                row.getObject("task_id", UUID.class),
                row.getString("task_key"),
                row.getObject("home_id", UUID.class),
                row.getString("home_key"),
                new WorkedBy(row.getString("person_key"), row.getString("person_name")),
                details.agent(),
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

    Named named(ResultSet row) throws SQLException {
        return new Named(
                mapRow(row, 0),
                row.getString("home_name"),
                row.getString("task_title"),
                row.getObject("person_id", UUID.class),
                row.getString("person_email"));
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

    /** The columns of {@code time_entries}, and the reading of a row. */
    public static final class TimeEntryRows {
        /** The time range of an entry, as in the index. An entry that ends before it starts has an empty range. */
        static final String TIME = "tstzrange(start_at, greatest(start_at, coalesce(end_at, 'infinity')))";

        private static final FieldColumns<TimeEntryDetails> FIELDS = new FieldColumns<>(
                TimeEntryDetails.KIND,
                List.of(),
                List.of(TimeEntryDetails.NOTE),
                Map.of(
                        TimeEntryDetails.PERSON, "person_id",
                        TimeEntryDetails.TASK, "task_id",
                        TimeEntryDetails.PROJECT, "project_id",
                        TimeEntryDetails.START, "start_at",
                        TimeEntryDetails.END, "end_at"));

        private TimeEntryRows() {}

        /** Returns the table, and that of the sums, as one projection. */
        public static Projection of(DataSource database, RowWrites writes) {
            return new RowTables(writes, List.of(table(database), new PostgresWorkedTime(writes)));
        }

        private static RowTable<TimeEntry> table(DataSource database) {
            RowTable<TimeEntry> rows = new RowTable<>(
                    database,
                    RowKind.TIME_ENTRIES,
                    "time_entries",
                    "time_entry_versions",
                    row -> new TimeEntry.Present(FIELDS.read(row), row.getLong("version")),
                    TimeEntry.Deleted::new,
                    TimeEntryKey::new);
            FIELDS.addTo(rows, entry -> entry.last().details());
            Tags.columns(rows, entry -> entry.last().details().tags());
            return rows;
        }

        static EntrySplitMerge.ReadEntry seen(ResultSet row) throws SQLException {
            return new EntrySplitMerge.ReadEntry(
                    new TimeEntryId(row.getObject("id", UUID.class)),
                    new TimeEntryKey(row.getLong("key_number")),
                    FIELDS.read(row),
                    row.getLong("version"));
        }
    }

    /**
     * The remote time entries linked with an entry, in the form for users. They are shown for the present only, and
     * only for accounts that are on.
     */
    record EntryLinks(List<ConnectedAccount> accounts) {
        EntryLinks {
            accounts = accounts.stream().filter(each -> !each.off()).toList();
        }

        /** Returns the columns, to be put after other columns. */
        String columns() {
            return each("""
                , link%1$d.state as link_state%1$d, link%1$d.remote_id as remote_id%1$d,
                link%1$d.synced_at as synced_at%1$d, link%1$d.warnings as link_warnings%1$d, work%1$d.entry_id is not null as waits%1$d,
                work%1$d.reason as work_reason%1$d, conflict%1$d.told as conflict_told%1$d,
                conflict%1$d.is_refused as is_refused%1$d
                """);
        }

        /** Returns the joins, which look up each link by key. */
        String joins() {
            return each("""
                left join sync_entry_links link%1$d
                  on link%1$d.connector = :connector%1$d and link%1$d.account = :account%1$d and link%1$d.entry_id = shown.id
                left join sync_time_work work%1$d
                  on work%1$d.connector = :connector%1$d and work%1$d.account = :account%1$d and work%1$d.entry_id = shown.id
                left join lateral (
                  select 'Conflict ' || id || ': ' || summary as told, dispute like '%%"refused":"%%' as is_refused
                  from sync_conflicts
                  where connector = :connector%1$d and account = :account%1$d
                    and entity_kind = 'entry' and entity_id = shown.id and state = 'open'
                  order by first_seen_at, sync_conflicts.id
                  limit 1) conflict%1$d on true
                """);
        }

        private String each(String sql) {
            return IntStream.range(0, accounts.size()).mapToObj(sql::formatted).collect(Collectors.joining());
        }

        Map<String, Object> parameters() {
            Map<String, Object> parameters = new HashMap<>();
            for (int each = 0; each < accounts.size(); each++) {
                parameters.put("connector" + each, accounts.get(each).connector());
                parameters.put("account" + each, accounts.get(each).account());
            }
            return parameters;
        }

        List<LinkView> get(ResultSet row) throws SQLException {
            List<LinkView> links = new ArrayList<>();
            for (int each = 0; each < accounts.size(); each++) {
                String conflict = row.getString("conflict_told" + each);
                String state = conflict == null
                        ? state(row.getString("link_state" + each), row.getBoolean("waits" + each))
                        : "conflict";
                if (state != null) {
                    links.add(new LinkView(
                            accounts.get(each).connector(),
                            row.getString("remote_id" + each),
                            null, // no service has a page for a time entry
                            state,
                            conflict == null ? row.getString("work_reason" + each) : conflict,
                            Times.find(row, "synced_at" + each),
                            Texts.all(row, "link_warnings" + each).stream()
                                    .map(LinkView.Warning::of)
                                    .toList()));
                }
            }
            return links;
        }

        /** Returns the state; null if there is nothing to report. */
        private static @Nullable String state(@Nullable String link, boolean waits) {
            return switch (link) {
                case null -> waits ? "pending" : null;
                case "none" -> waits ? "pending" : null;
                case "adding" -> "pending";
                case "linked" -> waits ? "pending" : "synced";
                case "ended" -> waits ? "pending" : "closed";
                case "apart" -> "detached";
                default -> throw new IllegalStateException("A link of a time entry is never " + link);
            };
        }

        /**
         * True if a refusal of the service, or the entry's billed mark, keeps the entry from being equal to its remote
         * one.
         */
        boolean isRefused(ResultSet row) throws SQLException {
            for (int each = 0; each < accounts.size(); each++) {
                if (row.getBoolean("is_refused" + each)) {
                    return true;
                }
            }
            return false;
        }
    }
}
