package dev.devledger.adapters.postgres.history;

import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.ChangeSets;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists change sets by steps from the newest entry of one to the newest entry of the next older one. Adjacent entries
 * of a set are skipped at once; a sync may write into one set for minutes, with entries of other sets between.
 */
public record PostgresChangeSets(JdbcClient jdbc, Moments moments) implements ChangeSets {
    /** The newest matching entry of its change set. */
    private static final String NEWEST = """
            select position, change_set from history
            where %1$s and position %2$s and not exists (
              select from history later
              where later.change_set = history.change_set and later.position > history.position and %1$s)
            order by position desc limit 1
            """;

    @Override
    public Page<ChangeSetMatch> list(HistoryFilter filter, PageRequest page) {
        String list = "change sets " + filter;
        HistoryFilter settled = !filter.has(HistoryFilter.SINCE) ? filter : filter.upTo(moments.settledSoon());
        @Nullable Cursor cursor = Cursor.read(page.cursor(), list);
        if (cursor != null) {
            long before = Long.parseLong(cursor.id()) - 1;
            moments.require(before);
            return read(settled, before, page, list);
        }
        Page<ChangeSetMatch> first = read(settled, Long.MAX_VALUE, page, list);
        if (first.nextCursor() == null) {
            return first;
        }
        long newest = first.items().getFirst().newest().getFirst();
        if (moments.isSettled(newest)) {
            return first;
        }
        return read(settled.upTo(moments.awaitedSoon(newest) ? newest : moments.settled()), Long.MAX_VALUE, page, list);
    }

    private Page<ChangeSetMatch> read(HistoryFilter filter, long before, PageRequest page, String list) {
        Where where = HistoryConditions.of(filter, 0, Long.MAX_VALUE);
        String meant = where.sql();
        where.parameters().put("before", before);
        String sql = """
                with recursive newest as (
                  (%1$s)
                  union all
                  select next.* from newest
                  cross join lateral (
                    select case when max(position) - min(position) + 1 = count(*) then min(position) else newest.position end as up_to
                    from history where change_set = newest.change_set) span
                  cross join lateral (%2$s) next)
                select listed.position as sort_value, listed.position as sort_id, listed.change_set, counted.*,
                  array(select position from history where change_set = listed.change_set and %3$s
                        order by position desc limit %4$d) as newest
                from (select * from newest limit :limit) listed
                cross join lateral (
                  select sum(entries) as entries, min(first) as first,
                    case when min(entity_type) = max(entity_type) then min(entity_type) end as type,
                    array_agg(event order by event) as events, array_agg(entries order by event) as counts
                  from (
                    select event, entity_type, count(*) as entries, min(position) as first
                    from history where change_set = listed.change_set and %3$s
                    group by event, entity_type) each_kind) counted
                order by listed.position desc
                """.formatted(
                        NEWEST.formatted(meant, "<= :before"), NEWEST.formatted(meant, "< span.up_to"), meant, SHOWN);
        return Pages.read(jdbc, sql, where, page, list, (row, number) -> listed(row));
    }

    @Override
    public List<ProjectPart> parts(UUID changeSet) {
        return jdbc.sql("""
                        select p.id, p.key, p.name, array_agg(event order by event) as events,
                          array_agg(entries order by event) as counts
                        from (
                          select coalesce(t.project_id, e.project_id, on_task.project_id, h.entity_id) as home, event,
                            count(*) as entries
                          from history h
                          left join tasks t on t.id = h.entity_id
                          left join time_entries e on e.id = h.entity_id
                          left join tasks on_task on on_task.id = e.task_id
                          where h.change_set = :changeSet
                          group by home, event) part
                        join dev_projects p on p.id = part.home
                        group by p.id, p.key, p.name, p.key_number
                        order by p.key_number
                        """)
                .param("changeSet", changeSet)
                .query((row, number) -> new ProjectPart(
                        row.getObject("id", UUID.class),
                        row.getString("key"),
                        row.getString("name"),
                        events((String[]) row.getArray("events").getArray(), (Long[])
                                row.getArray("counts").getArray())))
                .list();
    }

    private static ChangeSetMatch listed(ResultSet row) throws SQLException {
        return new ChangeSetMatch(
                row.getObject("change_set", UUID.class),
                row.getLong("first"),
                row.getLong("entries"),
                row.getString("type"),
                events((String[]) row.getArray("events").getArray(), (Long[])
                        row.getArray("counts").getArray()),
                List.of((Long[]) row.getArray("newest").getArray()));
    }

    private static Map<String, Long> events(String[] events, Long[] counts) {
        Map<String, Long> all = new TreeMap<>();
        for (int i = 0; i < events.length; i++) {
            all.merge(events[i], counts[i], Long::sum);
        }
        return all;
    }
}
