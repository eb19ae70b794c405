package dev.devledger.application.sync.cycle;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.application.sync.cycle.CycleStopped.LogOnce;
import dev.devledger.application.sync.cycle.CycleStopped.UnansweredCalls;
import dev.devledger.application.sync.cycle.PagedReads.ListRead;
import dev.devledger.application.sync.cycle.PagedReads.ListRead.ListReadCache;
import dev.devledger.application.sync.cycle.PagedReads.ListRead.NewestTaskStates;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
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

/**
 * The remote as one cycle sees it: makes no call without the lease, reads each list once, and stops the cycle if no
 * call is answered.
 */
public final class CycleCalls {
    private static final Logger LOG = LoggerFactory.getLogger(CycleCalls.class);

    /**
     * Number of writes in a row that are refused for authorization, from which on the refusal is no longer about one
     * write only.
     */
    private static final int SHUT = 3;

    /**
     * Number of times that calls in a row had no answer, after which the remote counts as away even if a harmless call
     * is answered.
     */
    private static final int MOST_DOUBTS = 4;

    /**
     * Number of calls that may lie between a read and a write based on it: changes that others make in between are not
     * seen.
     */
    public static final int BETWEEN = 5;

    /** Number of linked objects in a list that are read to find out if the list exists. */
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
    private final ListReadCache reads;
    private final ListReadCache wideReads;
    private final Map<String, Optional<Listing>> open = new HashMap<>();
    private final NewestTaskStates rows = new NewestTaskStates();
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
        this.reads = new ListReadCache(clock);
        this.wideReads = new ListReadCache(clock);
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

    /** Sends a create, or a change of a list. A missing answer says nothing about the remote as a whole. */
    public <T> RemoteAnswer<T> write(Function<RemoteWrites, RemoteAnswer<T>> request) {
        paged.somethingIsMade();
        return refusedAlone(send(request::apply));
    }

    /** Sends a request that changes these tasks. */
    public <T> RemoteAnswer<T> write(Collection<RemoteRef> tasks, Function<RemoteWrites, RemoteAnswer<T>> request) {
        rows.forget(tasks);
        return refusedAlone(send(request::apply));
    }

    /**
     * Treats an unauthorized write as a refusal of this write alone if the token was accepted for a read: other writes
     * go on.
     */
    private <T> RemoteAnswer<T> refusedAlone(RemoteAnswer<T> answer) {
        boolean notLetIn = answer instanceof RemoteAnswer.NotSent<T> notSent
                && notSent.hold() == RemoteAnswer.NotSentReason.NEEDS_AUTHORIZATION;
        shut = notLetIn ? shut + 1 : 0;
        return notLetIn && letIn && shut < SHUT
                ? new RemoteAnswer.Refused<>(title + " accepts the token for reading, and not for this: "
                        + ((RemoteAnswer.NotSent<T>) answer).reason())
                : answer;
    }

    /** Returns the requests that this change takes, without sending any. */
    public List<RemoteWrites.Step> script(RemoteTask task, CanonicalChanges changes) {
        return remote.script(task, changes);
    }

    public RemoteAnswer<RemoteAnswer.Done> delete(RemoteRef task) {
        return write(List.of(task), remote -> remote.delete(task)).map(done -> {
            deleted.add(task.id());
            return done;
        });
    }

    /** True if this cycle deleted the task, which a list that was read earlier in the cycle still shows. */
    public boolean hasDeleted(RemoteRef task) {
        return deleted.contains(task.id());
    }

    private <T> RemoteAnswer<T> send(Function<RemoteTasks, RemoteAnswer<T>> request) {
        return other(() -> request.apply(remote));
    }

    /** Sends a request that is not about tasks. */
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

    /**
     * Runs a request. An unexpected exception in reading its answer becomes an unknown outcome, so that the cycle goes
     * on.
     */
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

    /** Identifies the place of the failure in the code: each kind of answer is read in its own place. */
    private static String at(RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : trace[0]);
    }

    /**
     * Makes a harmless call to find out if the remote is away: the unanswered calls may be about certain tasks only.
     */
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
     * As {@link RemoteReads#find}. An unreadable or inaccessible task is {@link RemoteAnswer.Unknown} to callers that
     * want to use it; it still counts as an answer, so that the remote does not count as away.
     */
    public RemoteAnswer<Optional<RemoteTask>> find(RemoteRef task) {
        RemoteAnswer<LookupResult> answer = call(r -> r.find(task));
        List.of(toldDeleted, denied).forEach(each -> each.remove(task.id()));
        if (answer instanceof RemoteAnswer.Ok<LookupResult>(var found) && !(found instanceof LookupResult.NotFound)) {
            finding = true;
        }
        if (answer instanceof RemoteAnswer.Ok<LookupResult>(LookupResult.Deleted deleted)) {
            toldDeleted.add(task.id());
        } else if (answer instanceof RemoteAnswer.Ok<LookupResult>(LookupResult.Denied no)) {
            denied.add(task.id());
        }
        return readable(
                answer instanceof RemoteAnswer.Refused<LookupResult> && !isGone(task.list())
                        ? contradiction()
                        : answer);
    }

    /**
     * True if the newest read of the task said that it is deleted: then it is gone, whatever a search in other places
     * finds.
     */
    public boolean isToldDeleted(RemoteRef task) {
        return toldDeleted.contains(task.id());
    }

    /**
     * Returns {@code gone}, unless reads of other tasks find nothing either: then it proves nothing that this one was
     * not found.
     */
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
        List<LookupResult> others = Stream.concat(rows.shown().stream(), linked)
                .distinct()
                .filter(each -> !each.id().equals(task.id()))
                .limit(WITNESSES)
                .flatMap(each -> call(remote -> remote.find(each)) instanceof RemoteAnswer.Ok<LookupResult>(var found)
                        ? Stream.of(found)
                        : Stream.empty())
                .toList();
        return others.isEmpty() || !others.stream().allMatch(LookupResult.NotFound.class::isInstance);
    }

    /**
     * True if the newest read of the task was denied, in whatever list the task is: only several reads, and whole
     * lists, prove that it is gone.
     */
    public boolean isDenied(RemoteRef task) {
        return denied.contains(task.id());
    }

    /**
     * True if a read of a deleted task shows the deletion: a task that is found then exists, whatever its list shows.
     */
    public boolean tellsDeleted() {
        return capabilities.tellsDeleted();
    }

    /**
     * As {@link #find}, for a caller that is about to write the task or take it over. The first read after a change may
     * be outdated, the second is not: a task that this cycle has seen in a different state is read twice.
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

    /** True if an open subtask of that object was last shown, unless this cycle has moved or deleted the subtask. */
    public boolean isShownAbove(RemoteRef object) {
        return rows.openBelow(object).stream().anyMatch(each -> !hasDeleted(each));
    }

    /** True if answers in this cycle show different states of the task. */
    public boolean isDoubted(RemoteRef task) {
        return rows.isDoubted(task);
    }

    /**
     * Reads every open task of the list; empty if the list is gone. A list that is among the account's lists is not
     * gone, whatever the answer about its content.
     */
    public RemoteAnswer<Optional<Listing>> openNow(String list) {
        RemoteAnswer<Optional<Listing>> answer = openTasks(list);
        boolean nothing = answer instanceof RemoteAnswer.Ok<Optional<Listing>>(var open) && open.isEmpty();
        return nothing && !isGone(list) ? contradiction() : answer;
    }

    /** Reads the first page of the list, which may be all of it; empty if nothing is shown. */
    public Optional<Listing> glance(String list) {
        RemoteAnswer<Optional<Listing>> answer =
                call(remote -> remote.page(new ReadTarget.OneList(list), null)).map(page -> page.map(RemotePage::rows));
        return answer instanceof RemoteAnswer.Ok<Optional<Listing>>(var shown) ? shown : Optional.empty();
    }

    /** Reads every open task of the list as {@link #openNow} does, but does not check the account's lists. */
    public RemoteAnswer<Optional<Listing>> openTasks(String list) {
        return paged.read(new ReadTarget.OneList(list), this::call);
    }

    /** Reads the account's open lists; may include other lists. */
    public RemoteAnswer<List<RemoteList>> openLists() {
        return believed(paged.openLists(this::call));
    }

    /** Reads the account's lists. */
    public RemoteAnswer<List<RemoteList>> lists() {
        return believed(paged.lists(this::call));
    }

    /**
     * Accepts an answer without any list only if the content of all linked lists is gone too, as an outage may look the
     * same.
     */
    private RemoteAnswer<List<RemoteList>> believed(RemoteAnswer<List<RemoteList>> answer) {
        if (answer instanceof RemoteAnswer.Ok<List<RemoteList>>(var some) && !some.isEmpty()) {
            paged.showsLists();
            listless = null;
        }
        return answer.flatMap(all ->
                all.isEmpty() && !isListless() ? new RemoteAnswer.Unknown<>(noLists()) : new RemoteAnswer.Ok<>(all));
    }

    /** The reason why a list does not count as deleted as long as its content does not prove that. */
    public String noLists() {
        return title
                + " returned no lists at all, and does not say that what was in them is deleted; if you have deleted"
                + " all your lists, add one in " + title;
    }

    /**
     * True if a list that is not among these lists is gone: either its content is proved gone, or there are other
     * lists.
     */
    public boolean provesGone(Collection<RemoteList> all, String list) {
        return !all.isEmpty() || paged.isProvenGone(list);
    }

    /** True if a delete of that list was sent. Its outcome is found out once the ledger needs the list again. */
    public boolean isDeleting(String list) {
        return links.lists(account).values().stream()
                .anyMatch(link -> link instanceof SyncLink.Deleting sent
                        && sent.remote().list().equals(list));
    }

    /** True if every list with linked content is proved gone, each by its own content. */
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
            case RemoteAnswer.Refused<LookupResult> listGone -> true;
            case RemoteAnswer.Ok<LookupResult>(var found) ->
                found instanceof LookupResult.Deleted || found instanceof LookupResult.Denied;
            case RemoteAnswer.NotSent<LookupResult> notSent -> false;
            case RemoteAnswer.Unknown<LookupResult> unknown -> false;
        };
    }

    /**
     * Returns lists as {@link #lists} does, for many creates in a row: reuses the answer of a few calls ago if it is
     * {@code enough}.
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

    /**
     * Reads the tasks of these lists that were finished since then; nothing if lists show finished tasks themselves.
     */
    public RemoteAnswer<Listing> finishedTasks(Collection<String> lists, Instant since) {
        return capabilities.listed() == Listed.ALL
                ? new RemoteAnswer.Ok<>(Listing.of(List.of()))
                : account(new ReadTarget.FinishedSince(lists, since));
    }

    private boolean isGone(String list) {
        return lists() instanceof RemoteAnswer.Ok<List<RemoteList>>(var all)
                && all.stream().noneMatch(each -> each.id().equals(list));
    }

    private <T> RemoteAnswer<T> contradiction() {
        return new RemoteAnswer.Unknown<>(
                title + " returned neither the tasks of the list nor that the list is deleted");
    }

    /** Finds the open task of that id in any list. An unreadable task is treated as in {@link #find}. */
    public RemoteAnswer<Optional<RemoteTask>> findAnywhere(String task) {
        return readable(openAnywhere().map(all -> all.find(task)));
    }

    /** Reads every open task of the account. */
    public RemoteAnswer<Listing> openAnywhere() {
        return account(new ReadTarget.AllOpenTasks())
                .flatMap(all -> isNothing(all, null) ? noneOfThem() : new RemoteAnswer.Ok<>(all));
    }

    /**
     * Reads tasks written since then. An empty answer is not accepted while an open task is linked, as callers would
     * then send creates again.
     */
    private RemoteAnswer<Listing> writtenSince(String list, Instant since) {
        return account(new ReadTarget.WrittenSince(list, since))
                .flatMap(all -> isEmpty(all) && linkedInLists().anyMatch(SyncLink.Linked::wasOpen)
                        ? noneOfThem()
                        : new RemoteAnswer.Ok<>(all));
    }

    /**
     * Searches as {@link RemoteReads#searchOpen}; a result that contradicts other answers is
     * {@link RemoteAnswer.Unknown}.
     */
    public RemoteAnswer<Optional<Listing>> searchOpen(String list) {
        return found(list, call(remote -> remote.searchOpen(list)));
    }

    /**
     * Searches as {@link RemoteReads#searchAll}; a result that contradicts other answers is
     * {@link RemoteAnswer.Unknown}.
     */
    public RemoteAnswer<Optional<Listing>> searchAll(String list) {
        return found(list, call(remote -> remote.searchAll(list)));
    }

    private RemoteAnswer<Optional<Listing>> found(String list, RemoteAnswer<Optional<Listing>> answer) {
        return answer.flatMap(found ->
                found.filter(all -> isNothing(all, list)).isPresent() ? noneOfThem() : new RemoteAnswer.Ok<>(found));
    }

    /** True if a search found nothing although other answers show open tasks: it then proves nothing. */
    private boolean isNothing(Listing found, @Nullable String list) {
        return isEmpty(found) && rows.showOpen(list);
    }

    private static boolean isEmpty(Listing found) {
        return found.tasks().isEmpty() && found.quarantined().isEmpty();
    }

    private <T> RemoteAnswer<T> noneOfThem() {
        return new RemoteAnswer.Unknown<>(title + " found no task at all, though there are some");
    }

    private RemoteAnswer<Listing> account(ReadTarget what) {
        return paged.read(what, this::call).map(Optional::orElseThrow);
    }

    /** Converts the result of a lookup for callers that want to use the task. */
    public RemoteAnswer<Optional<RemoteTask>> readable(RemoteAnswer<LookupResult> answer) {
        return answer.flatMap(found -> switch (found) {
            case LookupResult.Found(var task) -> new RemoteAnswer.Ok<>(Optional.of(task));
            case LookupResult.NotFound none -> new RemoteAnswer.Ok<>(Optional.empty());
            case LookupResult.Deleted gone -> new RemoteAnswer.Ok<>(Optional.empty());
            case LookupResult.Denied no -> new RemoteAnswer.Ok<>(Optional.empty());
            case LookupResult.NoAccess(var reason) -> new RemoteAnswer.Unknown<>(reason);
            case LookupResult.Unreadable(var task) -> new RemoteAnswer.Unknown<>(task.describe(title));
        });
    }

    public Instant now() {
        return clock.instant();
    }

    /** The reason why the remote seems away; null if any call of the cycle was answered, or none was made. */
    @Nullable
    public String away() {
        return unanswered.away();
    }

    /**
     * Reads every task of the list that is open or was finished since then; once in a cycle, and again only to reach
     * further back.
     */
    public RemoteAnswer<ListRead> read(String list, Instant since) {
        return reads.read(list, since, () -> openNow(list)
                .flatMap(this::existing)
                .flatMap(open -> finishedTasks(List.of(list), since).map(open::and)));
    }

    /**
     * Reads every task of the account that the remote shows; once in a cycle for each list, and again only to reach
     * further back.
     */
    public RemoteAnswer<ListRead> readAll(String list, Instant since) {
        return wideReads.read(list, since, () -> writtenSince(list, since));
    }

    private RemoteAnswer<Listing> existing(Optional<Listing> list) {
        return list.<RemoteAnswer<Listing>>map(RemoteAnswer.Ok::new)
                .orElseGet(() -> new RemoteAnswer.Refused<>(
                        "its list no longer exists in " + title + ", so nothing is known about its tasks"));
    }

    /** Reads every open task of the list, once in a cycle, after the account's lists. */
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
