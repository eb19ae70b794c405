package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.memory.Closures;
import dev.devledger.application.sync.memory.Closures.Closure;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
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
 * The lists that take nothing from us, or nothing new, as a cycle knows them. That they do not is one list's trouble and
 * not that of each item in it: one is tried now and then, less and less often, and by its answer the others go.
 */
public final class ClosedLists {
    /** In the place of a list's id, where it is about lists themselves. */
    public static final String LISTS = "";

    /** Why it is not tried, and for how long. */
    public record Wait(String reason, Duration left) {}

    private final Closures closures;
    private final ConnectedAccount account;
    private final String title;
    private final Clock clock;
    private final Map<String, Closure> closed = new HashMap<>();

    public ClosedLists(Closures closures, Connector connector, Clock clock) {
        this.closures = closures;
        this.account = connector.account();
        this.title = connector.title();
        this.clock = clock;
        closures.all(account).forEach(each -> closed.put(each.list(), each));
    }

    /** Those with which each closed list may be tried now. */
    public List<EntityRef> probes() {
        return closed.values().stream()
                .filter(each -> each.isDue(clock.instant()))
                .map(Closure::probe)
                .toList();
    }

    /** Somebody has asked for all there is: each is tried now, whatever its time. */
    public void tryNow() {
        closed.replaceAll((list, closure) -> closure.until(clock.instant()));
    }

    /** Whether nothing new is taken there, also where it may be tried by now. */
    public boolean takesNothingNew(String list) {
        return closed.containsKey(list);
    }

    /** Empty where it may be tried. */
    public Optional<Wait> waits(EntityRef entity, Wanted wanted, Function<EntityRef, SyncLink> links) {
        return concerned(entity, wanted, links).findFirst().map(this::waits);
    }

    /** The same of one that is to be moved there. */
    public Optional<Wait> waits(String list) {
        return at(list, true).findFirst().map(this::waits);
    }

    private Wait waits(Closure closure) {
        String what = closure.adding() ? "nothing new in the list: " : "no writes to the list: ";
        return new Wait(title + " accepts " + what + closure.reason(), closure.left(clock.instant()));
    }

    private Stream<Closure> concerned(EntityRef entity, Wanted wanted, Function<EntityRef, SyncLink> links) {
        SyncLink link = links.apply(entity);
        Stream<Closure> is =
                switch (link) {
                    case SyncLink.Linked linked -> at(linked.remote().list(), false);
                    case SyncLink.Deleting deleting -> at(deleting.remote().list(), false);
                    default -> Stream.empty();
                };
        boolean isNew = link instanceof SyncLink.None || link instanceof SyncLink.Closed;
        if (!isNew || entity.kind() == EntityRef.Kind.LIST || !(wanted instanceof Wanted.Present present)) {
            return is;
        }
        return links.apply(present.home().list()) instanceof SyncLink.Linked home
                ? at(home.remote().list(), true)
                : at(LISTS, true);
    }

    /** As long as it is not to be tried. */
    private Stream<Closure> at(String list, boolean adding) {
        return Stream.ofNullable(closed.get(list))
                .filter(each -> adding || !each.adding())
                .filter(each -> !each.isDue(clock.instant()));
    }

    /** Why no list is made; null where one may be. */
    @Nullable
    public String takesNoLists() {
        return at(LISTS, true).findFirst().map(Closure::reason).orElse(null);
    }

    /** Until the next try. */
    public Duration left(String list) {
        return Objects.requireNonNull(closed.get(list)).left(clock.instant());
    }

    /** It has not taken that one. */
    public Duration refused(EntityRef entity, String list, RemoteAnswer.NotSent<?> answer) {
        Instant now = clock.instant();
        Closure before = closed.get(list);
        int tries = before == null ? 1 : before.tries() + 1;
        Duration wait = Closure.wait(tries);
        Instant since = before == null ? now : before.since();
        boolean adding = answer.hold() == RemoteAnswer.Backoff.FULL;
        Closure closure = new Closure(list, adding, answer.reason(), since, now.plus(wait), tries, entity);
        closed.put(list, closure);
        closures.close(account, closure);
        return wait;
    }

    /** It has taken one. */
    public void taken(String list, boolean added) {
        Closure closure = closed.get(list);
        if (closure != null && (added || !closure.adding())) {
            closed.remove(list);
            closures.open(account, list);
        }
    }
}
