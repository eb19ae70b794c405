package dev.devledger.application.sync.read;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.application.sync.read.Snapshot.Unreadable;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists of some scopes: the account's lists, each list's open tasks, recently finished tasks, and the
 * account's lists again; that is one request for each scope, and three more (docs/sync-design.md, section 3). Many
 * scopes are read in parts, each of which ends with the finished tasks and the account's lists, so that complete parts
 * are not lost if the budget is used up.
 */
public final class FullRead {
    /**
     * The time that reads of finished tasks go back further: it covers the difference between both clocks, and writes
     * in progress at the last read.
     */
    public static final Duration OVERLAP = Duration.ofMinutes(10);

    /** The number of lists in a part: no more than these have to be read again if the budget is used up. */
    static final int PART = 25;

    /** The requests at the end of a part: finished tasks, and the account's lists again. */
    private static final int END_OF_PART = 2;

    private final CycleCalls calls;
    private final BudgetUsage budget;
    private final String service;

    public FullRead(CycleCalls calls, Connector connector) {
        this.calls = calls;
        this.budget = connector.budget();
        this.service = connector.title();
    }

    /** Reads the account's lists. A cycle that cannot read them ends. */
    public Map<String, RemoteList> lists() {
        return orStop(calls.lists()).either(FullRead::byId, reason -> {
            throw CycleStopped.unanswered(reason);
        });
    }

    /**
     * Reads the scopes in the given order, as far as the budget allows.
     *
     * @param all the result of earlier reads, to which the result of this read is added
     * @param finishedSince returns the time since which finished tasks of given scopes are read
     * @throws CycleStopped if not even a first part was read to its end
     */
    public void read(
            ReadProgress all,
            Map<String, RemoteList> before,
            List<SyncedList> scopes,
            Function<Collection<SyncedList>, Instant> finishedSince) {
        List<SyncedList> left = all.without(scopes);
        while (!left.isEmpty()) {
            try {
                ReadPart part = new ReadPart(left.subList(0, size(left.size(), all.isEmpty())));
                boolean proven = read(part, before, finishedSince.apply(part.scopes()), all.isEmpty());
                all.add(part, proven);
                left = left.subList(part.scopes().size(), left.size());
            } catch (CycleStopped stopped) {
                if (!stopped.isOverBudget() || all.isEmpty()) {
                    throw stopped;
                }
                all.cut(stopped, left);
                return;
            }
        }
        all.whole();
    }

    /**
     * Returns the number of scopes for the next part: as many as the budget allows, with the requests at the end of the
     * part. The first part is always tried.
     */
    private int size(int left, boolean first) {
        int most = Math.min(left, PART);
        if (first && left <= PART) {
            return most;
        }
        int fits = Math.min(most, budget.room() - END_OF_PART);
        if (fits < 1 && !first) {
            throw CycleStopped.overBudget();
        }
        return Math.max(1, fits);
    }

    /** Reads a part; true if everything that exists in its lists was shown. */
    private boolean read(ReadPart part, Map<String, RemoteList> before, Instant finishedSince, boolean first) {
        for (SyncedList scope : part.scopes()) {
            switch (ListLook.at(before.get(scope.list()), scope.list(), calls, service)) {
                case ListLook.Content(var all) -> part.read(scope.list(), all, all.newsSince(finishedSince));
                case ListLook.Gone none
                when !scope.cards() && !calls.provesGone(before.values(), scope.list()) ->
                    part.unread()
                            .put(
                                    scope.list(),
                                    new Snapshot.Unreadable(calls.noLists(), !calls.isDeleting(scope.list())));
                case ListLook.Gone none -> part.gone().add(scope.list());
                case ListLook.Unknown(var why) -> part.unread().put(scope.list(), why);
            }
        }
        return readFinished(part, finishedSince) && (part.saysNothing() || sameLists(before, first));
    }

    private boolean readFinished(ReadPart part, Instant since) {
        Set<String> lists = part.read();
        if (lists.isEmpty()) {
            return true;
        }
        if (orStop(calls.finishedTasks(lists, since)) instanceof RemoteAnswer.Ok(var listing)) {
            part.listings().add(listing);
            return true;
        }
        return false;
    }

    /**
     * True if the account's lists are as before. Also false without an answer, and if the budget is used up in the
     * first part, as the tasks read so far are still worth taking over. Any other hold ends the cycle.
     */
    private boolean sameLists(Map<String, RemoteList> before, boolean first) {
        return switch (calls.lists()) {
            case RemoteAnswer.NotSent(var hold, var reason, var after)
            when first && hold == RemoteAnswer.NotSentReason.RATE_LIMITED -> false;
            case RemoteAnswer<List<RemoteList>> answer ->
                orStop(answer).either(lists -> before.equals(byId(lists)), reason -> false);
        };
    }

    private static Map<String, RemoteList> byId(List<RemoteList> lists) {
        return lists.stream().collect(Collectors.toMap(RemoteList::id, list -> list, (one, other) -> one));
    }

    /**
     * Some lists that are read together, with what was seen in these lists so far.
     *
     * @param finished the finished tasks that the lists show
     * @param read the lists that were read as a whole
     */
    record ReadPart(
            List<SyncedList> scopes,
            List<Listing> listings,
            Map<String, RemoteTask> finished,
            Set<String> read,
            Set<String> gone,
            Map<String, Unreadable> unread) {
        ReadPart(List<SyncedList> scopes) {
            this(
                    List.copyOf(scopes),
                    new ArrayList<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashSet<>(),
                    new LinkedHashSet<>(),
                    new LinkedHashMap<>());
        }

        void read(String list, Listing all, Listing news) {
            read.add(list);
            listings.add(news);
            all.tasks().stream()
                    .filter(task -> task.content().status() != RemoteStatus.OPEN)
                    .forEach(task -> finished.put(task.ref().id(), task));
        }

        /** True if nothing follows from the part, whether the account's lists stay the same or not. */
        boolean saysNothing() {
            return read.isEmpty() && gone.isEmpty();
        }
    }

    /** The finding of a look at a list. */
    sealed interface ListLook {
        record Content(Listing all) implements ListLook {}

        record Gone() implements ListLook {}

        record Unknown(Unreadable why) implements ListLook {}

        /**
         * Compares the account's lists with a read of the list's own content. A list is gone only if it is missing in
         * both; if only one of them shows the list, nothing is known.
         */
        static ListLook at(@Nullable RemoteList shown, String list, CycleCalls calls, String service) {
            if (shown != null && !shown.writable()) {
                return new Unknown(new Unreadable(
                        "it is archived or read-only in " + service + "; it is not synced until that changes", true));
            }
            return orStop(calls.openTasks(list).refusedByList())
                    .either(open -> of(shown != null, open, service), ListLook::unknown);
        }

        private static ListLook of(boolean shown, Optional<Listing> open, String service) {
            if (!shown) {
                return open.isEmpty() ? new Gone() : unknown(service + " returns its tasks, but not the list itself");
            }
            return open.<ListLook>map(Content::new)
                    .orElseGet(() -> unknown(service + " returns the list, but not its tasks"));
        }

        private static ListLook unknown(String reason) {
            return new Unknown(new Unreadable(reason, false));
        }
    }
}
