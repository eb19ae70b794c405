package dev.devledger.adapters.postgres.history;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.history.AgentWork;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counted in one statement each, from the entries since a time alone. */
public record PostgresAgentWork(JdbcClient jdbc) implements AgentWork {

    /** What can be undone is a change; claims have streams of their own. */
    private static final String CHANGES =
            "e.stream_id like any(array['project-%', 'task-%', 'person-%', 'customer-%', 'service-%', 'entry-%'])";

    private static final String WORDS = """
            cross join lateral (
              select coalesce(event_word(e.client, e.verbatim, 'client'), '') as client,
                event_word(e.tool, e.verbatim, 'tool') as tool) m""";

    private static final String FIGURES = """
            with done as (
              select m.client, m.tool, h.change_set, h.at, %s as change,
                case h.entity_type when 'project' then h.entity_id else t.project_id end as project
              from history h
              join event e on e.position = h.position
              %s
              left join tasks t on t.id = h.entity_id
              where h.at >= :since and h.channel = 'mcp' and not h.sync),
            used as (
              select client, array_agg(tool order by times desc, tool) as tools,
                array_agg(times order by times desc, tool) as times
              from (select client, tool, count(distinct change_set) as times
                    from done where tool is not null group by client, tool) each
              group by client)
            select figures.*, tools, times
            from (
              select client, count(*) filter (where change) as changes,
                count(distinct change_set) filter (where change) as change_sets,
                count(distinct change_set) filter (where change and change_set = any(:undone)) as undone,
                min(at) filter (where change) >= (select since from undo_recording) as undos_are_known,
                count(distinct project) filter (where change) as projects, max(at) as last_seen
              from done group by client) figures
            left join used using (client)
            order by changes desc, client
            limit :most""".formatted(CHANGES, WORDS);

    private static final String DONE = """
            select h.change_set, min(m.tool) as tool, count(*) as changes, max(h.at) as at
            from history h
            join event e on e.position = h.position
            %s
            where h.at >= :from and h.at < :until and h.channel = 'mcp' and not h.sync
              and m.client = :client and %s
            group by h.change_set
            order by max(h.position) desc
            limit :most""".formatted(WORDS, CHANGES);

    /** A change set is in the part of its last entry. */
    private static final String STRIPS = """
            with made as (
              select m.client, h.change_set, count(*) as changes, min(h.at) as first, max(h.at) as last
              from history h
              join event e on e.position = h.position
              %s
              where h.at >= :from and h.at < :until and h.channel = 'mcp' and not h.sync and %s
              group by m.client, h.change_set),
            who as (
              select client, row_number() over (order by count(*) desc, client) as place from made group by client),
            marks as (
              select client, width_bucket(extract(epoch from last), extract(epoch from cast(:from as timestamptz)),
                  extract(epoch from cast(:until as timestamptz)), :parts) - 1 as part,
                count(*) as change_sets, sum(changes) as changes, min(first) as first, max(last) as last
              from made group by 1, 2)
            select * from marks join who using (client) where place <= :most order by place, part""".formatted(WORDS, CHANGES);

    @Override
    public List<Strip> strips(Instant from, Instant until, int parts, int most) {
        Map<String, List<Mark>> strips = new LinkedHashMap<>();
        jdbc.sql(STRIPS)
                .param("from", Times.of(from))
                .param("until", Times.of(until))
                .param("parts", parts)
                .param("most", most)
                .query((ResultSet row) -> {
                    strips.computeIfAbsent(row.getString("client"), client -> new ArrayList<>())
                            .add(new Mark(
                                    row.getInt("part"),
                                    row.getLong("change_sets"),
                                    row.getLong("changes"),
                                    Times.get(row, "first"),
                                    Times.get(row, "last")));
                });
        return strips.entrySet().stream()
                .map(each -> new Strip(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public List<Figures> since(Instant since, int most) {
        return jdbc.sql(FIGURES)
                .param("since", Times.of(since))
                .param("undone", new UndoneSets(jdbc).since(since))
                .param("most", most)
                .query((row, number) -> new Figures(
                        row.getString("client"),
                        row.getLong("changes"),
                        row.getLong("change_sets"),
                        row.getBoolean("undos_are_known") ? row.getLong("undone") : null,
                        row.getLong("projects"),
                        Times.get(row, "last_seen"),
                        tools(row)))
                .list();
    }

    private static List<ToolUse> tools(ResultSet row) throws SQLException {
        @Nullable Array tools = row.getArray("tools");
        if (tools == null) {
            return List.of();
        }
        String[] names = (String[]) tools.getArray();
        Long[] times = (Long[]) row.getArray("times").getArray();
        List<ToolUse> used = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            used.add(new ToolUse(names[i], times[i]));
        }
        return used;
    }

    @Override
    public List<Done> of(String client, Instant from, Instant until, int most) {
        return jdbc.sql(DONE)
                .param("client", client)
                .param("from", Times.of(from))
                .param("until", Times.of(until))
                .param("most", most)
                .query((row, number) -> new Done(
                        row.getObject("change_set", UUID.class),
                        row.getString("tool"),
                        row.getLong("changes"),
                        Times.get(row, "at")))
                .list();
    }
}
