package dev.devledger.adapters.postgres.history;

import static dev.devledger.application.history.HistoryFilter.ACTOR;
import static dev.devledger.application.history.HistoryFilter.AGENT;
import static dev.devledger.application.history.HistoryFilter.CHANGE_SET;
import static dev.devledger.application.history.HistoryFilter.CHANNEL;
import static dev.devledger.application.history.HistoryFilter.CLIENT;
import static dev.devledger.application.history.HistoryFilter.ENTITY;
import static dev.devledger.application.history.HistoryFilter.EVENT;
import static dev.devledger.application.history.HistoryFilter.SINCE;
import static dev.devledger.application.history.HistoryFilter.STATUS_ONLY;
import static dev.devledger.application.history.HistoryFilter.SYNC;
import static dev.devledger.application.history.HistoryFilter.TOOL;
import static dev.devledger.application.history.HistoryFilter.UNTIL;
import static dev.devledger.application.history.HistoryFilter.UP_TO;
import static dev.devledger.application.history.HistoryFilter.WITHIN;
import static dev.devledger.application.history.HistoryFilter.WITH_TASKS;
import static dev.devledger.application.history.HistoryFilter.WORDS;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryProjection.HistoryRecord;
import java.util.Objects;

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

    private static final String AND_TASKS = """
            entity_id = any(array(
              select cast(:entity as uuid) union all select id from tasks where project_id = :entity))
            """;

    private static final String OF_PROJECT = """
            entity_id = any(array(
              select cast(:within as uuid)
              union all select id from tasks where project_id = :within
              union all select id from time_entries where project_id = :within
              union all select e.id from time_entries e join tasks t on t.id = e.task_id where t.project_id = :within))
            """;

    private static final String SAID =
            "position in (select position from event where event_word(%1$s, verbatim, '%1$s') = :%1$s)";

    /** Searches the titles once, not for each entry. */
    private static final String HAS_WORD = """
            (words like %1$s or entity_id in (
              select id from tasks where title ilike %1$s
              union all select id from dev_projects where name ilike %1$s
              union all select id from people where name ilike %1$s
              union all select id from customers where name ilike %1$s
              union all select id from services where name ilike %1$s
              union all select id from saved_views where name ilike %1$s))
            """;

    private HistoryConditions() {}

    /** Limits the filter to positions, both bounds inclusive. */
    public static Where of(HistoryFilter filter, long first, long last) {
        Where where = new Where()
                .and("actor = :actor", "actor", filter.find(ACTOR))
                .and("agent = :agent", "agent", filter.find(AGENT))
                .and("channel = :channel", "channel", filter.find(CHANNEL))
                .and(SAID.formatted("client"), "client", filter.find(CLIENT))
                .and(SAID.formatted("tool"), "tool", filter.find(TOOL))
                .and("(event = :event or split_part(event, '.', 1) = :event)", "event", filter.find(EVENT))
                .and("at >= :since", "since", Times.of(filter.find(SINCE)))
                .and("at < :until", "until", Times.of(filter.find(UNTIL)))
                .and("position >= :first", "first", first)
                .and("position <= :last", "last", Math.min(last, Objects.requireNonNullElse(filter.find(UP_TO), last)));
        where.and(OF_PROJECT, "within", filter.find(WITHIN));
        if (filter.get(WITH_TASKS)) {
            where.and(AND_TASKS, "entity", filter.find(ENTITY));
        } else {
            where.and(OF_ONE.formatted("entity_id", "entity"), "entity", filter.find(ENTITY));
        }
        where.and(
                isOfOneEntity(filter) ? "change_set = :changeSet" : OF_ONE.formatted("change_set", "changeSet"),
                "changeSet",
                filter.find(CHANGE_SET));
        if (filter.get(STATUS_ONLY)) {
            where.always(
                    "event in ('project.created', 'project.status-changed', 'task.created', 'task.status-changed')");
        }
        if (!filter.get(SYNC)) {
            where.always("not sync");
        }
        return where.containing(
                HAS_WORD, filter.get(WORDS).stream().map(HistoryRecord::lower).toList());
    }

    public static boolean isOfOneEntity(HistoryFilter filter) {
        return filter.has(ENTITY) && !filter.get(WITH_TASKS);
    }
}
