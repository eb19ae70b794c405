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

/** The history by change set: what one request changed, or one cycle of a sync. */
public interface ChangeSets {
    /** So many of its entries stand for it. */
    int SHOWN = 5;

    /**
     * What of a change set a filter means.
     *
     * @param first the position of its first entry
     * @param type what all of it is about, such as {@code task}; null where that is more than one thing
     * @param newest the positions of its newest entries, {@value #SHOWN} at most, the newest first
     */
    record Listed(
            UUID id, long first, long entries, @Nullable String type, List<Long> newest) {}

    /** Each once, by the newest of the entries that the filter means; the newest first. */
    Page<Listed> list(HistoryFilter filter, PageRequest page);

    /** The change sets with what is told of them. */
    record ChangeSetsTold(ChangeSets sets, HistoryQueries history) {
        private static final PageRequest ONE = new PageRequest(1, null);

        /**
         * Who, when and why are those of its newest entry.
         *
         * @param count how many entries it has, as far as the filter means them
         * @param type what all of these are about; null where that is more than one thing
         * @param entries the newest of these
         */
        public record ToldChangeSet(
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
                List<HistoryView> entries) {}

        public Page<ToldChangeSet> list(HistoryFilter filter, PageRequest page) {
            Page<Listed> listed = sets.list(filter, page);
            Map<Long, HistoryView> entries =
                    history
                            .at(
                                    filter,
                                    listed.items().stream()
                                            .flatMap(each -> each.newest().stream())
                                            .toList())
                            .stream()
                            .collect(Collectors.toMap(HistoryView::position, Function.identity()));
            List<ToldChangeSet> told = listed.items().stream()
                    .flatMap(each -> told(each, entries).stream())
                    .toList();
            return new Page<>(told, listed.nextCursor());
        }

        /** With the sync's own book-keeping; empty where there is none of that id. */
        public Optional<ToldChangeSet> find(UUID changeSet) {
            return list(of(changeSet), ONE).items().stream().findFirst();
        }

        /** All that belongs to one. */
        public static HistoryFilter of(UUID changeSet) {
            return HistoryFilter.ALL.with(to -> {
                to.changeSet = changeSet;
                to.sync = true;
            });
        }

        /** Empty where all of it went meanwhile: a task may leave the project that is looked at. */
        private static Optional<ToldChangeSet> told(Listed listed, Map<Long, HistoryView> all) {
            List<HistoryView> entries = listed.newest().stream()
                    .map(all::get)
                    .filter(Objects::nonNull)
                    .toList();
            return entries.stream().findFirst().map(newest -> told(listed, newest, entries));
        }

        private static ToldChangeSet told(Listed listed, HistoryView newest, List<HistoryView> entries) {
            return new ToldChangeSet(
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
                    entries);
        }
    }
}
