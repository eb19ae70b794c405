package dev.devledger.application.history;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.StatusTimelines.StatusTimeline;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads of the history. */
public interface HistoryQueries {

    /** Returns the entries, newest first. */
    Page<HistoryView> list(HistoryFilter filter, PageRequest page);

    /**
     * Passes all entries to {@code each}, oldest first, as they are at one moment and whatever is written meanwhile.
     * Only a few of them are in memory at a time. An exception of {@code each} ends the reading, and is thrown on.
     */
    void export(HistoryFilter filter, Consumer<HistoryView> each);

    /**
     * Returns the entries by others of each task since the agent's last one on it, or since the task's last release, or
     * else since it was first claimed; newest first, at most so many of each. Claims themselves are left out, and a
     * task that was never claimed has none.
     *
     * @param agent the name by which claims know it
     * @param except the agent's own write at hand, as if it had not been yet
     */
    Map<UUID, List<HistoryView>> byOthers(Collection<UUID> tasks, String agent, UUID except, int most);

    /** Returns the entries of a project that begin or end a status, oldest first, for a {@link StatusTimeline}. */
    List<HistoryView> statusesOf(UUID project);

    /**
     * Returns the entries after a cursor, oldest first in the order of the positions, and only settled ones: a caller
     * that goes on from {@code nextCursor}, which is always there, misses nothing and gets nothing twice. Without a
     * cursor from the beginning.
     */
    Page<HistoryView> follow(HistoryFilter filter, PageRequest after);

    /**
     * Returns the same as {@link #follow(HistoryFilter, PageRequest)}, for a caller that knows up to which position the
     * ledger is settled.
     */
    Page<HistoryView> follow(HistoryFilter filter, PageRequest after, long settled);

    /** Returns the entries of a filter at these positions, newest first. */
    List<HistoryView> at(HistoryFilter filter, Collection<Long> positions);

    /** Returns the cursor behind all entries up to a position. */
    String end(long position);

    /**
     * An entry of the history as in docs/contract.md, section 4. The values of a change are plain JSON values: text,
     * number, list, object.
     *
     * @param agent the one of those that share the actor, if it is known
     */
    record HistoryView(
            long position,
            Instant at,
            Entity entity,
            String event,
            String summary,
            List<ChangedField> changes,
            @Nullable String reason,
            String actor,
            String channel,
            @Nullable String client,
            @Nullable String tool,
            String requestId,
            UUID changeSet,
            @Nullable String agent) {

        /** An entry of an actor that does not share its name. */
        public HistoryView(
                long position,
                Instant at,
                Entity entity,
                String event,
                String summary,
                List<ChangedField> changes,
                @Nullable String reason,
                String actor,
                String channel,
                @Nullable String client,
                @Nullable String tool,
                String requestId,
                UUID changeSet) {
            this(
                    position, at, entity, event, summary, changes, reason, actor, channel, client, tool, requestId,
                    changeSet, null);
        }

        /** Returns the same in other words. */
        public HistoryView telling(String otherSummary, List<ChangedField> otherChanges) {
            return new HistoryView(
                    position,
                    at,
                    entity,
                    event,
                    otherSummary,
                    otherChanges,
                    reason,
                    actor,
                    channel,
                    client,
                    tool,
                    requestId,
                    changeSet,
                    agent);
        }

        /** An entry's entity; {@code key} is null only if its own row could not be built. */
        public record Entity(String type, UUID id, @Nullable String key) {}

        public record ChangedField(
                String field,
                @Nullable Object from,
                @Nullable Object to) {}
    }

    /** The names by which changes were made, as choices for a search. */
    interface HistoryNames {
        /** The names of each kind in order, without duplicates. */
        record Names(List<String> actors, List<String> clients, List<String> tools) {
            public Names {
                actors = List.copyOf(actors);
                clients = List.copyOf(clients);
                tools = List.copyOf(tools);
            }
        }

        /** Returns at most so many names of each, of the whole ledger. */
        Names first(int most);
    }

    /** The changes that have moved the version of an entity, for a caller that has read an older one. */
    record VersionChanges(HistoryQueries history) {
        /** The most changes that are listed one by one. */
        private static final int MOST = 50;

        private static final Set<String> KINDS =
                Set.of("task", "project", "time-entry", "person", "customer", "service");

        /** The events in the history of a task that have no version of it. */
        private static final Set<String> CLAIMS =
                Set.of("task.claimed", "task.claim-prolonged", "task.released", "task.claim-expired");

        /** Returns the last so many changes, newest first. */
        public List<HistoryView> last(UUID entity, long changes) {
            PageRequest newest = new PageRequest(MOST, null); // some have no version
            return history.list(ofOne(entity), newest).items().stream()
                    .filter(VersionChanges::isOfVersion)
                    .limit(changes)
                    .toList();
        }

        private static boolean isOfVersion(HistoryView entry) {
            String event = entry.event();
            return KINDS.contains(event.substring(0, Math.max(0, event.indexOf('.')))) && !CLAIMS.contains(event);
        }

        private static HistoryFilter ofOne(UUID entity) {
            return HistoryFilter.of(entity);
        }
    }
}
