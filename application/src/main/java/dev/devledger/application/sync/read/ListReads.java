package dev.devledger.application.sync.read;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of the reads of every list with links: it tells the next cycle what to read, and tells people which lists
 * are not read, and since when.
 */
public final class ListReads {
    private static final String CHANGED = "the account's lists changed while they were read";
    private static final String NO_LIST = "it is not one of the synced lists; Devledger searches for its linked tasks";
    private static final Duration LOOKED_FOR = Duration.ofMinutes(10);

    private final Connector connector;
    private final ConnectedAccount account;
    private final LinkBook book;

    public ListReads(Connector connector, LinkBook book) {
        this.connector = connector;
        this.account = connector.account();
        this.book = book;
    }

    /**
     * Returns open linked objects in lists that are not synced: no read would see these objects, or miss them.
     *
     * @param kept the synced lists
     */
    public List<LinkBook.Entry> stranded(Collection<String> kept) {
        Set<String> others = new HashSet<>(book.linked(account).keySet());
        others.removeAll(kept);
        List<LinkBook.Entry> linked = others.isEmpty() ? List.of() : book.inLists(account, others);
        return linked.stream()
                .filter(entry -> entry.entity().kind() != EntityRef.Kind.LIST)
                .filter(entry -> entry.link() instanceof SyncLink.Linked link && link.wasOpen())
                .toList();
    }

    /**
     * True if the entry was found in such a list a short time ago only: later, a search without result is not repeated
     * at each poll.
     */
    public boolean isNew(LinkBook.Entry stranded, Map<String, Cycles.ListReadState> reads, Instant now) {
        Cycles.ListReadState read =
                reads.get(Objects.requireNonNull(stranded.link().object()).list());
        return read == null
                || read.unread() == null
                || read.unread().since().plus(LOOKED_FOR).isAfter(now);
    }

    /** Returns the lists with a doubt about an entity that is so young that the next read may settle it. */
    public Set<String> doubted(Map<EntityRef, SuspectedAbsences.Suspicion> doubts, Instant now) {
        Set<EntityRef> young = doubts.entrySet().stream()
                .filter(each -> each.getValue().since().plus(PollRotation.HOT).isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Map<EntityRef, SyncLink> links = young.isEmpty() ? Map.of() : book.findAll(account, young);
        return links.values().stream()
                .map(SyncLink::object)
                .filter(Objects::nonNull)
                .map(RemoteRef::list)
                .collect(Collectors.toSet());
    }

    /**
     * Returns the states of the reads after a cycle. Lists without links are left out.
     *
     * @param changed the lists in which a change was found
     */
    public Map<String, Cycles.ListReadState> after(
            Snapshot snapshot, Set<String> changed, Map<String, Cycles.ListReadState> before) {
        Map<String, Cycles.ListReadState> reads = new HashMap<>();
        book.lists(account).values().stream()
                .map(ObservedObjects::asLinked)
                .filter(Objects::nonNull)
                .forEach(linked -> {
                    String list = linked.remote().list();
                    String name = linked.base().title();
                    Cycles.ListReadState earlier =
                            before.getOrDefault(list, new Cycles.ListReadState(null, Instant.EPOCH));
                    reads.put(list, !snapshot.tellsOf(list) ? earlier : now(snapshot, list, name, changed, earlier));
                });
        stranded(reads.keySet()).stream()
                .map(entry -> Objects.requireNonNull(entry.link().object()).list())
                .distinct()
                .forEach(list -> {
                    Cycles.ListReadState earlier =
                            before.getOrDefault(list, new Cycles.ListReadState(null, Instant.EPOCH));
                    String reason = snapshot.gone().contains(list) ? gone() : NO_LIST;
                    reads.put(list, unread(snapshot, list, list, new Snapshot.Unreadable(reason, false), earlier));
                });
        return reads;
    }

    private Cycles.ListReadState now(
            Snapshot snapshot, String list, String name, Set<String> changed, Cycles.ListReadState earlier) {
        Instant changedAt = changed.contains(list) ? snapshot.startedAt() : earlier.changedAt();
        Snapshot.Unreadable why = why(snapshot, list);
        if (why == null) {
            return new Cycles.ListReadState(snapshot.startedAt(), changedAt, null, snapshot.openIn(list));
        }
        Cycles.ListReadState last =
                new Cycles.ListReadState(earlier.readAt(), changedAt, earlier.unread(), earlier.open());
        return unread(snapshot, list, name, why, last);
    }

    private String gone() {
        return connector.title()
                + " does not return it any more; its tasks are settled by the next full cycle, or wait for your approval";
    }

    private Snapshot.@Nullable Unreadable why(Snapshot snapshot, String list) {
        if (snapshot.gone().contains(list)) {
            return new Snapshot.Unreadable(gone(), true);
        }
        Snapshot.Unreadable why = snapshot.unread().get(list);
        return why != null || snapshot.consistent() ? why : new Snapshot.Unreadable(CHANGED, false);
    }

    private Cycles.ListReadState unread(
            Snapshot snapshot, String list, String name, Snapshot.Unreadable why, Cycles.ListReadState earlier) {
        RemoteList shown = snapshot.lists().get(list);
        String known = connector.words().listName(shown == null ? name : shown.name());
        Cycles.UnreadList before = earlier.unread();
        Instant since = before == null ? snapshot.startedAt() : before.since();
        Cycles.UnreadList unread = new Cycles.UnreadList(known, why.reason(), since, why.locked());
        return new Cycles.ListReadState(earlier.readAt(), earlier.changedAt(), unread, earlier.open());
    }

    /** The lists in which nothing can be written, as the last cycle that looked at each of them found. */
    public static final class LockedLists {
        private final Map<String, Cycles.UnreadList> locked;
        private final Set<String> read;

        private LockedLists(Map<String, Cycles.UnreadList> locked, Set<String> read) {
            this.locked = locked;
            this.read = read;
        }

        public static LockedLists of(Map<String, Cycles.ListReadState> reads) {
            Map<String, Cycles.UnreadList> locked = new HashMap<>();
            Set<String> known = new HashSet<>();
            reads.forEach((list, read) -> {
                if (read.unread() != null && read.unread().locked()) {
                    locked.put(list, read.unread());
                }
                if (read.readAt() != null) {
                    known.add(list);
                }
            });
            return new LockedLists(locked, known);
        }

        /** True if that list was ever read as a whole. */
        public boolean wasRead(String list) {
            return read.contains(list);
        }

        /**
         * Returns why the entity cannot be written in the list where it is, or in the list that it belongs to; empty if
         * it can be written, or need not be.
         */
        public Optional<String> reason(EntityRef entity, DesiredObject wanted, Function<EntityRef, SyncLink> links) {
            SyncLink link = links.apply(entity);
            boolean letGo = link instanceof SyncLink.OutOfScope
                    || (link instanceof SyncLink.Detached detached && detached.stays());
            if (locked.isEmpty() || letGo || wanted instanceof DesiredObject.Outside) {
                return Optional.empty();
            }
            Stream<String> is = isIn(link);
            Stream<String> belongs = wanted instanceof DesiredObject.Present present
                    ? isIn(links.apply(present.home().list()))
                    : Stream.empty();
            return Stream.concat(is, belongs)
                    .flatMap(list -> Optional.ofNullable(locked.get(list)).stream())
                    .findFirst()
                    .map(Cycles.UnreadList::describe);
        }

        private static Stream<String> isIn(SyncLink link) {
            return switch (link) {
                case SyncLink.Linked linked -> Stream.of(linked.remote()).map(RemoteRef::list);
                case SyncLink.Deleting deleting -> Stream.of(deleting.remote()).map(RemoteRef::list);
                case SyncLink.Creating creating -> Stream.of(creating.list());
                default -> Stream.empty();
            };
        }
    }

    /**
     * Checks if the account's open lists differ from the known lists, or have other names. A difference is a reason to read
     * a list and proves nothing: a list that is missing may be archived, moved or gone.
     */
    public static final class OpenListCheck {

        /** The open lists as this node last took them over; after a restart, lists are known only from the links. */
        public static final class PreviousLists {
            private volatile Map<String, RemoteList> lists = Map.of();
        }

        /**
         * @param lists the open lists by id; null without an answer
         * @param differs true if some list is new, missing or renamed
         * @param wanted the lists that have to be read because of that
         */
        public record OpenListFindings(@Nullable Map<String, RemoteList> lists, boolean differs, Set<String> wanted) {
            public static final OpenListFindings NOTHING = new OpenListFindings(null, false, Set.of());
        }

        private final CycleCalls calls;
        private final Connector connector;
        private final LinkBook book;
        private final PreviousLists known;

        public OpenListCheck(CycleCalls calls, Connector connector, LinkBook book, PreviousLists known) {
            this.calls = calls;
            this.connector = connector;
            this.book = book;
            this.known = known;
        }

        /** @param reads the last read of each list */
        public OpenListFindings look(Map<String, Cycles.ListReadState> reads) {
            RemoteAnswer<List<RemoteList>> answer = calls.openLists();
            if (answer instanceof RemoteAnswer.NotSent<?> notSent && notSent.hold() == NotSentReason.RATE_LIMITED) {
                return OpenListFindings.NOTHING; // changes are read already; the next poll looks again
            }
            return orStop(answer).either(lists -> compared(byId(lists), reads), reason -> OpenListFindings.NOTHING);
        }

        private OpenListFindings compared(Map<String, RemoteList> lists, Map<String, Cycles.ListReadState> reads) {
            if (lists.equals(known.lists)) {
                return new OpenListFindings(lists, false, Set.of());
            }
            Set<String> wanted = new HashSet<>();
            Set<String> others = new HashSet<>(lists.keySet());
            book.lists(connector.account()).forEach((owner, link) -> {
                SyncLink.Linked linked = ObservedObjects.asLinked(link);
                if (linked != null) {
                    String list = linked.remote().list();
                    others.remove(list);
                    if (differs(owner, linked, lists.get(list), reads.get(list))) {
                        wanted.add(list);
                    }
                }
            });
            others.removeIf(list -> Objects.equals(lists.get(list), known.lists.get(list)));
            return new OpenListFindings(lists, !wanted.isEmpty() || !others.isEmpty(), wanted);
        }

        private boolean differs(
                EntityRef owner,
                SyncLink.Linked linked,
                @Nullable RemoteList shown,
                Cycles.@Nullable ListReadState read) {
            boolean locked = read != null && read.isLocked();
            if (shown == null || !shown.writable()) {
                return !locked;
            }
            return locked
                    || !(owner.holdsCards()
                            || connector
                                    .words()
                                    .listName(shown.name())
                                    .equals(linked.base().title()));
        }

        private static Map<String, RemoteList> byId(List<RemoteList> lists) {
            Map<String, RemoteList> byId = new HashMap<>();
            lists.forEach(list -> byId.put(list.id(), list));
            return byId;
        }

        /** @param whole true if a cycle has taken over everything that it saw */
        public void taken(OpenListFindings seen, boolean whole) {
            if (seen.lists() != null && (whole || !seen.differs())) {
                known.lists = seen.lists();
            }
        }
    }
}
