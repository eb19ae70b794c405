package dev.devledger.application.sync.read;

import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The lists in which nothing can be written, as the newest cycle that looked at them left them. */
public final class LockedLists {
    private final Map<String, Cycles.Unread> locked;
    private final Set<String> read;

    private LockedLists(Map<String, Cycles.Unread> locked, Set<String> read) {
        this.locked = locked;
        this.read = read;
    }

    public static LockedLists of(Map<String, Cycles.Read> reads) {
        Map<String, Cycles.Unread> locked = new HashMap<>();
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

    /** Whether what is in that list was ever seen as a whole. */
    public boolean wasRead(String list) {
        return read.contains(list);
    }

    /** Why nothing can be done there with it; empty where something can, or nothing has to. */
    public Optional<String> reason(EntityRef entity, Wanted wanted, Function<EntityRef, SyncLink> links) {
        SyncLink link = links.apply(entity);
        boolean letGo =
                link instanceof SyncLink.OutOfScope || (link instanceof SyncLink.Detached detached && detached.stays());
        if (locked.isEmpty() || letGo || wanted instanceof Wanted.Outside) {
            return Optional.empty();
        }
        Stream<String> is = isIn(link);
        Stream<String> belongs = wanted instanceof Wanted.Present present
                ? isIn(links.apply(present.home().list()))
                : Stream.empty();
        return Stream.concat(is, belongs)
                .flatMap(list -> Optional.ofNullable(locked.get(list)).stream())
                .findFirst()
                .map(Cycles.Unread::describe);
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
