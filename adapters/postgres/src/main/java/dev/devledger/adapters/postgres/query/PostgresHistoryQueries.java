package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.history.HistoryConditions;
import dev.devledger.adapters.postgres.query.HistoryEntries.HistoryRow;
import dev.devledger.adapters.postgres.sql.NoTimeouts;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.Moments;
import dev.devledger.domain.shared.Rejection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

public final class PostgresHistoryQueries implements HistoryQueries {

    private static final String FOLLOWING = "the ledger";

    /**
     * Selects changes that others made to a task. Events of claims are left out: the claimant knows them, and they mean
     * nothing to the next claimant.
     */
    private static final String BY_OTHERS = """
            select other.* from unnest(:tasks) as task (id)
            cross join lateral (
              select coalesce(
                  max(position) filter (where coalesce(agent, actor) = :agent or event = 'task.released'),
                  min(position) filter (where event = 'task.claimed')) as position
              from history where entity_id = task.id and change_set <> :except) last
            cross join lateral (
              select * from history
              where entity_id = task.id and position > last.position and change_set <> :except and not sync
                and event not in ('task.claimed', 'task.claim-prolonged', 'task.claim-expired')
              order by position desc limit :most) other
            """;

    /** The number of rows in memory; a row with two long descriptions takes some 400 kB. */
    private static final int FETCHED = 100;

    private final JdbcClient jdbc;
    private final HistoryEntries telling;
    private final TransactionTemplate reading;
    private final Moments moments;

    public PostgresHistoryQueries(
            JdbcClient jdbc, HistoryEntries telling, PlatformTransactionManager transactions, Moments moments) {
        this.moments = moments;
        this.jdbc = jdbc;
        this.telling = telling;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    @Override
    public Page<HistoryView> list(HistoryFilter filter, PageRequest page) {
        String list = "history " + filter;
        HistoryFilter settled = settled(filter);
        @Nullable Cursor cursor = Cursor.read(page.cursor(), list);
        if (cursor != null) {
            moments.require(Long.parseLong(cursor.id()) - 1);
            return page(settled, cursor, page, list);
        }
        Page<HistoryView> first = page(settled, null, page, list);
        if (first.nextCursor() == null) {
            return first;
        }
        long newest = first.items().getFirst().position();
        if (moments.isSettled(newest)) {
            return first;
        }
        return moments.awaitedSoon(newest)
                ? page(settled.upTo(newest), null, page, list)
                : settledPart(first, moments.settled(), list);
    }

    /**
     * Returns unsettled entries as a page of their own, so that the next page begins at a settled position, and no
     * entry can appear between the two pages. The caller's own write is shown at once.
     */
    private static Page<HistoryView> settledPart(Page<HistoryView> page, long settled, String list) {
        List<HistoryView> unsettled = page.items().stream()
                .filter(entry -> entry.position() > settled)
                .toList();
        return unsettled.isEmpty()
                ? page
                : new Page<>(unsettled, cursor(unsettled.getLast().position(), list));
    }

    private static String cursor(long position, String list) {
        return new Cursor(Long.toString(position), Long.toString(position)).write(list);
    }

    private Page<HistoryView> page(HistoryFilter filter, @Nullable Cursor after, PageRequest page, String list) {
        Where where = HistoryConditions.of(filter, 0, after == null ? Long.MAX_VALUE : Long.parseLong(after.id()) - 1);
        String rows = HistoryRow.select("select * from history where %s order by %s limit :limit"
                .formatted(where.sql(), order(filter, " desc")));
        Page<HistoryRow> read = Pages.read(
                jdbc, rows + " order by h.position desc", where, page, list, (row, number) -> HistoryRow.of(row));
        return new Page<>(telling.tell(read.items()), read.nextCursor());
    }

    /**
     * Limits a filter by time to settled entries: a client that polls continues after the newest entry it got, so no
     * entry with an earlier position may appear later.
     */
    private HistoryFilter settled(HistoryFilter filter) {
        return !filter.has(HistoryFilter.SINCE) ? filter : filter.upTo(moments.settledSoon());
    }

    @Override
    public Page<HistoryView> follow(HistoryFilter filter, PageRequest after) {
        long settled = moments.settled();
        return follow(filter, after, settled);
    }

    @Override
    public Page<HistoryView> follow(HistoryFilter filter, PageRequest after, long settled) {
        long from = followed(after.cursor(), settled);
        Where where = HistoryConditions.of(filter, from + 1, settled);
        String rows = HistoryRow.select(
                "select * from history where %s order by %s limit :limit".formatted(where.sql(), order(filter, "")));
        List<HistoryView> entries = telling.tell(jdbc.sql(rows + " order by h.position")
                .params(where.parameters())
                .param("limit", after.limit())
                .query((row, number) -> HistoryRow.of(row))
                .list());
        boolean more = entries.size() == after.limit();
        return new Page<>(entries, end(more ? entries.getLast().position() : Math.max(from, settled)));
    }

    @Override
    public List<HistoryView> at(HistoryFilter filter, Collection<Long> positions) {
        Where where = HistoryConditions.of(filter, 0, Long.MAX_VALUE)
                .and("position = any(:positions)", "positions", positions.toArray(Long[]::new));
        return telling.tell(
                jdbc.sql(HistoryRow.select("select * from history where " + where.sql()) + " order by h.position desc")
                        .params(where.parameters())
                        .query((row, number) -> HistoryRow.of(row))
                        .list());
    }

    @Override
    public String end(long position) {
        return cursor(position, FOLLOWING);
    }

    /** Reads a cursor. The cursor is a position in the ledger, not in a list, so any filter accepts it. */
    private long followed(@Nullable String cursor, long settled) {
        if (cursor == null || cursor.isBlank() || cursor.equals("0")) {
            return 0;
        }
        long from = Long.parseLong(
                Objects.requireNonNull(Cursor.read(cursor, FOLLOWING, "after")).id());
        if (from > settled && from > moments.settled()) {
            throw Rejection.invalid(
                    "after", "is a cursor of another ledger, or of a newer copy of this one; start again without it");
        }
        return from;
    }

    /** A database cursor needs a transaction; one statement sees one snapshot. */
    @Override
    public void export(HistoryFilter filter, Consumer<HistoryView> each) {
        Where where = HistoryConditions.of(settled(filter), 0, Long.MAX_VALUE);
        String rows = HistoryRow.select(
                "select * from history where %s order by %s".formatted(where.sql(), order(filter, "")));
        List<HistoryRow> some = new ArrayList<>(FETCHED);
        reading.executeWithoutResult(status -> {
            NoTimeouts.transaction(); // the client may read slowly
            jdbc.sql(rows).withFetchSize(FETCHED).params(where.parameters()).query((ResultSet row) -> {
                some.add(HistoryRow.of(row));
                if (some.size() == FETCHED) {
                    tell(some, each);
                }
            });
            tell(some, each);
        });
    }

    private void tell(List<HistoryRow> some, Consumer<HistoryView> each) {
        List<HistoryView> shown = telling.tell(some);
        some.clear();
        shown.forEach(each);
    }

    @Override
    public Map<UUID, List<HistoryView>> byOthers(Collection<UUID> tasks, String agent, UUID except, int most) {
        List<HistoryRow> rows = jdbc.sql(HistoryRow.select(BY_OTHERS) + " order by h.position desc")
                .param("tasks", tasks.toArray(UUID[]::new))
                .param("agent", Texts.storable(agent))
                .param("except", except)
                .param("most", most)
                .query((row, number) -> HistoryRow.of(row))
                .list();
        return telling.tell(rows).stream()
                .collect(Collectors.groupingBy(entry -> entry.entity().id()));
    }

    @Override
    public List<HistoryView> statusesOf(UUID project) {
        return telling.tell(jdbc.sql(HistoryRow.select("""
                        select * from history
                        where entity_id = :project
                          and event in ('project.created', 'project.status-changed', 'project.deleted', 'project.restored')
                        """) + " order by h.position")
                .param("project", project)
                .query((row, number) -> HistoryRow.of(row))
                .list());
    }

    /** Sorts by position, after the columns that are equal in all rows. */
    private static String order(HistoryFilter filter, String direction) {
        @Nullable
        String index = HistoryConditions.isOfOneEntity(filter)
                ? "entity_id"
                : !filter.has(HistoryFilter.CHANGE_SET) ? null : "change_set";
        return index == null ? "position" + direction : index + direction + ", position" + direction;
    }
}
