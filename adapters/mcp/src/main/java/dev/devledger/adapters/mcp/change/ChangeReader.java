package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.HistoryQueries.VersionChanges;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads changes from the history: the changes since a version, and the changes of a change set. */
public record ChangeReader(HistoryQueries history, UndoReads events) {
    /**
     * Describes the last events of an entity, such as
     * {@code ticktick changed due_date since. owner (ada) moved it since.}
     */
    String since(UUID entity, long events) {
        List<HistoryView> entries = new VersionChanges(history).last(entity, events);
        Map<String, List<HistoryView>> byWho = new LinkedHashMap<>();
        for (HistoryView entry : entries.reversed()) {
            byWho.computeIfAbsent(who(entry), none -> new ArrayList<>()).add(entry);
        }
        return byWho.entrySet().stream()
                .map(each -> Quoted.line(each.getKey()) + " " + did(each.getValue()) + " since.")
                .collect(Collectors.joining(" "));
    }

    private static String who(HistoryView entry) {
        return entry.agent() == null ? entry.actor() : entry.actor() + " (" + entry.agent() + ")";
    }

    /** Describes changes, such as {@code changed due_date, status and moved it}. */
    private static String did(List<HistoryView> entries) {
        Set<String> fields = new LinkedHashSet<>();
        Set<String> deeds = new LinkedHashSet<>();
        for (HistoryView entry : entries) {
            String event = entry.event().substring(entry.event().indexOf('.') + 1);
            switch (event) {
                case "edited" -> entry.changes().forEach(each -> fields.add(RuleWords.snake(each.field())));
                case "status-changed" -> fields.add("status");
                case "note-added", "note-retracted", "note-restored" -> fields.add("notes");
                default -> deeds.add(event.replace('-', ' ') + " it");
            }
        }
        List<String> all = new ArrayList<>();
        if (!fields.isEmpty()) {
            all.add("changed " + String.join(", ", fields));
        }
        all.addAll(deeds);
        return String.join(" and ", all);
    }

    /**
     * True if the change set has events. Reads the events themselves, as the history may lack entries whose rows could
     * not be built.
     */
    boolean any(UUID changeSet) {
        return !events.known(Set.of(changeSet)).isEmpty();
    }

    /**
     * The projects, tasks and time entries that a change set touched, in this order.
     *
     * @param more true if the change set touched further items
     */
    public record Touched(Set<UUID> projects, Set<UUID> tasks, Set<UUID> entries, boolean more) {}

    /** Returns the items that the change set touched, the newest first. */
    public Touched touched(UUID changeSet) {
        Page<HistoryView> page = history.list(of(changeSet), new PageRequest(PageRequest.MAX_LIMIT, null));
        Set<UUID> projects = new LinkedHashSet<>();
        Set<UUID> tasks = new LinkedHashSet<>();
        Set<UUID> entries = new LinkedHashSet<>();
        for (HistoryView entry : page.items()) {
            switch (entry.entity().type()) {
                case "project" -> projects.add(entry.entity().id());
                case "task" -> tasks.add(entry.entity().id());
                case "time-entry" -> entries.add(entry.entity().id());
                default -> {}
            }
        }
        return new Touched(projects, tasks, entries, page.nextCursor() != null);
    }

    private static HistoryFilter of(UUID changeSet) {
        return HistoryFilter.ALL.with(HistoryFilter.CHANGE_SET, changeSet).with(HistoryFilter.SYNC, true);
    }
}
