package dev.devledger.application.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
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

    /**
     * Whether an entry that it means is meant for ever, and no other entry of then is later on: a task goes to another project,
     * and titles change.
     */
    public boolean isOfWhatStays() {
        return entity == null
                && within == null
                && words.isEmpty()
                && changeSet == null
                && since == null
                && until == null
                && upTo == null;
    }

    /** What of it is at or before a position. */
    public HistoryFilter upTo(long position) {
        return with(changed -> changed.upTo = upTo == null ? position : Math.min(upTo, position));
    }

    public HistoryFilter by(@Nullable String only) {
        return with(changed -> changed.agent = only);
    }

    public HistoryFilter containing(List<String> all) {
        return with(changed -> changed.words = all);
    }

    /** The same, as far as it is of that project; the sync's own book-keeping is of none. */
    public HistoryFilter within(UUID project) {
        return with(changed -> {
            changed.sync = false;
            changed.within = project;
        });
    }

    /** The same, as far as it was done through this program and this tool. */
    public HistoryFilter through(@Nullable String program, @Nullable String called) {
        return with(changed -> {
            changed.client = program;
            changed.tool = called;
        });
    }

    /** The same from this instant on. */
    public HistoryFilter from(Instant first) {
        return with(changed -> changed.since = first);
    }

    public HistoryFilter of(@Nullable String kind) {
        return with(changed -> changed.event = kind);
    }

    private HistoryFilter with(Consumer<Changed> change) {
        Changed changed = new Changed();
        change.accept(changed);
        return new HistoryFilter(
                entity,
                withTasks,
                statusOnly,
                actor,
                channel,
                changed.since,
                until,
                changeSet,
                changed.sync,
                changed.upTo,
                changed.agent,
                changed.words,
                changed.within,
                changed.client,
                changed.tool,
                changed.event);
    }

    /** What of a filter can be another, once it is made; it begins as it is. */
    private final class Changed {
        @Nullable
        Instant since = HistoryFilter.this.since;

        boolean sync = HistoryFilter.this.sync;

        @Nullable
        Long upTo = HistoryFilter.this.upTo;

        @Nullable
        String agent = HistoryFilter.this.agent;

        List<String> words = HistoryFilter.this.words;

        @Nullable
        UUID within = HistoryFilter.this.within;

        @Nullable
        String client = HistoryFilter.this.client;

        @Nullable
        String tool = HistoryFilter.this.tool;

        @Nullable
        String event = HistoryFilter.this.event;
    }
}
