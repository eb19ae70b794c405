package dev.devledger.application.history;

import dev.devledger.application.entity.FilterSource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A filter of entries; null stands for all. Requests name its parts, and {@link #with} changes them by name.
 *
 * @param entity a project or task
 * @param withTasks true for the entries of a project's tasks too
 * @param statusOnly only changes of status, and the creation that began it
 * @param since from this instant on
 * @param until before this instant
 * @param sync true for the sync's own book-keeping too
 * @param upTo up to this position, that one too
 * @param agent the agent among those that share an actor
 * @param words the words, each of which, in any case, is a part of the reason, of the note, or of the entity's title
 * @param client the program that made the change, as it names itself
 * @param tool the tool that an agent called
 * @param event the event, such as {@code project.status-changed}, or its subject, such as {@code project}
 * @param within only that project, the tasks that are in it now, and the time logged on these tasks
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

    /** All but the sync's own book-keeping. */
    public static final HistoryFilter ALL = new HistoryFilter(
            null, false, false, null, null, null, null, null, false, null, null, List.of(), null, null, null, null);

    /** Reads the parameters of a request, except the entity, which each interface names in its own way. */
    public static HistoryFilter read(FilterSource from, ZoneId zone) {
        return ALL.with(to -> {
            to.statusOnly = "status".equals(from.oneOf("kind", List.of("status")));
            to.actor = from.text("actor");
            to.channel = from.text("channel");
            to.since = from.since("since", zone);
            to.until = from.since("until", zone);
            to.changeSet = from.id("changeSet");
            to.sync = from.flag("sync");
            to.agent = from.text("agent");
            to.client = from.text("client");
            to.tool = from.text("tool");
            to.event = from.text("event");
            to.words = from.search("q");
        });
    }

    /** All of a change set but the sync's own book-keeping. */
    public static HistoryFilter ofChangeSet(UUID changeSet) {
        return ALL.with(to -> to.changeSet = changeSet);
    }

    /** All entries of an entity but the sync's own book-keeping; of a project without the entries of its tasks. */
    public static HistoryFilter of(UUID entity) {
        return ALL.with(to -> to.entity = entity);
    }

    /** All entries of a project and its tasks but the sync's own book-keeping. */
    public static HistoryFilter ofProject(UUID project) {
        return of(project).with(to -> to.withTasks = true);
    }

    /**
     * True if past entries match for ever. Tasks may go to another project, and titles may change, so filters by these
     * do not.
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

    /** Returns the part of the filter at or before a position. */
    public HistoryFilter upTo(long position) {
        return with(to -> to.upTo = upTo == null ? position : Math.min(upTo, position));
    }

    /** Returns a copy with some parts changed. */
    public HistoryFilter with(Consumer<Criteria> change) {
        Criteria criteria = new Criteria();
        change.accept(criteria);
        return criteria.filter();
    }

    /** The parts of a filter that can be changed; they begin with its values. */
    public final class Criteria {
        public @Nullable UUID entity = HistoryFilter.this.entity;
        public boolean withTasks = HistoryFilter.this.withTasks;
        public boolean statusOnly = HistoryFilter.this.statusOnly;
        public @Nullable String actor = HistoryFilter.this.actor;
        public @Nullable String channel = HistoryFilter.this.channel;
        public @Nullable Instant since = HistoryFilter.this.since;
        public @Nullable Instant until = HistoryFilter.this.until;
        public @Nullable UUID changeSet = HistoryFilter.this.changeSet;
        public boolean sync = HistoryFilter.this.sync;
        public @Nullable Long upTo = HistoryFilter.this.upTo;
        public @Nullable String agent = HistoryFilter.this.agent;
        public List<String> words = HistoryFilter.this.words;
        public @Nullable UUID within = HistoryFilter.this.within;
        public @Nullable String client = HistoryFilter.this.client;
        public @Nullable String tool = HistoryFilter.this.tool;
        public @Nullable String event = HistoryFilter.this.event;

        private HistoryFilter filter() {
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
                    event);
        }
    }
}
