package dev.devledger.application.history;

import dev.devledger.application.entity.Filter;
import dev.devledger.application.entity.FilterSource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A filter of entries. */
public final class HistoryFilter extends Filter<HistoryFilter> {
    /** A project or task. */
    public static final Criterion<HistoryFilter, UUID> ENTITY = Criterion.own("entity");

    /** True for the entries of a project's tasks too. */
    public static final Criterion<HistoryFilter, Boolean> WITH_TASKS = Criterion.own("tasks", false);

    /** Only that project, the tasks that are in it now and the time logged on these. */
    public static final Criterion<HistoryFilter, UUID> WITHIN = Criterion.own("within");

    /** Only changes of status, and the creation that began it. */
    public static final Criterion<HistoryFilter, Boolean> STATUS_ONLY =
            Criterion.of("kind", false, (from, name) -> "status".equals(from.oneOf(name, List.of("status"))));

    public static final Criterion<HistoryFilter, String> ACTOR = Criterion.of("actor", FilterSource::text);

    /** The one of those that share an actor. */
    public static final Criterion<HistoryFilter, String> AGENT = Criterion.of("agent", FilterSource::text);

    public static final Criterion<HistoryFilter, String> CHANNEL = Criterion.of("channel", FilterSource::text);

    /** The program that made the change, as it names itself. */
    public static final Criterion<HistoryFilter, String> CLIENT = Criterion.of("client", FilterSource::text);

    /** The tool that an agent called. */
    public static final Criterion<HistoryFilter, String> TOOL = Criterion.of("tool", FilterSource::text);

    /** The event, such as {@code project.status-changed}, or its subject, such as {@code project}. */
    public static final Criterion<HistoryFilter, String> EVENT = Criterion.of("event", FilterSource::text);

    /** From this instant on. */
    public static final Criterion<HistoryFilter, Instant> SINCE = Criterion.since("since");

    /** Before this instant. */
    public static final Criterion<HistoryFilter, Instant> UNTIL = Criterion.since("until");

    /** Up to this position, that one too. */
    public static final Criterion<HistoryFilter, Long> UP_TO = Criterion.own("upTo");

    public static final Criterion<HistoryFilter, UUID> CHANGE_SET = Criterion.of("changeSet", FilterSource::id);

    /** Words, each of which, in any case, is a part of the reason, of the note, or of the entity's title. */
    public static final Criterion<HistoryFilter, List<String>> WORDS =
            Criterion.of("q", List.of(), FilterSource::search);

    /** Also the sync's own book-keeping. */
    public static final Criterion<HistoryFilter, Boolean> SYNC = Criterion.of("sync", false, FilterSource::flag);

    private static final List<Criterion<? super HistoryFilter, ?>> CRITERIA =
            List.of(STATUS_ONLY, ACTOR, CHANNEL, SINCE, UNTIL, CHANGE_SET, SYNC, AGENT, CLIENT, TOOL, EVENT, WORDS);

    /** All but the sync's own book-keeping. */
    public static final HistoryFilter ALL = new HistoryFilter(Map.of());

    private HistoryFilter(Map<Criterion<?, ?>, Object> values) {
        super(values, HistoryFilter::new);
    }

    /** Reads the parameters of a request, except the entity, which each interface names in its own way. */
    public static HistoryFilter read(FilterSource from, ZoneId zone) {
        return ALL.read(from, zone, CRITERIA);
    }

    /** All of a change set but the sync's own book-keeping. */
    public static HistoryFilter ofChangeSet(UUID changeSet) {
        return ALL.with(CHANGE_SET, changeSet);
    }

    /** All entries of an entity but the sync's own book-keeping; of a project without the entries of its tasks. */
    public static HistoryFilter of(UUID entity) {
        return ALL.with(ENTITY, entity);
    }

    /** All entries of a project and its tasks but the sync's own book-keeping. */
    public static HistoryFilter ofProject(UUID project) {
        return of(project).with(WITH_TASKS, true);
    }

    /**
     * True if past entries match for ever. Tasks may go to another project, and titles may change, so filters by these
     * do not.
     */
    public boolean isOfWhatStays() {
        return Stream.of(ENTITY, WITHIN, WORDS, CHANGE_SET, SINCE, UNTIL, UP_TO).noneMatch(this::has);
    }

    /** Returns the part of the filter at or before a position. */
    public HistoryFilter upTo(long position) {
        Long before = find(UP_TO);
        return with(UP_TO, before == null ? position : Math.min(before, position));
    }
}
