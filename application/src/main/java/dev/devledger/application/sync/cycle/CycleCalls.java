package dev.devledger.application.sync.cycle;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.connector.RemoteReads.Reading;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteReads.Sighting;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.application.sync.cycle.CycleStopped.UnansweredCalls;
import dev.devledger.application.sync.cycle.ListRead.ReadOnce;
import dev.devledger.application.sync.cycle.ListRead.SeenRows;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The remote as one cycle sees it: no call without the lease, each list read once, and an end where nothing is answered. */
public final class CycleCalls {
    private static final Logger LOG = LoggerFactory.getLogger(CycleCalls.class);

    /** So many writes in a row that are not let in are no fault of each of them. */
    private static final int SHUT = 3;

    /** After so many rounds without an answer the remote is taken to be away or slow, whatever it says of its lists. */
    private static final int MOST_DOUBTS = 4;

    /** So many calls may lie between a look and a write by it: what somebody does there meanwhile is not seen. */
    public static final int BETWEEN = 5;

    /** So many of what is linked in a list tell whether it is there. */
    private static final int WITNESSES = 3;

    private final RemoteTasks remote;
    private final LinkBook links;
    private final ConnectedAccount account;
    private final PagedReads paged;
    private final Capabilities capabilities;
    private final String title;
    private final SyncMeters meters;
    private final Runnable requireLease;
    private final LogOnce logOnce;
    private final Clock clock;
    private final ReadOnce reads;
    private final ReadOnce wideReads;
    private final Map<String, Optional<Listing>> open = new HashMap<>();
    private final SeenRows rows = new SeenRows();
    private final UnansweredCalls unanswered = new UnansweredCalls();
    private final Set<String> deleted = new HashSet<>();
    private final Set<String> toldDeleted = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private @Nullable RemoteAnswer<List<RemoteList>> lists;
    private int callsSinceLists;
    private boolean letIn;
    private int shut;
    private int doubts;
    private @Nullable Boolean listless;
    private @Nullable Boolean finding;

    public CycleCalls(
            Connector connector,
            AgreedContents agreed,
            PagedReads paged,
            SyncMeters meters,
            Runnable requireLease,
            LogOnce logOnce,
            Clock clock) {
        this.remote = agreed.over(connector.tasks());
        this.links = agreed.links();
        this.account = connector.account();
        this.paged = paged;
        this.capabilities = connector.capabilities();
        this.title = connector.title();
        this.meters = meters;
        this.requireLease = requireLease;
        this.logOnce = logOnce;
        this.clock = clock;
        this.reads = new ReadOnce(clock);
        this.wideReads = new ReadOnce(clock);
    }

    public <T> RemoteAnswer<T> call(Function<RemoteReads, RemoteAnswer<T>> request) {
        RemoteAnswer<T> answer = send(request::apply);
        switch (answer) {
            case RemoteAnswer.Ok<T>(var value) -> {
                letIn = true;
                rows.see(value);
            }
            case RemoteAnswer.Unknown<T>(var reason) -> unanswered.read(reason);
            default -> {}
        }
        return answer;
    }

    /** One that makes something, or changes a list: that it has no answer says something of that, and nothing of the remote. */
    public <T> RemoteAnswer<T> write(Function<RemoteWrites, RemoteAnswer<T>> request) {
        paged.somethingIsMade();
        return refusedAlone(send(request::apply));
    }

    /** The same for one that changes those tasks. */
    public <T> RemoteAnswer<T> write(Collection<RemoteRef> tasks, Function<RemoteWrites, RemoteAnswer<T>> request) {
        rows.forget(tasks);
        return refusedAlone(send(request::apply));
    }

    /** A write that is not let in with a token that was good for a read is refused by itself: the others go on. */
    private <T> RemoteAnswer<T> refusedAlone(RemoteAnswer<T> answer) {
        boolean notLetIn = answer instanceof RemoteAnswer.NotSent<T> notSent
                && notSent.hold() == RemoteAnswer.Backoff.NEEDS_AUTHORIZATION;
        shut = notLetIn ? shut + 1 : 0;
        return notLetIn && letIn && shut < SHUT
                ? new RemoteAnswer.Refused<>(title + " accepts the token for reading, and not for this: "
                        + ((RemoteAnswer.NotSent<T>) answer).reason())
                : answer;
    }

    /** The writes that this change takes; none of them is sent. */
    public List<RemoteWrites.Step> script(RemoteTask task, CanonicalChanges changes) {
        return remote.script(task, changes);
    }

    public RemoteAnswer<RemoteAnswer.Done> delete(RemoteRef task) {
        return write(List.of(task), remote -> remote.delete(task)).map(done -> {
            deleted.add(task.id());
            return done;
        });
    }

    /** Whether this cycle has: a list that it has read before still shows it. */
    public boolean hasDeleted(RemoteRef task) {
        return deleted.contains(task.id());
    }

    private <T> RemoteAnswer<T> send(Function<RemoteTasks, RemoteAnswer<T>> request) {
        return other(() -> request.apply(remote));
    }

    /** A request for something else than tasks. */
    public <T> RemoteAnswer<T> other(Supplier<RemoteAnswer<T>> request) {
        requireLease.run();
        if (unanswered.areMany()) {
            requireAnswer();
        }
        callsSinceLists++;
        RemoteAnswer<T> answer = understood(request);
        meters.answered(answer);
        unanswered.count(answer);
        return answer;
    }

    /** What no reader has thought of ends that call alone, and not the cycle. */
    private <T> RemoteAnswer<T> understood(Supplier<RemoteAnswer<T>> request) {
        try {
            return request.get();
        } catch (CycleStopped | Ledger.LedgerBusy e) {
            throw e;
        } catch (RuntimeException e) {
            String line = title + "'s answer is not understood; the server's log has the reason";
            LOG.atLevel(logOnce.isNew(line + at(e)) ? Level.ERROR : Level.DEBUG)
                    .setCause(e)
                    .log("{}", line);
            return new RemoteAnswer.Unknown<>(line);
        }
    }

    /** Each kind of answer is understood, or not, at a place of its own. */
    private static String at(RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : trace[0]);
    }

    /** What was not answered may be some tasks alone: something harmless tells whether the remote is away. */
    private void requireAnswer() {
        if (++doubts > MOST_DOUBTS) {
            throw unanswered.stop();
        }
        RemoteAnswer<?> answer = understood(() -> remote.lists(null));
        meters.answered(answer);
        if (answer instanceof RemoteAnswer.NotSent<?> notSent) {
            throw CycleStopped.held(notSent);
        }
        unanswered.count(answer);
        if (unanswered.areMany()) {
            throw unanswered.stop();
        }
    }

    /**
     * As {@link RemoteReads#find}. One that cannot be read or may not be seen is {@link RemoteAnswer.Unknown} to whoever
     * would do something with it; it is an answer all the same, and no sign that the remote is away.
     */
    public RemoteAnswer<Optional<RemoteTask>> find(RemoteRef task) {
        RemoteAnswer<Sighting> answer = call(r -> r.find(task));
        List.of(toldDeleted, denied).forEach(each -> each.remove(task.id()));
        if (answer instanceof RemoteAnswer.Ok<Sighting>(var found) && !(found instanceof Sighting.NotHere)) {
            finding = true;
        }
        if (answer instanceof RemoteAnswer.Ok<Sighting>(Sighting.Deleted deleted)) {
            toldDeleted.add(task.id());
        } else if (answer instanceof RemoteAnswer.Ok<Sighting>(Sighting.Denied no)) {
            denied.add(task.id());
        }
        return readable(
                answer instanceof RemoteAnswer.Refused<Sighting> && !isGone(task.list()) ? contradiction() : answer);
    }

    /** Whether the newest look at it has told so: then it is gone, wherever else it is looked for. */
    public boolean isToldDeleted(RemoteRef task) {
        return toldDeleted.contains(task.id());
    }

    /** Looks that find nothing prove nothing of it while they find nothing of what else there is either. */
    public <T> RemoteAnswer<T> nowhere(RemoteRef task, T gone) {
        if (finding == null) {
            finding = findsOthers(task);
        }
        return finding
                ? new RemoteAnswer.Ok<>(gone)
                : new RemoteAnswer.Unknown<>(
                        title + " found none of the tasks that Devledger asked for; if you have deleted"
                                + " all of them, add a task to a list that is synced");
    }

    private boolean findsOthers(RemoteRef task) {
        Stream<RemoteRef> linked = linkedInLists()
                .sorted(Comparator.comparing(each -> !each.wasOpen()))
                .map(SyncLink.Linked::remote);
        List<Sighting> others = Stream.concat(rows.shown().stream(), linked)
                .distinct()
                .filter(each -> !each.id().equals(task.id()))
                .limit(WITNESSES)
                .flatMap(each -> call(remote -> remote.find(each)) instanceof RemoteAnswer.Ok<Sighting>(var found)
                        ? Stream.of(found)
                        : Stream.empty())
                .toList();
        return others.isEmpty() || !others.stream().allMatch(Sighting.NotHere.class::isInstance);
    }

    /** Whether the newest look at it was denied, wherever it may be: more than one look, and whole lists, tell that it is gone. */
    public boolean isDenied(RemoteRef task) {
        return denied.contains(task.id());
    }

    /** Whether a look at a deleted one tells that it is: then what a look finds is there, whatever its list shows. */
    public boolean tellsDeleted() {
        return capabilities.tellsDeleted();
    }

    /**
     * The same for whoever is about to write to it, or to take it over. The first look after somebody has changed it
     * may show what was before, the next one does not: where this cycle has seen
     * something else of it, it is looked at twice.
     */
    public RemoteAnswer<Optional<RemoteTask>> findNewest(RemoteRef task) {
        RemoteAnswer<Optional<RemoteTask>> first = find(task);
        boolean old = first instanceof RemoteAnswer.Ok<Optional<RemoteTask>>(var found) && rows.isDoubted(task, found);
        RemoteAnswer<Optional<RemoteTask>> answer = old ? find(task) : first;
        if (answer instanceof RemoteAnswer.Ok<Optional<RemoteTask>>(var found)) {
            rows.settle(task, found);
        }
        return answer;
    }

    /** Whether the newest answer for some open task shows it below that object, unless this cycle has moved or deleted it. */
    public boolean isShownAbove(RemoteRef object) {
        return rows.openBelow(object).stream().anyMatch(each -> !hasDeleted(each));
    }

    /** Whether the lists that were read in this cycle show different states of it. */
    public boolean isDoubted(RemoteRef task) {
        return rows.isDoubted(task);
    }

    /**
     * Every open task of the list as it is now; empty where the list is gone. One that is shown among the lists is not,
     * whatever is answered of what is in it.
     */
    public RemoteAnswer<Optional<Listing>> openNow(String list) {
        RemoteAnswer<Optional<Listing>> answer = openTasks(list);
        boolean nothing = answer instanceof RemoteAnswer.Ok<Optional<Listing>>(var open) && open.isEmpty();
        return nothing && !isGone(list) ? contradiction() : answer;
    }

    /** What one request shows of the list as it is now, which may be all of it; empty where it shows nothing. */
    public Optional<Listing> glance(String list) {
        RemoteAnswer<Optional<Listing>> answer =
                call(remote -> remote.page(new Reading.InList(list), null)).map(page -> page.map(RemotePage::rows));
        return answer instanceof RemoteAnswer.Ok<Optional<Listing>>(var shown) ? shown : Optional.empty();
    }

    /** The same as it is answered, whatever the lists of the account say. */
    public RemoteAnswer<Optional<Listing>> openTasks(String list) {
        return paged.read(new Reading.InList(list), this::call);
    }

    /** The lists of the account that are open, and maybe others. */
    public RemoteAnswer<List<RemoteList>> openLists() {
        return believed(paged.openLists(this::call));
    }

    /** The lists of the account. */
    public RemoteAnswer<List<RemoteList>> lists() {
        return believed(paged.lists(this::call));
    }

    /** That there is none at all, an outage may say as well: what was in them has to be gone with them. */
    private RemoteAnswer<List<RemoteList>> believed(RemoteAnswer<List<RemoteList>> answer) {
        if (answer instanceof RemoteAnswer.Ok<List<RemoteList>>(var some) && !some.isEmpty()) {
            paged.showsLists();
            listless = null;
        }
        return answer.flatMap(all ->
                all.isEmpty() && !isListless() ? new RemoteAnswer.Unknown<>(noLists()) : new RemoteAnswer.Ok<>(all));
    }

    /** Why a list that none of them proves to be gone is not taken for deleted. */
    public String noLists() {
        return title
                + " returned no lists at all, and does not say that what was in them is deleted; if you have deleted"
                + " all your lists, add one in " + title;
    }

    /** Whether one that is not among these is gone: what was in it has said so, or there is another one. */
    public boolean provesGone(Collection<RemoteList> all, String list) {
        return !all.isEmpty() || paged.isProvenGone(list);
    }

    /** Whether a delete of that list was sent; what comes of it is found out where it is wanted again. */
    public boolean isDeleting(String list) {
        return links.lists(account).values().stream()
                .anyMatch(link -> link instanceof SyncLink.Deleting sent
                        && sent.remote().list().equals(list));
    }

    /** Each list is told of by what was in it alone: that another one is gone says nothing of it. */
    private boolean isListless() {
        if (listless == null) {
            listless =
                    linkedInLists()
                            .map(SyncLink.Linked::remote)
                            .collect(Collectors.groupingBy(RemoteRef::list))
                            .entrySet()
                            .stream()
                            .allMatch(each -> isGone(each.getKey(), each.getValue()));
        }
        return listless;
    }

    private boolean isGone(String list, List<RemoteRef> linked) {
        if (!paged.isProvenGone(list) && linked.stream().limit(WITNESSES).allMatch(this::isGoneWithItsList)) {
            paged.provenGone(list);
        }
        return paged.isProvenGone(list);
    }

    private Stream<SyncLink.Linked> linkedInLists() {
        Set<String> ids = links.lists(account).values().stream()
                .map(SyncLink::object)
                .filter(Objects::nonNull)
                .map(RemoteRef::id)
                .collect(Collectors.toSet());
        return links.inLists(account, ids).stream()
                .filter(each -> each.entity().kind() == EntityRef.Kind.TASK
                        || each.entity().kind() == EntityRef.Kind.PROJECT)
                .flatMap(each -> each.link() instanceof SyncLink.Linked linked ? Stream.of(linked) : Stream.empty());
    }

    private boolean isGoneWithItsList(RemoteRef task) {
        return switch (call(remote -> remote.find(task))) {
            case RemoteAnswer.Refused<Sighting> listGone -> true;
            case RemoteAnswer.Ok<Sighting>(var found) ->
                found instanceof Sighting.Deleted || found instanceof Sighting.Denied;
            case RemoteAnswer.NotSent<Sighting> notSent -> false;
            case RemoteAnswer.Unknown<Sighting> unknown -> false;
        };
    }

    /**
     * The same for many that are made one after another: as they were when one of these was looked for a few calls ago,
     * where that is {@code enough}.
     */
    public RemoteAnswer<List<RemoteList>> listsLately(Predicate<List<RemoteList>> enough) {
        RemoteAnswer<List<RemoteList>> lately = lists;
        if (lately instanceof RemoteAnswer.Ok<List<RemoteList>>(var seen)
                && callsSinceLists < BETWEEN
                && enough.test(seen)) {
            return lately;
        }
        RemoteAnswer<List<RemoteList>> now = lists();
        lists = now instanceof RemoteAnswer.Ok<List<RemoteList>> ? now : null;
        callsSinceLists = 0;
        return now;
    }

    /** What was completed in these lists since then, and they do not show themselves. */
    public RemoteAnswer<Listing> finishedTasks(Collection<String> lists, Instant since) {
        return capabilities.listed() == Listed.ALL
                ? new RemoteAnswer.Ok<>(Listing.of(List.of()))
                : account(new Reading.FinishedSince(lists, since));
    }

    private boolean isGone(String list) {
        return lists() instanceof RemoteAnswer.Ok<List<RemoteList>>(var all)
                && all.stream().noneMatch(each -> each.id().equals(list));
    }

    private <T> RemoteAnswer<T> contradiction() {
        return new RemoteAnswer.Unknown<>(
                title + " returned neither the tasks of the list nor that the list is deleted");
    }

    /** The open task of that id, in whatever list it is by now; likewise. */
    public RemoteAnswer<Optional<RemoteTask>> findAnywhere(String task) {
        return readable(openAnywhere().map(all -> all.find(task)));
    }

    /** Every open task of the account. */
    public RemoteAnswer<Listing> openAnywhere() {
        return account(new Reading.OpenAnywhere())
                .flatMap(all -> isNothing(all, null) ? noneOfThem() : new RemoteAnswer.Ok<>(all));
    }

    /** Whoever finds nothing sends again; so that there is nothing is not believed while anything open is linked. */
    private RemoteAnswer<Listing> writtenSince(String list, Instant since) {
        return account(new Reading.WrittenSince(list, since))
                .flatMap(all -> isEmpty(all) && linkedInLists().anyMatch(SyncLink.Linked::wasOpen)
                        ? noneOfThem()
                        : new RemoteAnswer.Ok<>(all));
    }

    /** As {@link RemoteReads#searchOpen}. */
    public RemoteAnswer<Optional<Listing>> searchOpen(String list) {
        return found(list, call(remote -> remote.searchOpen(list)));
    }

    /** As {@link RemoteReads#searchAll}. */
    public RemoteAnswer<Optional<Listing>> searchAll(String list) {
        return found(list, call(remote -> remote.searchAll(list)));
    }

    private RemoteAnswer<Optional<Listing>> found(String list, RemoteAnswer<Optional<Listing>> answer) {
        return answer.flatMap(found ->
                found.filter(all -> isNothing(all, list)).isPresent() ? noneOfThem() : new RemoteAnswer.Ok<>(found));
    }

    /** A search that finds nothing at all, while other answers show open ones there, says nothing of any. */
    private boolean isNothing(Listing found, @Nullable String list) {
        return isEmpty(found) && rows.showOpen(list);
    }

    private static boolean isEmpty(Listing found) {
        return found.tasks().isEmpty() && found.quarantined().isEmpty();
    }

    private <T> RemoteAnswer<T> noneOfThem() {
        return new RemoteAnswer.Unknown<>(title + " found no task at all, though there are some");
    }

    private RemoteAnswer<Listing> account(Reading what) {
        return paged.read(what, this::call).map(Optional::orElseThrow);
    }

    /** What an answer has said of one task, to whoever would do something with it. */
    public RemoteAnswer<Optional<RemoteTask>> readable(RemoteAnswer<Sighting> answer) {
        return answer.flatMap(found -> switch (found) {
            case Sighting.Here(var task) -> new RemoteAnswer.Ok<>(Optional.of(task));
            case Sighting.NotHere none -> new RemoteAnswer.Ok<>(Optional.empty());
            case Sighting.Deleted gone -> new RemoteAnswer.Ok<>(Optional.empty());
            case Sighting.Denied no -> new RemoteAnswer.Ok<>(Optional.empty());
            case Sighting.NoAccess(var reason) -> new RemoteAnswer.Unknown<>(reason);
            case Sighting.Unreadable(var task) -> new RemoteAnswer.Unknown<>(task.describe(title));
        });
    }

    public Instant now() {
        return clock.instant();
    }

    /** Why nothing was answered in all of the cycle; null where something was, or nothing was asked. */
    @Nullable
    public String away() {
        return unanswered.away();
    }

    /** Every task of the list, open and finished since then; read once in a cycle, and again where it has to reach back further. */
    public RemoteAnswer<ListRead> read(String list, Instant since) {
        return reads.read(list, since, () -> openNow(list)
                .flatMap(this::existing)
                .flatMap(open -> finishedTasks(List.of(list), since).map(open::and)));
    }

    /** Every task of the account as far as the remote shows it; asked for each list once in a cycle, likewise. */
    public RemoteAnswer<ListRead> readAll(String list, Instant since) {
        return wideReads.read(list, since, () -> writtenSince(list, since));
    }

    private RemoteAnswer<Listing> existing(Optional<Listing> list) {
        return list.<RemoteAnswer<Listing>>map(RemoteAnswer.Ok::new)
                .orElseGet(() -> new RemoteAnswer.Refused<>(
                        "its list no longer exists in " + title + ", so nothing is known about its tasks"));
    }

    /** Every open task of the list; read once in a cycle, after its lists were looked at. */
    public RemoteAnswer<Optional<Listing>> open(String list) {
        Optional<Listing> known = open.get(list);
        if (known != null) {
            return new RemoteAnswer.Ok<>(known);
        }
        return openNow(list).map(now -> {
            open.put(list, now);
            return now;
        });
    }
}
