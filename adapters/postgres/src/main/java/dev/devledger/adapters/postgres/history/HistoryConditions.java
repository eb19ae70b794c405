package dev.devledger.adapters.postgres.history;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryProjection.HistoryRecord;

/** The conditions of a history filter. */
public final class HistoryConditions {

    /**
     * Finds the entries of one entity or change set in the order of the list, by the index that begins with it. For a
     * plain {@code =} the planner would choose a scan that hopes for many matches, or read all matches and sort them.
     */
    private static final String OF_ONE = """
            (%1$s, position) >= (cast(:%2$s as uuid), cast(:first as bigint))
            and (%1$s, position) <= (cast(:%2$s as uuid), cast(:last as bigint))
            """;

    private static final String WITH_TASKS = """
            entity_id = any(array(
              select cast(:entity as uuid) union all select id from tasks where project_id = :entity))
            """;

    private static final String WITHIN = """
            entity_id = any(array(
              select cast(:within as uuid)
              union all select id from tasks where project_id = :within
              union all select id from time_entries where project_id = :within
              union all select e.id from time_entries e join tasks t on t.id = e.task_id where t.project_id = :within))
            """;

    private static final String SAID =
            "position in (select position from event where event_word(%1$s, verbatim, '%1$s') = :%1$s)";

    /** Searches the titles once for all entries, not for each entry. */
    private static final String WORDS = """
            (words like %1$s or entity_id in (
              select id from tasks where title ilike %1$s
              union all select id from dev_projects where name ilike %1$s
              union all select id from people where name ilike %1$s
              union all select id from customers where name ilike %1$s
              union all select id from services where name ilike %1$s))
            """;

    private HistoryConditions() {}

    /** Limits the filter to positions, both bounds inclusive. */
    public static Where of(HistoryFilter filter, long first, long last) {
        Where where = new Where()
                .and("actor = :actor", "actor", filter.actor())
                .and("agent = :agent", "agent", filter.agent())
                .and("channel = :channel", "channel", filter.channel())
                .and(SAID.formatted("client"), "client", filter.client())
                .and(SAID.formatted("tool"), "tool", filter.tool())
                .and("(event = :event or split_part(event, '.', 1) = :event)", "event", filter.event())
                .and("at >= :since", "since", Times.of(filter.since()))
                .and("at < :until", "until", Times.of(filter.until()))
                .and("position >= :first", "first", first)
                .and("position <= :last", "last", filter.upTo() == null ? last : Math.min(last, filter.upTo()));
        where.and(WITHIN, "within", filter.within());
        if (filter.withTasks()) {
            where.and(WITH_TASKS, "entity", filter.entity());
        } else {
            where.and(OF_ONE.formatted("entity_id", "entity"), "entity", filter.entity());
        }
        where.and(
                isOfOneEntity(filter) ? "change_set = :changeSet" : OF_ONE.formatted("change_set", "changeSet"),
                "changeSet",
                filter.changeSet());
        if (filter.statusOnly()) {
            where.always(
                    "event in ('project.created', 'project.status-changed', 'task.created', 'task.status-changed')");
        }
        if (!filter.sync()) {
            where.always("not sync");
        }
        return where.containing(
                WORDS, filter.words().stream().map(HistoryRecord::lower).toList());
    }

    public static boolean isOfOneEntity(HistoryFilter filter) {
        return filter.entity() != null && !filter.withTasks();
    }
}
