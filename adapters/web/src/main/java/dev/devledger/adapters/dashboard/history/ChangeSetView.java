package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Avatar;
import dev.devledger.adapters.dashboard.frame.ChangeView;
import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.application.entity.Labels.EntityNames;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.ChangeSets;
import dev.devledger.application.history.ChangeSets.ChangeSetSummaries.ChangeSetSummary;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change set, or the part of the change set on the page, the newest change first.
 *
 * @param whole the facts about the whole change set; null if the page has the whole change set
 */
public record ChangeSetView(
        UUID id, List<ChangeView> changes, @Nullable SetTotals whole) {
    /** The number of changes that are shown unfolded. */
    private static final int SHOWN = 5;

    /**
     * @param type the type of all entities of the change set; null if they have several types
     * @param events the number of changes by event
     */
    record SetTotals(
            long count, long firstPosition, @Nullable String type, Map<String, Long> events) {
        static SetTotals of(ChangeSetSummary set) {
            return new SetTotals(set.count(), set.firstPosition(), set.type(), set.events());
        }

        static SetTotals of(ChangeSets.ChangeSetMatch set) {
            return new SetTotals(set.entries(), set.first(), set.type(), set.events());
        }
    }

    public ChangeSetView(UUID id, List<ChangeView> changes) {
        this(id, changes, null);
    }

    /** Returns a change set with some of its changes. */
    static ChangeSetView of(ChangeSetSummary set, Connectors connectors, Instant now) {
        return new ChangeSetView(
                set.changeSet(),
                set.entries().stream()
                        .map(entry -> new ChangeView(entry, connectors, now))
                        .toList(),
                SetTotals.of(set));
    }

    /** Returns the same change set with the facts about the whole. */
    ChangeSetView of(SetTotals all) {
        return new ChangeSetView(id, changes, all);
    }

    /**
     * Groups entries by change set, even if entries of other change sets are between them.
     *
     * @param entries the entries, the newest first
     */
    public static List<ChangeSetView> of(List<HistoryView> entries, Connectors connectors, Instant now) {
        Map<UUID, List<ChangeView>> sets = new LinkedHashMap<>();
        for (HistoryView entry : entries) {
            sets.computeIfAbsent(entry.changeSet(), id -> new ArrayList<>())
                    .add(new ChangeView(entry, connectors, now));
        }
        return sets.entrySet().stream()
                .map(set -> new ChangeSetView(set.getKey(), set.getValue()))
                .toList();
    }

    /** Returns the author of the last event of this kind of the entity; null if the change sets have no such event. */
    public static @Nullable String whoDid(String event, UUID entity, List<ChangeSetView> sets) {
        return sets.stream()
                .flatMap(set -> set.changes().stream())
                .filter(change -> change.entry().event().equals(event)
                        && change.entry().entity().id().equals(entity))
                .findFirst()
                .map(ChangeView::who)
                .orElse(null);
    }

    /** Returns the position of the newest change, for an address; null without changes. */
    public static @Nullable String newestPosition(List<ChangeSetView> sets) {
        return sets.isEmpty()
                ? null
                : String.valueOf(sets.getFirst().newest().entry().position());
    }

    /** Returns the actor that the agent uses; null without an agent. */
    @Nullable
    String behind() {
        return newest().entry().agent() == null ? null : newest().entry().actor();
    }

    String request() {
        return newest().entry().requestId();
    }

    /** Returns the position of the entry, or the first and the last position of the entries. */
    String positions() {
        long first = first();
        long last = newest().entry().position();
        return first == last ? "event " + last : "events " + first + " to " + last;
    }

    /** Returns the same change set with the names of its entities. */
    ChangeSetView named(Map<UUID, String> names) {
        return new ChangeSetView(
                id,
                changes.stream()
                        .map(each -> each.called(names.get(each.entry().entity().id())))
                        .toList(),
                whole);
    }

    private ChangeView newest() {
        return changes.getFirst();
    }

    String who() {
        return newest().who();
    }

    String through() {
        return newest().through();
    }

    ShownInstant at() {
        return newest().at();
    }

    @Nullable
    String reason() {
        return newest().entry().reason();
    }

    /** Returns the type of all entities of the change set, such as {@code task}; null if they have several types. */
    @Nullable
    String kind() {
        if (whole != null) {
            return whole.type();
        }
        String kind = newest().entry().entity().type();
        return changes.stream().allMatch(each -> each.entry().entity().type().equals(kind)) ? kind : null;
    }

    long size() {
        return whole == null ? changes.size() : whole.count();
    }

    Avatar avatar() {
        return Avatar.of(who());
    }

    /** Returns the change that the others accompany, as those of the sync do; null if there are several or none. */
    @Nullable
    ChangeView headline() {
        List<ChangeView> own = changes.size() == 1
                ? changes
                : changes.stream().filter(each -> !each.isOfSync()).toList();
        return own.size() == 1 && more() == 0 ? own.getFirst() : null;
    }

    /** Returns the changes that are not told on the first line. */
    private List<ChangeView> others() {
        ChangeView told = headline();
        return changes.stream().filter(each -> !each.equals(told)).toList();
    }

    /** Returns what was done, such as "created 40 projects and 1,608 tasks, made 2 edits of tasks". */
    String sum() {
        return ChangeSum.of(
                whole == null
                        ? changes.stream()
                                .collect(Collectors.groupingBy(
                                        each -> each.entry().event(), Collectors.counting()))
                        : whole.events());
    }

    /** Returns what was done by these events, in words. */
    static String sum(Map<String, Long> events) {
        return ChangeSum.of(events);
    }

    /** The words for the number of changes of each kind. */
    private static final class ChangeSum {
        /** What is done to an entity at most once in a request, so that its events count entities. */
        private static final List<String> ONCE =
                List.of("created", "deleted", "restored", "moved", "claimed", "released");

        private ChangeSum() {}

        static String of(Map<String, Long> events) {
            Map<String, Map<String, Long>> done = new LinkedHashMap<>();
            Stream.concat(ONCE.stream(), Stream.of("made", "added")).forEach(verb -> done.put(verb, new TreeMap<>()));
            new TreeMap<>(events).forEach((event, count) -> {
                int dot = event.indexOf('.');
                String kind = event.substring(0, dot);
                String verb = event.substring(dot + 1);
                String noun = kind.replace('-', ' ');
                if (List.of("sync", "entry-link", "conflict").contains(kind)) {
                    add(done, "made", "sync step", count);
                } else if (verb.equals("note-added")) {
                    add(done, "added", "note", count);
                } else if (ONCE.contains(verb)) {
                    add(done, verb, noun, count);
                } else {
                    add(done, "made", "edit of a " + noun, count);
                }
            });
            return done.entrySet().stream()
                    .filter(each -> !each.getValue().isEmpty())
                    .map(each -> each.getKey() + " " + listed(each.getValue()))
                    .collect(Collectors.joining(", "));
        }

        private static void add(Map<String, Map<String, Long>> done, String verb, String noun, long count) {
            done.computeIfAbsent(verb, none -> new TreeMap<>()).merge(noun, count, Long::sum);
        }

        private static String listed(Map<String, Long> counts) {
            List<String> all = counts.entrySet().stream()
                    .map(each -> new CountPhrase(each.getValue(), each.getKey(), several(each.getKey())).toString())
                    .toList();
            return all.size() == 1
                    ? all.getFirst()
                    : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
        }

        private static String several(String one) {
            if (one.startsWith("edit of a ")) {
                return "edits of " + several(one.substring("edit of a ".length()));
            }
            return switch (one) {
                case "person" -> "people";
                case "time entry" -> "time entries";
                default -> one + "s";
            };
        }
    }

    String count() {
        return new CountPhrase(size(), "change", "changes").toString();
    }

    /** Returns the number of changes that are not on the page. */
    long more() {
        return size() - changes.size();
    }

    List<ChangeView> shown() {
        List<ChangeView> others = others();
        return others.subList(0, Math.min(SHOWN, others.size()));
    }

    List<ChangeView> folded() {
        List<ChangeView> others = others();
        return others.subList(Math.min(SHOWN, others.size()), others.size());
    }

    String href() {
        return "/change-sets/" + id;
    }

    /** Returns the address of the board before the change set. */
    String before() {
        return "/?asOf=" + positionBefore();
    }

    /** Returns the address of the differences between the moment before the change set and now. */
    String since() {
        return "/diff?from=" + positionBefore();
    }

    private long positionBefore() {
        return Math.max(0, first() - 1);
    }

    private long first() {
        return whole == null ? changes.getLast().entry().position() : whole.firstPosition();
    }

    /** Adds the names of entities to changes, as a key alone does not help a reader. */
    public record NamedChanges(EntityNames names, Connectors connectors) {

        /**
         * Groups a page's entries, with a single lookup of names.
         *
         * @param entries the entries, the newest first
         */
        public List<ChangeSetView> of(List<HistoryView> entries, Instant now, @Nullable PastMoment moment) {
            return named(ChangeSetView.of(entries, connectors, now), moment);
        }

        /** Converts summaries of change sets, each of which has some of its changes. */
        public List<ChangeSetView> told(List<ChangeSetSummary> sets, Instant now, @Nullable PastMoment moment) {
            return named(
                    sets.stream()
                            .map(each -> ChangeSetView.of(each, connectors, now))
                            .toList(),
                    moment);
        }

        List<ChangeSetView> named(List<ChangeSetView> sets, @Nullable PastMoment moment) {
            List<UUID> entities = sets.stream()
                    .flatMap(set -> set.changes().stream())
                    .map(ChangeView::entry)
                    .map(entry -> entry.entity().id())
                    .distinct()
                    .toList();
            var called = names.of(entities, moment == null ? null : moment.position());
            return sets.stream().map(set -> set.named(called)).toList();
        }
    }

    /**
     * Finds the newest changes, for a page with another main subject. Each change set has its full size, as in the
     * history.
     */
    public record NewestChanges(HistoryQueries history, ChangeSets sets, NamedChanges named) {
        /** @param most the most entries to read */
        public List<ChangeSetView> of(HistoryFilter filter, int most, Instant now, @Nullable PastMoment moment) {
            Page<HistoryView> newest = history.list(filter, new PageRequest(most, null));
            List<ChangeSetView> found = named.of(newest.items(), now, moment);
            if (newest.nextCursor() == null) {
                return found;
            }
            return counted(found, filter.upTo(newest.items().getFirst().position()));
        }

        /**
         * Adds the full sizes: the last change set may have more entries than were read, and so may change sets whose
         * entries are not consecutive.
         */
        private List<ChangeSetView> counted(List<ChangeSetView> found, HistoryFilter filter) {
            Map<UUID, ChangeSets.ChangeSetMatch> all =
                    sets.list(filter, new PageRequest(found.size(), null)).items().stream()
                            .collect(Collectors.toMap(ChangeSets.ChangeSetMatch::id, Function.identity()));
            return found.stream().map(set -> counted(set, all.get(set.id()))).toList();
        }

        private static ChangeSetView counted(ChangeSetView set, ChangeSets.@Nullable ChangeSetMatch all) {
            return all == null ? set : set.of(ChangeSetView.SetTotals.of(all));
        }
    }
}
