package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The linked ones that a list does not show, and that may stand below something in it. */
final class HiddenLinks {
    private final LinkBook book;
    private final ConnectedAccount account;
    private final Map<String, Map<EntityRef, SyncLink>> known = new HashMap<>();

    HiddenLinks(LinkBook book, ConnectedAccount account) {
        this.book = book;
        this.account = account;
    }

    /** {@code shown} are the ids of those that its list shows. */
    List<RemoteRef> of(RemoteRef object, Set<String> shown) {
        List<EntityRef> hidden = known.computeIfAbsent(object.list(), this::linked).entrySet().stream()
                .filter(each -> isHidden(object, each.getValue(), shown))
                .map(Map.Entry::getKey)
                .toList();
        return hidden.isEmpty()
                ? List.of()
                : book.findAll(account, hidden).values().stream() // some have gone since, in this cycle
                        .filter(link -> isHidden(object, link, shown))
                        .map(SyncLink::object)
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** A finished one counts where it was last known to be; where it was refused, it may be deleted by now. */
    private static boolean isHidden(RemoteRef object, SyncLink link, Set<String> shown) {
        Canonical base = base(link);
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

    private static @Nullable Canonical base(SyncLink link) {
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
