package dev.devledger.adapters.postgres.history;

import dev.devledger.adapters.postgres.history.PostgresHistoryCounts.UndoneSets;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the work of agents, each time in one statement that reads only the entries since a time. */
public record PostgresAgentWork(JdbcClient jdbc) implements AgentWork {

    /** Selects the entries of changes that can be undone, which excludes claims: they have streams of their own. */
    private static final String CHANGES =
            "e.stream_id like any(array['project-%', 'task-%', 'person-%', 'customer-%', 'service-%', 'entry-%', 'view-%'])";

    /** Names the agent as its claims do; a caller without an agent's name is its program. */
    private static final String WORDS = """
            cross join lateral (select h.agent is not null as said) who
            cross join lateral (
              select case when who.said then h.agent else coalesce(event_word(e.client, e.verbatim, 'client'), '') end as name,
                who.said, h.actor, h.channel, event_word(e.tool, e.verbatim, 'tool') as tool) m""";

    private static final String AGENT = "name, said, actor, channel";

    private static final String BY_AGENTS = "h.channel in ('mcp', 'rest') and not h.sync";

    private static final String FIGURES = """
            with done as (
              select m.*, h.change_set, h.at, %1$s as change,
                case h.entity_type when 'project' then h.entity_id else t.project_id end as project
              from history h
              join event e on e.position = h.position
              %2$s
              left join tasks t on t.id = h.entity_id
              where h.at >= :since and %3$s),
            used as (
              select %4$s, array_agg(tool order by times desc, tool) as tools,
                array_agg(times order by times desc, tool) as times
              from (select %4$s, tool, count(distinct change_set) as times
                    from done where tool is not null group by %4$s, tool) each
              group by %4$s)
            select figures.*, tools, times
            from (
              select %4$s, count(*) filter (where change) as changes,
                count(distinct change_set) filter (where change) as change_sets,
                count(distinct change_set) filter (where change and change_set = any(:undone)) as undone,
                coalesce(min(at) filter (where change) >= (select since from undo_recording),
                  not bool_or(change)) as undos_are_known,
                count(distinct project) filter (where change) as projects, max(at) as last_seen
              from done group by %4$s) figures
            left join used using (%4$s)
            order by changes desc, %4$s
            limit :most""".formatted(CHANGES, WORDS, BY_AGENTS, AGENT);

    private static final String DONE = """
            select h.change_set, min(m.tool) as tool, count(*) as changes, max(h.at) as at
            from history h
            join event e on e.position = h.position
            %s
            where h.at >= :from and h.at < :until and %s
              and case when :said then h.agent = :name
                else coalesce(event_word(e.client, e.verbatim, 'client'), '') = :name
                  and (h.channel = 'mcp' or h.agent is null) end
              and (cast(:actor as text) is null or h.actor = :actor)
              and (cast(:channel as text) is null or h.channel = :channel) and %s
            group by h.change_set
            order by max(h.position) desc
            limit :most""".formatted(WORDS, BY_AGENTS, CHANGES);

    /** Counts each change set once, in the part of the strip that has its last entry. */
    private static final String STRIPS = """
            with made as (
              select m.name, m.said, m.actor, m.channel, h.change_set, count(*) as changes,
                min(h.at) as first, max(h.at) as last
              from history h
              join event e on e.position = h.position
              %1$s
              where h.at >= :from and h.at < :until and %2$s and %3$s
              group by 1, 2, 3, 4, 5),
            who as (
              select %4$s, row_number() over (order by count(*) desc, %4$s) as place from made group by %4$s),
            marks as (
              select %4$s, width_bucket(extract(epoch from last), extract(epoch from cast(:from as timestamptz)),
                  extract(epoch from cast(:until as timestamptz)), :parts) - 1 as part,
                count(*) as change_sets, sum(changes) as changes, min(first) as first, max(last) as last
              from made group by 1, 2, 3, 4, 5)
            select * from marks join who using (%4$s) where place <= :most order by place, part""".formatted(WORDS, BY_AGENTS, CHANGES, AGENT);

    /** Reads those that are agents: whoever names one, programs over MCP, and who holds something. */
    private static final String AGENTS = """
            with seen as (
              select coalesce(h.agent, h.actor) as name, h.agent is not null as named, h.change_set, h.position, h.at,
                %1$s as change
              from history h
              join event e on e.position = h.position
              where h.at >= :since and %2$s
                and (h.agent is not null or h.channel = 'mcp' or h.actor = any(:holders))),
            sets as (
              select name, change_set, bool_or(named) as named, max(at) as seen,
                count(*) filter (where change) as changes, max(position) filter (where change) as newest,
                min(at) filter (where change) as first, max(at) filter (where change) as last
              from seen group by name, change_set),
            placed as (
              select *, row_number() over (partition by name order by newest desc nulls last) as place from sets)
            select name, bool_or(named) as named, cast(sum(changes) as bigint) as changes, count(newest) as change_sets,
              count(newest) filter (where change_set = any(:undone)) as undone,
              coalesce(min(first) >= (select since from undo_recording), count(newest) = 0) as undos_are_known,
              max(seen) as last_seen, max(last) as last_change,
              array_agg(newest order by place) filter (where newest is not null and place <= :newest) as positions,
              array_agg(changes order by place) filter (where newest is not null and place <= :newest) as sizes
            from placed group by name
            having count(newest) > 0 or name = any(:holders)
            order by name = any(:holders) desc, max(last) desc nulls last, name
            limit :most""".formatted(CHANGES, BY_AGENTS);

    private static Agent agent(ResultSet row) throws SQLException {
        return new Agent(
                row.getString("name"), row.getBoolean("said"), row.getString("actor"), row.getString("channel"));
    }

    @Override
    public List<Strip> strips(Instant from, Instant until, int parts, int most) {
        Map<Agent, List<Mark>> strips = new LinkedHashMap<>();
        jdbc.sql(STRIPS)
                .param("from", Times.of(from))
                .param("until", Times.of(until))
                .param("parts", parts)
                .param("most", most)
                .query((ResultSet row) -> {
                    strips.computeIfAbsent(agent(row), agent -> new ArrayList<>())
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
                        agent(row),
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
    public List<Summary> agents(Instant since, Set<String> holders, int most, int newest) {
        return jdbc.sql(AGENTS)
                .param("since", Times.of(since))
                .param("holders", holders.toArray(String[]::new))
                .param("undone", new UndoneSets(jdbc).since(since))
                .param("newest", newest)
                .param("most", most)
                .query((row, number) -> new Summary(
                        row.getString("name"),
                        row.getBoolean("named"),
                        row.getLong("changes"),
                        row.getLong("change_sets"),
                        row.getBoolean("undos_are_known") ? row.getLong("undone") : null,
                        Times.get(row, "last_seen"),
                        Times.find(row, "last_change"),
                        newest(row)))
                .list();
    }

    private static List<NewestSet> newest(ResultSet row) throws SQLException {
        @Nullable Array positions = row.getArray("positions");
        if (positions == null) {
            return List.of();
        }
        Long[] last = (Long[]) positions.getArray();
        Long[] changes = (Long[]) row.getArray("sizes").getArray();
        return IntStream.range(0, last.length)
                .mapToObj(i -> new NewestSet(last[i], changes[i]))
                .toList();
    }

    @Override
    public List<Done> of(Agent agent, Instant from, Instant until, int most) {
        return jdbc.sql(DONE)
                .param("name", agent.name())
                .param("said", agent.said())
                .param("actor", agent.actor())
                .param("channel", agent.channel())
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
