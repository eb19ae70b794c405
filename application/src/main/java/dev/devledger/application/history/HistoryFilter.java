package dev.devledger.application.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries; null stands for all.
 *
 * @param entity a project or task
 * @param withTasks of a project: also the entries of its tasks
 * @param statusOnly only changes of status, and the creation that began it
 * @param since from this instant on
 * @param until before this instant
 * @param sync also the sync's own book-keeping
 * @param upTo up to this position, that one too
 * @param agent who of those that share an actor
 * @param words each of which, in any case, is a part of the reason, of the note, or of the title of what it is about
 * @param client the program through which it was done, as it names itself
 * @param tool the tool that an agent called
 * @param event what happened, such as {@code project.status-changed}, or to what, such as {@code project}
 * @param within of that project, of the tasks that are in it now and of the time logged on these, and of nothing else
 */
public record HistoryFilter(
        @Nullable UUID entity,
        boolean withTasks,
        boolean statusOnly,
        @Nullable String actor,
        @Nullable String channel,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable UUID changeSet,
        boolean sync,
        @Nullable Long upTo,
        @Nullable String agent,
        List<String> words,
        @Nullable UUID within,
        @Nullable String client,
        @Nullable String tool,
        @Nullable String event) {

    /** However new they are. */
    public HistoryFilter(
            @Nullable UUID entity,
            boolean withTasks,
            boolean statusOnly,
            @Nullable String actor,
            @Nullable String channel,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable UUID changeSet,
            boolean sync) {
        this(
                entity,
                withTasks,
                statusOnly,
                actor,
                channel,
                since,
                until,
                changeSet,
                sync,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null);
    }

    /** What of it is at or before a position. */
    public HistoryFilter upTo(long position) {
        return new HistoryFilter(
                entity,
                withTasks,
                statusOnly,
                actor,
                channel,
                since,
                until,
                changeSet,
                sync,
                upTo == null ? position : Math.min(upTo, position),
                agent,
                words,
                within,
                client,
                tool,
                event);
    }

    public HistoryFilter by(@Nullable String only) {
        return new HistoryFilter(
                entity,
                withTasks,
                statusOnly,
                actor,
                channel,
                since,
                until,
                changeSet,
                sync,
                upTo,
                only,
                words,
                within,
                client,
                tool,
                event);
    }

    public HistoryFilter containing(List<String> all) {
        return new HistoryFilter(
                entity,
                withTasks,
                statusOnly,
                actor,
                channel,
                since,
                until,
                changeSet,
                sync,
                upTo,
                agent,
                all,
                within,
                client,
                tool,
                event);
    }

    /** The same, as far as it is of that project; the sync's own book-keeping is of none. */
    public HistoryFilter within(UUID project) {
        return new HistoryFilter(
                entity,
                withTasks,
                statusOnly,
                actor,
                channel,
                since,
                until,
                changeSet,
                false,
                upTo,
                agent,
                words,
                project,
                client,
                tool,
                event);
    }

    /** The same, as far as it was done through this program and this tool. */
    public HistoryFilter through(@Nullable String program, @Nullable String called) {
        return new HistoryFilter(
                entity,
                withTasks,
                statusOnly,
                actor,
                channel,
                since,
                until,
                changeSet,
                sync,
                upTo,
                agent,
                words,
                within,
                program,
                called,
                event);
    }

    /** The same from this instant on. */
    public HistoryFilter from(Instant first) {
        return new HistoryFilter(
                entity,
                withTasks,
                statusOnly,
                actor,
                channel,
                first,
                until,
                changeSet,
                sync,
                upTo,
                agent,
                words,
                within,
                client,
                tool,
                event);
    }

    public HistoryFilter of(@Nullable String kind) {
        return new HistoryFilter(
                entity,
                withTasks,
                statusOnly,
                actor,
                channel,
                since,
                until,
                changeSet,
                sync,
                upTo,
                agent,
                words,
                within,
                client,
                tool,
                kind);
    }
}
