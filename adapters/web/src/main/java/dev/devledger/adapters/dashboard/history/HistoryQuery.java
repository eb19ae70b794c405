package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.application.history.HistoryFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The filter of a history page.
 *
 * @param entity the project or task; null for all
 * @param moment the last moment to show; null for now
 */
record HistoryQuery(
        PageQuery asked,
        KeyedEntities.@Nullable Keyed entity,
        @Nullable PastMoment moment) {
    /** The labels of the filters, by parameter. */
    private static final Map<String, String> NARROWED = new LinkedHashMap<>();

    static {
        NARROWED.put("q", "Words");
        NARROWED.put("actor", "Actor");
        NARROWED.put("agent", "Agent");
        NARROWED.put("channel", "Channel");
        NARROWED.put("client", "Client");
        NARROWED.put("tool", "Tool");
        NARROWED.put("event", "Event");
        NARROWED.put("changeSet", "Change set");
        NARROWED.put("entity", "Project or task");
        NARROWED.put("since", "From");
        NARROWED.put("until", "To");
        NARROWED.put("status", "only status changes");
    }

    HistoryFilter filter() {
        return moment == null ? whenever() : whenever().upTo(moment.position());
    }

    /** Returns the filter without the limit of the moment. */
    HistoryFilter whenever() {
        return HistoryFilter.read(asked, ShownInstant.zone())
                .with(HistoryFilter.ENTITY, entity == null ? null : entity.id())
                .with(HistoryFilter.WITH_TASKS, entity != null && entity.isProject())
                .with(HistoryFilter.STATUS_ONLY, asked.is("status"))
                .with(HistoryFilter.UNTIL, end());
    }

    /** Returns the end of the filter, which includes the whole last day in the reader's time zone. */
    private @Nullable Instant end() {
        LocalDate last = asked.day("until");
        return last == null
                ? null
                : last.plusDays(1).atStartOfDay(ShownInstant.zone()).toInstant();
    }

    /** Returns the labels of the filters in effect, by parameter. */
    Map<String, String> narrowing() {
        Map<String, String> narrowing = new LinkedHashMap<>(NARROWED);
        narrowing.keySet().retainAll(asked.parameters().keySet());
        return narrowing;
    }

    /** Returns the number of filter fields that are set. */
    long set() {
        return narrowing().size() + (asked.is("sync") ? 1L : 0L);
    }

    /** Returns the address of the whole history, as of the same moment. */
    String all() {
        return new PageQuery(asked.path(), Map.of()).with(PageQuery.AS_OF, moment == null ? null : moment.asOf());
    }

    boolean isByWhom() {
        return Stream.of("actor", "agent", "channel", "client", "tool").anyMatch(asked.parameters()::containsKey);
    }

    HistoryQuery without(String name) {
        Map<String, String> others = new TreeMap<>(asked.parameters());
        others.remove(name);
        others.remove(PageQuery.CURSOR);
        return new HistoryQuery(new PageQuery(asked.path(), others), name.equals("entity") ? null : entity, moment);
    }

    /**
     * Returns the address of the same entries as a file, in the API's parameters. In the API, a day means its
     * beginning, and a project does not include its tasks.
     */
    String file(String format) {
        Map<String, String> all = new TreeMap<>(asked.parameters());
        all.remove(PageQuery.CURSOR);
        all.put("format", format);
        LocalDate last = asked.day("until");
        if (last != null) {
            all.put("until", last.plusDays(1).toString());
        }
        if (all.remove("status") != null) {
            all.put("kind", "status");
        }
        if (entity != null && entity.isProject()) {
            all.put("tasks", "true");
        }
        return new PageQuery("/api/history/export", all).with("", null);
    }
}
