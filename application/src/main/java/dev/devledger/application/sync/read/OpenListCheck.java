package dev.devledger.application.sync.read;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks if the account's open lists differ from the known lists, or have other names. A difference is a reason to read
 * a list and proves nothing: a list that is missing may be archived, moved or gone.
 */
public final class OpenListCheck {

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
            EntityRef owner, SyncLink.Linked linked, @Nullable RemoteList shown, Cycles.@Nullable ListReadState read) {
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
