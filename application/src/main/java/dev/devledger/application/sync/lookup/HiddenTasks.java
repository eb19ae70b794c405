package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks that a list does not show: finished tasks, and tasks that it leaves out. They may be below an object that
 * is about to be deleted, and would be deleted with everything below them. Hidden tasks are known from links or as
 * parents of shown tasks, and each is searched for once in a cycle.
 */
public final class HiddenTasks {
    /**
     * Limit of unfinished hidden tasks. If no search shows all tasks, hidden ones are read by their ids; if there are
     * more than this, the list is not trusted.
     */
    private static final int MOST = 20;

    private final LinkBook book;
    private final ConnectedAccount account;
    private final String title;
    private final CycleCalls calls;
    private final HiddenLinks links;
    private final Map<String, RemoteAnswer<Optional<Listing>>> searches = new HashMap<>();
    private final Map<RemoteRef, RemoteAnswer<Optional<RemoteTask>>> found = new HashMap<>();

    public HiddenTasks(LinkBook book, Connector connector, CycleCalls calls) {
        this.book = book;
        this.account = connector.account();
        this.title = connector.title();
        this.calls = calls;
        this.links = new HiddenLinks(book, account);
    }

    public String stillBelow() {
        return "it still has subtasks in " + title;
    }

    /** Returns the reason why the object must not be deleted; empty if no hidden task is below it. */
    public RemoteAnswer<Optional<String>> below(RemoteRef object, Listing shown) {
        Set<RemoteRef> hidden = hidden(object, shown);
        if (hidden.isEmpty()) {
            return new RemoteAnswer.Ok<>(Optional.empty());
        }
        String list = object.list();
        return searches.computeIfAbsent(list, calls::searchAll)
                .flatMap(all -> all.isPresent() ? searched(object, hidden, all.get()) : oneByOne(object, open(hidden)));
    }

    private RemoteAnswer<Optional<String>> searched(RemoteRef object, Set<RemoteRef> hidden, Listing all) {
        boolean below = hidden.stream().anyMatch(each -> switch (all.find(each.id())) {
            case LookupResult.Found(var task) -> isBelow(object, task);
            case LookupResult.Unreadable unreadable -> true; // counts as below the object, as it may be
            case LookupResult.NoAccess noAccess -> true;
            case LookupResult.NotFound none -> false;
            case LookupResult.Deleted deleted -> false;
            case LookupResult.Denied no -> false;
        });
        return new RemoteAnswer.Ok<>(below ? Optional.of(stillBelow()) : Optional.empty());
    }

    private RemoteAnswer<Optional<String>> oneByOne(RemoteRef object, Set<RemoteRef> hidden) {
        long leftOut = hidden.size() - finished(hidden);
        if (leftOut > MOST) {
            return new RemoteAnswer.Ok<>(Optional.of(
                    leftOut + " tasks that were in its list are not visible in " + title + ", and may be below it"));
        }
        for (RemoteRef each : hidden) {
            RemoteAnswer<Optional<RemoteTask>> answer = found.computeIfAbsent(each, calls::find);
            if (!(answer instanceof RemoteAnswer.Ok<Optional<RemoteTask>>(var task))) {
                return answer.failed();
            }
            if (task.filter(it -> isBelow(object, it)).isPresent()) {
                return new RemoteAnswer.Ok<>(Optional.of(stillBelow()));
            }
        }
        return new RemoteAnswer.Ok<>(Optional.empty());
    }

    /** Counts the finished tasks: no list shows them, and so none may show open tasks below them. */
    private long finished(Set<RemoteRef> hidden) {
        return book.ofRemote(account, hidden.stream().map(RemoteRef::id).toList()).stream()
                .map(each -> ObservedObjects.asLinked(each.link()))
                .filter(linked -> linked != null && !linked.wasOpen())
                .count();
    }

    /**
     * Drops objects of inactive links if a deleted task still answers by its id: only linked objects and unknown ones
     * then count.
     */
    private Set<RemoteRef> open(Set<RemoteRef> hidden) {
        if (calls.tellsDeleted()) {
            return hidden;
        }
        Set<String> open = new HashSet<>();
        Set<String> others = new HashSet<>();
        book.ofRemote(account, hidden.stream().map(RemoteRef::id).toList())
                .forEach(each -> (ObservedObjects.asLinked(each.link()) != null ? open : others)
                        .add(Objects.requireNonNull(each.link().object()).id()));
        others.removeAll(open);
        Set<RemoteRef> missed = new LinkedHashSet<>(hidden);
        missed.removeIf(each -> others.contains(each.id()));
        return missed;
    }

    private static boolean isBelow(RemoteRef object, RemoteTask task) {
        return object.id().equals(task.content().parent());
    }

    private Set<RemoteRef> hidden(RemoteRef object, Listing listing) {
        Set<String> shown = new HashSet<>(Set.of(object.id()));
        listing.tasks().forEach(task -> shown.add(task.ref().id()));
        Set<RemoteRef> hidden = new LinkedHashSet<>(links.of(object, shown));
        listing.tasks().stream()
                .map(task -> task.content().parent())
                .filter(parent -> parent != null && !shown.contains(parent))
                .forEach(parent -> hidden.add(new RemoteRef(object.list(), parent)));
        return hidden;
    }

    /** Linked objects that a list does not show, and that may be below an object in it. */
    static final class HiddenLinks {
        private final LinkBook book;
        private final ConnectedAccount account;
        private final Map<String, Map<EntityRef, SyncLink>> known = new HashMap<>();

        HiddenLinks(LinkBook book, ConnectedAccount account) {
            this.book = book;
            this.account = account;
        }

        /**
         * Returns the hidden objects that may be below the object; {@code shown} are the ids of the tasks that its list
         * shows.
         */
        List<RemoteRef> of(RemoteRef object, Set<String> shown) {
            List<EntityRef> hidden = known.computeIfAbsent(object.list(), this::linked).entrySet().stream()
                    .filter(each -> isHidden(object, each.getValue(), shown))
                    .map(Map.Entry::getKey)
                    .toList();
            return hidden.isEmpty()
                    ? List.of()
                    : book.findAll(account, hidden).values().stream() // some were deleted or moved in this cycle
                            .filter(link -> isHidden(object, link, shown))
                            .map(SyncLink::object)
                            .filter(Objects::nonNull)
                            .toList();
        }

        /**
         * True if the link's object may be hidden below the object. A finished one counts only below its last known
         * parent; if it was refused, not at all, as it may be deleted.
         */
        private static boolean isHidden(RemoteRef object, SyncLink link, Set<String> shown) {
            CanonicalContent base = base(link);
            RemoteRef remote = link.object();
            if (base == null
                    || remote == null
                    || shown.contains(remote.id())
                    || !remote.list().equals(object.list())) {
                return false;
            }
            boolean refused = link instanceof SyncLink.Linked linked && linked.refusal() != null;
            return !base.status().isTerminal() || (!refused && object.id().equals(base.parent()));
        }

        private static @Nullable CanonicalContent base(SyncLink link) {
            return switch (link) {
                case SyncLink.Linked linked -> linked.base();
                case SyncLink.Deleting deleting -> deleting.base();
                case SyncLink.OutOfScope outside -> outside.base();
                case SyncLink.Detached detached -> detached.base();
                default -> null;
            };
        }

        private Map<EntityRef, SyncLink> linked(String list) {
            Map<EntityRef, SyncLink> linked = new LinkedHashMap<>();
            book.inLists(account, List.of(list)).stream()
                    .filter(each -> each.entity().kind() != Kind.LIST && base(each.link()) != null)
                    .forEach(each -> linked.put(each.entity(), each.link()));
            return linked;
        }
    }
}
