package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.query.AsOfRows;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.NoTimeouts;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.adapters.postgres.time.TimeEntryViews.EntryLinks;
import dev.devledger.adapters.postgres.time.TimeEntryViews.TimeEntryRows;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import dev.devledger.domain.time.WorkingDays.LoggedEntry;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

public final class PostgresTimeEntryQueries implements TimeEntryQueries {
    private static final Order NEWEST = new Order("start_at", "timestamptz", true, "key_number", "bigint");

    private static final int FETCHED = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final Clock clock;
    private final AsOfRows entries;
    private final AsOfRows tasks;
    private final EntryLinks links;

    /** Queries without connected accounts. */
    public PostgresTimeEntryQueries(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this(jdbc, transactions, clock, List.of());
    }

    /** @param accounts the accounts whose links are shown */
    public PostgresTimeEntryQueries(
            JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, List<ConnectedAccount> accounts) {
        this(
                jdbc,
                new TransactionTemplate(transactions),
                clock,
                AsOfRows.timeEntries(),
                AsOfRows.tasks(),
                new EntryLinks(accounts));
        reading.setReadOnly(true);
    }

    private PostgresTimeEntryQueries(
            JdbcClient jdbc,
            TransactionTemplate reading,
            Clock clock,
            AsOfRows entries,
            AsOfRows tasks,
            EntryLinks links) {
        this.jdbc = jdbc;
        this.reading = reading;
        this.clock = clock;
        this.entries = entries;
        this.tasks = tasks;
        this.links = links;
    }

    /**
     * Returns the queries for a moment. A running entry counts until the requested time, or until the time of the event
     * at the requested position.
     */
    @Override
    public TimeEntryQueries asOf(LedgerMoment moment) {
        Instant instant = moment.instant();
        Clock stopped = Clock.fixed(instant == null ? timeAt(moment.position()) : instant, ZoneOffset.UTC);
        return new PostgresTimeEntryQueries(
                jdbc, reading, stopped, entries.at(moment), tasks.at(moment), new EntryLinks(List.of()));
    }

    private Instant timeAt(long position) {
        return jdbc.sql("select at from history where position <= :position order by position desc limit 1")
                .param("position", position)
                .query((row, number) -> Times.get(row, "at"))
                .optional()
                .orElse(Instant.EPOCH);
    }

    @Override
    public Optional<TimeEntryView> find(String idOrKey) {
        TimeEntryViews views = views();
        return IdOrKey.ofTimeEntry(idOrKey)
                .flatMap(ref -> jdbc.sql(views.select(entries.select("e." + ref.column() + " = :ref")))
                        .param("ref", ref.value())
                        .params(views.parameters())
                        .query(views)
                        .optional());
    }

    @Override
    public List<TimeEntryView> findAll(Collection<UUID> ids) {
        TimeEntryViews views = views();
        return jdbc.sql(views.select(entries.select("e.id = any(:ids)")))
                .param("ids", ids.toArray(UUID[]::new))
                .params(views.parameters())
                .query(views)
                .list();
    }

    @Override
    public Page<TimeEntryView> list(TimeEntryFilter filter, PageRequest page) {
        String list = "time entries " + entries.asOf() + filter;
        Where where = conditions().of(filter).after(Cursor.read(page.cursor(), list), NEWEST);
        TimeEntryViews views = views();
        where.parameters().putAll(views.parameters());
        String sql = views.select(entries.page(where, NEWEST, Set.of(), false))
                + " order by shown.start_at desc, shown.key_number desc";
        return Pages.read(jdbc, sql, where, page, list, views);
    }

    /** Exports within a transaction, which the database cursor needs; its one statement sees one snapshot. */
    @Override
    public void export(TimeEntryFilter filter, Consumer<Named> each) {
        Where where = conditions().of(filter);
        TimeEntryViews views = views();
        where.parameters().putAll(views.parameters());
        String sql = views.select(entries.whole(where.sql())) + " order by shown.start_at desc, shown.key_number desc";
        reading.executeWithoutResult(status -> {
            NoTimeouts.transaction(); // the client may read slowly
            jdbc.sql(sql)
                    .withFetchSize(FETCHED)
                    .params(where.parameters())
                    .query((ResultSet row) -> each.accept(views.named(row)));
        });
    }

    @Override
    public Optional<TimeEntryView> running(Timer.Worker worker) {
        Where where =
                running().and("person_id = :person", "person", worker.person().value());
        String agent = worker.agent();
        return named(agent == null ? where.always("agent is null") : where.and("agent = :agent", "agent", agent))
                .stream()
                .map(Named::entry)
                .findFirst();
    }

    @Override
    public List<Named> allRunning() {
        return named(running());
    }

    private static Where running() {
        return new Where().always("deleted_at is null and end_at is null");
    }

    private List<Named> named(Where where) {
        TimeEntryViews views = views();
        where.parameters().putAll(views.parameters());
        return jdbc.sql(views.select(entries.whole(where.sql())) + " order by shown.key_number")
                .params(where.parameters())
                .query((row, number) -> views.named(row))
                .list();
    }

    @Override
    public List<LoggedEntry> logged(PersonId person, Instant from, Instant to) {
        Where where = new Where()
                .always("deleted_at is null and " + TimeEntryRows.TIME + " && tstzrange(:from, :to)")
                .and("person_id = :person", "person", person.value());
        where.parameters().put("from", Times.of(from));
        where.parameters().put("to", Times.of(to));
        where.parameters().putAll(entries.parameters());
        Instant now = clock.instant();
        return jdbc.sql("select * from %s e order by start_at, key_number"
                        .formatted(entries.all("key_number, start_at, end_at, agent", where.sql())))
                .params(where.parameters())
                .query((row, number) -> {
                    Instant start = Times.get(row, "start_at");
                    Instant end = Times.find(row, "end_at");
                    Instant known = end == null ? now : end;
                    return new LoggedEntry(
                            new TimeEntryKey(row.getLong("key_number")),
                            start,
                            known.isBefore(start) ? start : known,
                            row.getString("agent"));
                })
                .list();
    }

    @Override
    public TimeSummary summary(TimeGrouping grouping, TimeEntryFilter filter) {
        SumRows rows = entries.isPast() ? SumRows.past(entries, tasks, filter) : SumRows.now(filter);
        TimeSums sums = TimeSums.of(rows, grouping, filter, clock.instant());
        return sums.summary(
                jdbc.sql(sums.sql()).params(sums.parameters()).query(sums).list());
    }

    private TimeEntryViews views() {
        return new TimeEntryViews(entries, tasks, links, clock.instant());
    }

    private TimeEntryConditions conditions() {
        return new TimeEntryConditions(entries, tasks);
    }

    /** The conditions of a filter. */
    record TimeEntryConditions(AsOfRows entries, AsOfRows tasks) {

        /**
         * Builds the conditions. Past entries of a project are found by the project that their task had at that moment.
         */
        Where of(TimeEntryFilter filter) {
            Where where = new Where()
                    .always(filter.deleted() ? "deleted_at is not null" : "deleted_at is null")
                    .and("person_id = :person", "person", id(filter.person()))
                    .and("task_id = :task", "task", id(filter.task()))
                    .and(
                            "(project_id = :project or task_id in (select id from %s tasks))"
                                    .formatted(tasks.few("id", "project_id = :project")),
                            "project",
                            id(filter.project()))
                    .tagged(filter.tags())
                    .and("billable = :billable", "billable", filter.billable())
                    .and("billed = :billed", "billed", filter.billed())
                    .and("(end_at is null) = :running", "running", filter.running())
                    .and(begins(filter.split(), "start_at >= :from"), "from", Times.of(filter.from()))
                    .and("start_at < :to", "to", Times.of(filter.to()))
                    .containing("note ilike %1$s", filter.texts());
            where.parameters().putAll(entries.parameters());
            return where;
        }

        /**
         * Returns the condition on the begin. With a split, an entry that began earlier counts if part of it is later.
         * A running entry has no end, so it always counts; the sum later limits it to the past.
         */
        private static String begins(boolean split, String condition) {
            return split ? "(" + condition + " or end_at > :from or end_at is null)" : condition;
        }

        private static @Nullable UUID id(@Nullable String id) {
            return id == null ? null : UUID.fromString(id);
        }
    }
}
