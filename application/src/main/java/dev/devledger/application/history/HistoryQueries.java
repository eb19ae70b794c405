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
     * Passes all entries as of one moment to {@code each}, oldest first, whatever is written meanwhile. Only a few
     * entries are in memory at a time. An exception of {@code each} ends the reading, and is thrown on.
     */
    void export(HistoryFilter filter, Consumer<HistoryView> each);

    /**
     * Returns the entries by others of each task since the agent's last one on it, or since the task's last release, or
     * else since it was first claimed; newest first, at most {@code most} for each task. Claims themselves are left
     * out, and a task that was never claimed has none.
     *
     * @param agent the agent's name in claims
     * @param except the agent's present write, which is left out
     */
    Map<UUID, List<HistoryView>> byOthers(Collection<UUID> tasks, String agent, UUID except, int most);

    /** Returns the entries of a project that begin or end a status, oldest first, for a {@link StatusTimeline}. */
    List<HistoryView> statusesOf(UUID project);

    /**
     * Returns the entries after a cursor, oldest first in the order of the positions, and only settled ones: a caller
     * that goes on from {@code nextCursor}, which is always set, misses nothing and gets nothing twice. Without a
     * cursor, begins with the first entry.
     */
    Page<HistoryView> follow(HistoryFilter filter, PageRequest after);

    /**
     * Returns the same as {@link #follow(HistoryFilter, PageRequest)}, for a caller that knows up to which position the
     * ledger is settled.
     */
    Page<HistoryView> follow(HistoryFilter filter, PageRequest after, long settled);

    /** Returns the entries at these positions that match the filter, newest first. */
    List<HistoryView> at(HistoryFilter filter, Collection<Long> positions);

    /** Returns the cursor of a reader that has read all entries up to a position. */
    String end(long position);

    /**
     * An entry of the history as in docs/contract.md, section 4. The values of a change are plain JSON values: text,
     * number, list, object.
     *
     * @param agent the agent among those that share the actor, if it is known
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

        /** An entry of an actor that no agents share. */
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

        /** Returns a copy with another summary and other changes. */
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

        /** An entry's entity; {@code key} is null only if the entity's row could not be built. */
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

        /** Returns at most {@code most} names of each kind, of the whole ledger. */
        Names first(int most);
    }

    /** The changes by which an entity got from the version that a caller read to its present version. */
    record VersionChanges(HistoryQueries history) {
        /** The most changes that are listed one by one. */
        private static final int MOST = 50;

        private static final Set<String> KINDS =
                Set.of("task", "project", "time-entry", "person", "customer", "service", "view");

        /** The events in a task's history that do not count in the task's version. */
        private static final Set<String> CLAIMS =
                Set.of("task.claimed", "task.claim-prolonged", "task.released", "task.claim-expired");

        /** Returns the last {@code changes} changes, newest first. */
        public List<HistoryView> last(UUID entity, long changes) {
            PageRequest newest = new PageRequest(MOST, null); // some entries do not count in the version
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

    /** Reads the last changes of projects in a short past time span. */
    interface RecentChanges {
        /** The last change of a project or of a task that is in it now. */
        record LastChange(String actor, @Nullable String agent, String channel, Instant at) {}

        /**
         * Returns the last change of each project that was changed from {@code since} to {@code until}, in one statement.
         * Changes before a very large one may be left out.
         *
         * @param upTo the position of a past moment, null for now
         */
        Map<UUID, LastChange> of(Collection<UUID> projects, Instant since, Instant until, @Nullable Long upTo);

        /** Reads the last changes of projects, however long ago. */
        interface LastChanges {
            /**
             * Returns the last change of each project, or of a task that is in the project now.
             *
             * @param upTo the position of a past moment, null for now
             */
            Map<UUID, RecentChanges.LastChange> of(Collection<UUID> projects, @Nullable Long upTo);
        }
    }
}
