package dev.devledger.application.history;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The history by change set: the changes of one request, or of one cycle of a sync. */
public interface ChangeSets {
    /** The number of entries that are shown of a change set. */
    int SHOWN = 5;

    /**
     * The part of a change set that a filter matches.
     *
     * @param first the position of the first matching entry
     * @param type the type of all entities in it, such as {@code task}; null if there are several types
     * @param events the number of matching entries of each event, such as {@code task.created}
     * @param newest the positions of the newest matching entries, {@value #SHOWN} at most, the newest first
     */
    record ChangeSetMatch(
            UUID id, long first, long entries, @Nullable String type, Map<String, Long> events, List<Long> newest) {}

    /** Returns the change sets with matching entries, in the order of their newest matching entry; the newest first. */
    Page<ChangeSetMatch> list(HistoryFilter filter, PageRequest page);

    /**
     * The part of a change set that is about a project, its present tasks and the time logged on them.
     *
     * @param events the number of entries of each event
     */
    record ProjectPart(UUID project, String key, String name, Map<String, Long> events) {}

    /** Returns the parts of a change set by project, in the order of the projects' keys. */
    default List<ProjectPart> parts(UUID changeSet) {
        return List.of();
    }

    /** The change sets with their newest entries. */
    record ChangeSetSummaries(ChangeSets sets, HistoryQueries history) {
        private static final PageRequest ONE = new PageRequest(1, null);

        /**
         * A change set, with the actor, the time and the reason of its newest entry.
         *
         * @param count the number of entries that match the filter
         * @param type the type of all their entities; null if there are several types
         * @param events the number of them by event, such as {@code task.created}
         * @param entries the newest of the matching entries
         */
        public record ChangeSetSummary(
                UUID changeSet,
                Instant at,
                String actor,
                @Nullable String agent,
                String channel,
                @Nullable String client,
                @Nullable String tool,
                @Nullable String reason,
                String requestId,
                long firstPosition,
                long lastPosition,
                long count,
                @Nullable String type,
                Map<String, Long> events,
                List<HistoryView> entries) {}

        public Page<ChangeSetSummary> list(HistoryFilter filter, PageRequest page) {
            Page<ChangeSetMatch> listed = sets.list(filter, page);
            Map<Long, HistoryView> entries =
                    history
                            .at(
                                    filter,
                                    listed.items().stream()
                                            .flatMap(each -> each.newest().stream())
                                            .toList())
                            .stream()
                            .collect(Collectors.toMap(HistoryView::position, Function.identity()));
            List<ChangeSetSummary> told = listed.items().stream()
                    .flatMap(each -> told(each, entries).stream())
                    .toList();
            return new Page<>(told, listed.nextCursor());
        }

        public List<ProjectPart> parts(UUID changeSet) {
            return sets.parts(changeSet);
        }

        /** Returns the change set, including the sync's own book-keeping; empty if there is none of that id. */
        public Optional<ChangeSetSummary> find(UUID changeSet) {
            return list(of(changeSet), ONE).items().stream().findFirst();
        }

        /** Returns the filter for all entries of a change set. */
        public static HistoryFilter of(UUID changeSet) {
            return HistoryFilter.ALL.with(HistoryFilter.CHANGE_SET, changeSet).with(HistoryFilter.SYNC, true);
        }

        /** Empty if no entry matches any more: a task may have left the project of the filter meanwhile. */
        private static Optional<ChangeSetSummary> told(ChangeSetMatch listed, Map<Long, HistoryView> all) {
            List<HistoryView> entries = listed.newest().stream()
                    .map(all::get)
                    .filter(Objects::nonNull)
                    .toList();
            return entries.stream().findFirst().map(newest -> told(listed, newest, entries));
        }

        private static ChangeSetSummary told(ChangeSetMatch listed, HistoryView newest, List<HistoryView> entries) {
            return new ChangeSetSummary(
                    listed.id(),
                    newest.at(),
                    newest.actor(),
                    newest.agent(),
                    newest.channel(),
                    newest.client(),
                    newest.tool(),
                    newest.reason(),
                    newest.requestId(),
                    listed.first(),
                    newest.position(),
                    listed.entries(),
                    listed.type(),
                    listed.events(),
                    entries);
        }
    }
}
