package dev.devledger.application.sync.read;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.memory.Cycles.PendingHints;
import dev.devledger.application.sync.memory.Cycles.PendingHints.Waiting;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects that hints are about (docs/sync-design.md, section 3). A linked object is read by its id; for any
 * other hint whole lists are read.
 */
public final class HintedLookups {
    /** The most objects of one list that are read by their ids; if there are more, the whole list is read. */
    private static final int MOST_OF_A_LIST = 20;

    /**
     * The most objects of one list that are looked at again by their ids, while something else keeps a cycle from
     * finishing.
     */
    private static final int MOST_AGAIN = 3;

    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Instant WHENEVER = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * @param seen the objects found by their ids
     * @param lists the lists that are read as a whole for the other hints
     * @param everything true if all lists are read
     * @param taken the hints that are done once these objects and lists are taken over
     * @param failed the hints whose look was not answered
     */
    public record HintedTasks(
            List<RemoteTask> seen, Set<String> lists, boolean everything, List<Waiting> taken, List<Waiting> failed) {
        public static final HintedTasks NOTHING = new HintedTasks(List.of(), Set.of(), false, List.of(), List.of());
    }

    private final CycleCalls calls;
    private final CycleContext connection;
    private final PendingHints hints;

    public HintedLookups(CycleCalls calls, CycleContext connection) {
        this.calls = calls;
        this.connection = connection;
        this.hints = connection.ports().hints();
    }

    /** @param all true if each list is read anyway, which covers all hints */
    public HintedTasks look(boolean all) {
        if (connection.connector().hints().isEmpty()) {
            return HintedTasks.NOTHING;
        }
        List<Waiting> due = hints.due(
                connection.account(), all ? WHENEVER : connection.clock().instant());
        if (due.isEmpty()) {
            return HintedTasks.NOTHING;
        }
        boolean everything =
                due.stream().map(Waiting::hint).anyMatch(hint -> hint.list() == null && hint.object() == null);
        return all || everything
                ? new HintedTasks(List.of(), Set.of(), true, due, List.of())
                : new CycleLookups(due).looked();
    }

    /** Returns the wait before the next look after this number of looks without result. */
    public static Duration wait(int attempts) {
        Duration doubled = AGAIN.multipliedBy(1L << Math.min(attempts, 10));
        return doubled.compareTo(PendingWork.LONGEST_WAIT) < 0 ? doubled : PendingWork.LONGEST_WAIT;
    }

    /** The looks of one cycle. */
    private final class CycleLookups {
        private final List<Waiting> due;
        private final Map<String, RemoteRef> known;
        private final Set<String> lists = new HashSet<>();
        private final Map<String, RemoteTask> seen = new LinkedHashMap<>();
        private final List<Waiting> failed = new ArrayList<>();
        /** The open tasks of all lists: they are read once, however many objects are searched for. */
        private @Nullable RemoteAnswer<Listing> searched;

        CycleLookups(List<Waiting> due) {
            this.due = due;
            this.known = known(due.stream()
                    .map(each -> each.hint().object())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
        }

        private Map<String, RemoteRef> known(Set<String> objects) {
            Map<String, RemoteRef> refs = new HashMap<>();
            if (!objects.isEmpty()) {
                connection.ports().links().ofRemote(connection.account(), objects).stream()
                        .map(LinkBook.Entry::link)
                        .filter(link -> link.object() != null)
                        .forEach(link -> {
                            RemoteRef ref = Objects.requireNonNull(link.object());
                            refs.put(ref.id(), ref);
                            if (link instanceof SyncLink.Closed && !calls.tellsDeleted()) {
                                lists.add(ref.list()); // a read by id also answers after a deletion
                            }
                        });
            }
            return refs;
        }

        HintedTasks looked() {
            ofManyTheList(due, MOST_OF_A_LIST);
            ofManyTheList(due.stream().filter(each -> each.attempts() > 0).toList(), MOST_AGAIN);
            due.forEach(this::wholeList);
            due.forEach(this::byId);
            List<Waiting> taken = new ArrayList<>(due);
            taken.removeAll(failed);
            return new HintedTasks(List.copyOf(seen.values()), lists, false, taken, failed);
        }

        private void ofManyTheList(List<Waiting> some, int most) {
            Map<String, Set<String>> objects = new HashMap<>();
            some.stream()
                    .flatMap(each -> Stream.ofNullable(each.hint().object()))
                    .flatMap(object -> Stream.ofNullable(known.get(object)))
                    .forEach(ref -> objects.computeIfAbsent(ref.list(), any -> new HashSet<>())
                            .add(ref.id()));
            objects.forEach((list, ids) -> {
                if (ids.size() > most) {
                    lists.add(list);
                }
            });
        }

        /** Chooses the whole list for a hint about a list, a deleted object, or an object without a link. */
        private void wholeList(Waiting each) {
            Hint hint = each.hint();
            RemoteRef ref = hint.object() == null ? null : known.get(hint.object());
            if (ref == null && hint.list() != null) {
                lists.add(hint.list());
            } else if (ref != null && hint.deleted()) {
                lists.add(ref.list());
            }
        }

        private void byId(Waiting each) {
            String object = each.hint().object();
            RemoteRef ref = object == null ? null : known.get(object);
            if (object == null || seen.containsKey(object) || (ref != null && lists.contains(ref.list()))) {
                return;
            }
            if (ref == null) {
                if (each.hint().list() == null) {
                    anywhere(each, object);
                }
                return;
            }
            switch (orStop(calls.find(ref))) {
                case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                    found.ifPresentOrElse(task -> seen.put(object, task), () -> lists.add(ref.list()));
                case RemoteAnswer.Refused<Optional<RemoteTask>> gone -> lists.add(ref.list());
                case RemoteAnswer.Unknown<Optional<RemoteTask>> unknown -> failed.add(each);
            }
        }

        /** Searches for an unlinked object in all lists; the list with the object is then read as a whole. */
        private void anywhere(Waiting each, String object) {
            RemoteAnswer<Listing> all = everywhere();
            if (all instanceof RemoteAnswer.Ok<Listing>(var listing)) {
                listing.tasks().stream()
                        .filter(task -> task.ref().id().equals(object))
                        .forEach(task -> lists.add(task.ref().list()));
            } else {
                failed.add(each);
            }
        }

        private RemoteAnswer<Listing> everywhere() {
            if (searched == null) {
                searched = orStop(calls.openAnywhere());
            }
            return searched;
        }
    }
}
