package dev.devledger.application.sync;

import dev.devledger.application.sync.Snapshot.Unreadable;
import dev.devledger.domain.sync.RemoteList;
import dev.devledger.domain.sync.RemoteTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists of some scopes: the lists of the account, each list's open tasks, what was finished in all of them
 * lately, and the lists again; so many requests as there are scopes, and three (sync design, section 3).
 */
final class FullRead {
    /** Both clocks, and what was under way at the last read. */
    static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final String CLOSED =
            "it is archived in TickTick, or may only be read there; nothing is taken from it or written to it meanwhile";

    private final CycleCalls calls;
    private final Clock clock;

    FullRead(CycleCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** The lists of the account. A cycle that cannot even read these ends. */
    Map<String, RemoteList> lists() {
        return byId(required(calls.call(RemoteTasks::lists)));
    }

    Snapshot read(Map<String, RemoteList> before, List<Scope> scopes, Instant finishedSince) {
        Instant startedAt = clock.instant();
        Seen seen = new Seen();
        Set<String> read = new HashSet<>();
        Set<String> gone = new HashSet<>();
        Map<String, Unreadable> unread = new LinkedHashMap<>();
        for (Scope scope : scopes) {
            switch (look(before.get(scope.list()), scope.list())) {
                case Look.Content(var all) -> {
                    seen.add(all);
                    read.add(scope.list());
                }
                case Look.Gone none -> gone.add(scope.list());
                case Look.Unknown(var why) -> unread.put(scope.list(), why);
            }
        }
        boolean finished = readFinished(read, finishedSince, seen);
        boolean consistent = finished && ((read.isEmpty() && gone.isEmpty()) || sameLists(before));
        return new Snapshot(
                startedAt, List.copyOf(scopes), before, seen.tasks, seen.quarantined, read, gone, unread, consistent);
    }

    /** What can be said of a list. */
    private sealed interface Look {
        record Content(Listing all) implements Look {}

        record Gone() implements Look {}

        record Unknown(Unreadable why) implements Look {}
    }

    /**
     * The list of lists and the list's own content have to agree that it is not there: where one shows it and the other
     * does not, nothing is known of it.
     */
    private Look look(@Nullable RemoteList shown, String list) {
        if (shown != null && !shown.writable()) {
            return new Look.Unknown(new Unreadable(CLOSED, true));
        }
        return switch (calls.call(remote -> remote.openTasks(list))) {
            case RemoteAnswer.Ok<Optional<Listing>>(var open)
            when shown == null ->
                open.isEmpty() ? new Look.Gone() : unknown("TickTick shows what is in it, but not the list itself");
            case RemoteAnswer.Ok<Optional<Listing>>(var open) ->
                open.<Look>map(Look.Content::new)
                        .orElseGet(() -> unknown("TickTick shows the list, and answers nothing of what is in it"));
            case RemoteAnswer.NotSent<Optional<Listing>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Refused<Optional<Listing>>(var reason) -> unknown(reason);
            case RemoteAnswer.Unknown<Optional<Listing>>(var reason) -> unknown(reason);
        };
    }

    private static Look unknown(String reason) {
        return new Look.Unknown(new Unreadable(reason, false));
    }

    private static final class Seen {
        private final Map<String, RemoteTask> tasks = new LinkedHashMap<>();
        private final Map<String, Quarantined> quarantined = new LinkedHashMap<>();

        /** One that was moved between two reads is what the later one says. */
        void add(Listing listing) {
            listing.tasks().forEach(task -> {
                tasks.put(task.ref().id(), task);
                quarantined.remove(task.ref().id());
            });
            listing.quarantined().forEach(each -> {
                quarantined.put(each.ref().id(), each);
                tasks.remove(each.ref().id());
            });
        }
    }

    private boolean readFinished(Set<String> lists, Instant since, Seen into) {
        if (lists.isEmpty()) {
            return true;
        }
        return switch (calls.call(remote -> remote.finishedTasks(lists, since))) {
            case RemoteAnswer.Ok<Listing>(var listing) -> {
                into.add(listing);
                yield true;
            }
            case RemoteAnswer.NotSent<Listing> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Refused<Listing> refused -> false;
            case RemoteAnswer.Unknown<Listing> unknown -> false;
        };
    }

    /**
     * False as well where that is not answered: what was seen is still worth to be taken over. So it is where only the
     * budget is used up; any other hold ends the cycle.
     */
    private boolean sameLists(Map<String, RemoteList> before) {
        return switch (calls.call(RemoteTasks::lists)) {
            case RemoteAnswer.Ok<List<RemoteList>>(var lists) ->
                before.keySet().equals(byId(lists).keySet());
            case RemoteAnswer.NotSent<List<RemoteList>> notSent
            when notSent.hold() != RemoteAnswer.Hold.RATE_LIMITED -> throw CycleStopped.held(notSent);
            case RemoteAnswer.NotSent<List<RemoteList>> notSent -> false;
            case RemoteAnswer.Refused<List<RemoteList>> refused -> false;
            case RemoteAnswer.Unknown<List<RemoteList>> unknown -> false;
        };
    }

    private static List<RemoteList> required(RemoteAnswer<List<RemoteList>> answer) {
        return switch (answer) {
            case RemoteAnswer.Ok<List<RemoteList>>(var lists) -> lists;
            case RemoteAnswer.NotSent<List<RemoteList>> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Refused<List<RemoteList>>(var reason) -> throw CycleStopped.unanswered(reason);
            case RemoteAnswer.Unknown<List<RemoteList>>(var reason) -> throw CycleStopped.unanswered(reason);
        };
    }

    private static Map<String, RemoteList> byId(List<RemoteList> lists) {
        return lists.stream().collect(Collectors.toMap(RemoteList::id, list -> list, (one, other) -> one));
    }
}
