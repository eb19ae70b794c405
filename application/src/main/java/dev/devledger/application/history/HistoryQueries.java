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

    /** Newest first. */
    Page<HistoryView> list(HistoryFilter filter, PageRequest page);

    /**
     * Gives all entries to {@code each}, oldest first, as they are at one moment and whatever is written meanwhile. Only a
     * few of them are in memory at a time. What {@code each} throws ends the reading, and is thrown from here.
     */
    void export(HistoryFilter filter, Consumer<HistoryView> each);

    /**
     * To each task what others did to it since an agent last did something there, or since somebody last released it, or
     * else since it was first claimed; newest first, at most so many of each. Claims themselves are left out, and what
     * was never claimed has none.
     *
     * @param agent the name by which claims know it
     * @param except the agent's own write at hand, as if it had not been yet
     */
    Map<UUID, List<HistoryView>> byOthers(Collection<UUID> tasks, String agent, UUID except, int most);

    /** The entries of a project that begin or end a status, oldest first: what {@link StatusTimeline} is made of. */
    List<HistoryView> statusesOf(UUID project);

    /**
     * Oldest first, what came after a cursor in the order of the positions, and only what is settled: who asks again from
     * {@code nextCursor}, which is always there, misses nothing and gets nothing twice. Without a cursor from the beginning.
     */
    Page<HistoryView> follow(HistoryFilter filter, PageRequest after);

    /** As {@link #follow(HistoryFilter, PageRequest)}, for who knows up to which position the ledger is settled. */
    Page<HistoryView> follow(HistoryFilter filter, PageRequest after, long settled);

    /** Those of a filter that are at these positions, newest first. */
    List<HistoryView> at(HistoryFilter filter, Collection<Long> positions);

    /** The cursor of who has seen all up to a position. */
    String end(long position);

    /**
     * A history entry as docs/contract.md, section 4, has it. The values of a change are plain JSON values: text, number,
     * list, object.
     *
     * @param agent who of those that share the actor, where it is known
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

        /** Of an actor that is alone. */
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

        /** The same, told in other words. */
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

        /** {@code key} is null only where the entity's own row could not be built. */
        public record Entity(String type, UUID id, @Nullable String key) {}

        public record ChangedField(
                String field,
                @Nullable Object from,
                @Nullable Object to) {}
    }

    /** By which names changes were made: to choose from, where one of them is looked for. */
    interface HistoryNames {
        /** Each in its order, without one twice. */
        record Names(List<String> actors, List<String> clients, List<String> tools) {
            public Names {
                actors = List.copyOf(actors);
                clients = List.copyOf(clients);
                tools = List.copyOf(tools);
            }
        }

        /** At most so many of each, of the whole ledger. */
        Names first(int most);
    }

    /** What has moved the version of an entity, for who has read an older one. */
    record VersionChanges(HistoryQueries history) {
        /** More than so many are not told one by one. */
        private static final int MOST = 50;

        private static final Set<String> KINDS =
                Set.of("task", "project", "time-entry", "person", "customer", "service");

        /** In the history of the task, and in no version of it. */
        private static final Set<String> CLAIMS =
                Set.of("task.claimed", "task.claim-prolonged", "task.released", "task.claim-expired");

        /** The last so many changes, newest first. */
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
