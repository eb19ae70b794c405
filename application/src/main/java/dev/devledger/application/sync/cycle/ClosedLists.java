package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.memory.LinkBook.ListClosures;
import dev.devledger.application.sync.memory.LinkBook.ListClosures.ListClosure;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lists that accept nothing, or nothing new, from the sync, as a cycle knows them. The refusal is about the list,
 * not about single items: one item is tried from time to time, less and less often, and its answer decides for all
 * items of the list.
 */
public final class ClosedLists {
    /** Stands for a list's id if no new list can be made. */
    public static final String LISTS = "";

    /** The reason for waiting, and the time left. */
    public record Wait(String reason, Duration left) {}

    private final ListClosures closures;
    private final ConnectedAccount account;
    private final String title;
    private final Clock clock;
    private final Map<String, ListClosure> closed = new HashMap<>();

    public ClosedLists(ListClosures closures, Connector connector, Clock clock) {
        this.closures = closures;
        this.account = connector.account();
        this.title = connector.title();
        this.clock = clock;
        closures.all(account).forEach(each -> closed.put(each.list(), each));
    }

    /** The entities with which each closed list may be tried now, one for each list. */
    public List<EntityRef> probes() {
        return closed.values().stream()
                .filter(each -> each.isDue(clock.instant()))
                .map(ListClosure::probe)
                .toList();
    }

    /** Makes each closed list due at once, for a requested cycle. */
    public void tryNow() {
        closed.replaceAll((list, closure) -> closure.until(clock.instant()));
    }

    /** True if the list accepts nothing new, even if a try is due by now. */
    public boolean takesNothingNew(String list) {
        return closed.containsKey(list);
    }

    /** Returns the wait of an entity; empty if it may be sent. */
    public Optional<Wait> waits(EntityRef entity, DesiredObject wanted, Function<EntityRef, SyncLink> links) {
        return concerned(entity, wanted, links).findFirst().map(this::waits);
    }

    /** As {@link #waits(EntityRef, DesiredObject, Function)}, for an entity that is to be moved into the list. */
    public Optional<Wait> waits(String list) {
        return at(list, true).findFirst().map(this::waits);
    }

    private Wait waits(ListClosure closure) {
        String what = closure.adding() ? "nothing new in the list: " : "no writes to the list: ";
        return new Wait(title + " accepts " + what + closure.reason(), closure.left(clock.instant()));
    }

    private Stream<ListClosure> concerned(EntityRef entity, DesiredObject wanted, Function<EntityRef, SyncLink> links) {
        SyncLink link = links.apply(entity);
        Stream<ListClosure> is =
                switch (link) {
                    case SyncLink.Linked linked -> at(linked.remote().list(), false);
                    case SyncLink.Deleting deleting -> at(deleting.remote().list(), false);
                    default -> Stream.empty();
                };
        boolean isNew = link instanceof SyncLink.None || link instanceof SyncLink.Closed;
        if (!isNew || entity.kind() == EntityRef.Kind.LIST || !(wanted instanceof DesiredObject.Present present)) {
            return is;
        }
        return links.apply(present.home().list()) instanceof SyncLink.Linked home
                ? at(home.remote().list(), true)
                : at(LISTS, true);
    }

    /** Returns the closure of the list, until the list's next try is due. */
    private Stream<ListClosure> at(String list, boolean adding) {
        return Stream.ofNullable(closed.get(list))
                .filter(each -> adding || !each.adding())
                .filter(each -> !each.isDue(clock.instant()));
    }

    /** The reason why no list can be made; null if one can. */
    @Nullable
    public String takesNoLists() {
        return at(LISTS, true).findFirst().map(ListClosure::reason).orElse(null);
    }

    /** The time until the list's next try. */
    public Duration left(String list) {
        return Objects.requireNonNull(closed.get(list)).left(clock.instant());
    }

    /** Records that the list refused this entity. Returns the time until the next try. */
    public Duration refused(EntityRef entity, String list, RemoteAnswer.NotSent<?> answer) {
        Instant now = clock.instant();
        ListClosure before = closed.get(list);
        int tries = before == null ? 1 : before.tries() + 1;
        Duration wait = ListClosure.wait(tries);
        Instant since = before == null ? now : before.since();
        boolean adding = answer.hold() == RemoteAnswer.NotSentReason.FULL;
        ListClosure closure = new ListClosure(list, adding, answer.reason(), since, now.plus(wait), tries, entity);
        closed.put(list, closure);
        closures.close(account, closure);
        return wait;
    }

    /** Reopens the list, as it accepted an item. */
    public void taken(String list, boolean added) {
        ListClosure closure = closed.get(list);
        if (closure != null && (added || !closure.adding())) {
            closed.remove(list);
            closures.open(account, list);
        }
    }
}
