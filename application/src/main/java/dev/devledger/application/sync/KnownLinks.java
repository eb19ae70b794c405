package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.SyncLink;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The links that a full cycle knows, by entity and by remote object. */
final class KnownLinks {
    private final LinkBook book;
    private final ConnectedAccount account;
    private final Map<EntityRef, SyncLink> byEntity = new HashMap<>();
    private final Map<String, EntityRef> byRemote = new HashMap<>();
    private final Set<String> lists = new HashSet<>();
    private final List<LinkBook.Entry> inScope;

    /** {@code seen} are the remote objects in those lists; one may be linked under another list. */
    KnownLinks(LinkBook book, ConnectedAccount account, Snapshot snapshot, Map<EntityRef, SyncLink> lists) {
        this.book = book;
        this.account = account;
        byEntity.putAll(lists);
        lists.values().stream()
                .filter(SyncLink.Linked.class::isInstance)
                .map(link -> ((SyncLink.Linked) link).remote().id())
                .forEach(this.lists::add);
        List<String> ids = snapshot.scopes().stream().map(Scope::list).toList();
        inScope = ids.isEmpty() ? List.of() : book.inLists(account, ids);
        inScope.forEach(this::add);
        List<String> unknown = snapshot.tasks().keySet().stream()
                .filter(id -> !byRemote.containsKey(id))
                .toList();
        if (!unknown.isEmpty()) {
            book.ofRemote(account, unknown).forEach(this::add);
        }
    }

    private void add(LinkBook.Entry entry) {
        byEntity.put(entry.entity(), entry.link());
        RemoteRef remote = remote(entry.link());
        if (remote == null || entry.entity().kind() == EntityRef.Kind.LIST) {
            return;
        }
        EntityRef other = byRemote.get(remote.id());
        if (other == null || entry.link() instanceof SyncLink.Linked) {
            byRemote.put(remote.id(), entry.entity());
        }
    }

    static @Nullable RemoteRef remote(SyncLink link) {
        return switch (link) {
            case SyncLink.Linked linked -> linked.remote();
            case SyncLink.Deleting deleting -> deleting.remote();
            case SyncLink.Closed closed -> closed.remote();
            case SyncLink.Detached detached -> detached.remote();
            case SyncLink.OutOfScope outside -> outside.remote();
            case SyncLink.None none -> null;
            case SyncLink.Creating creating -> null;
            case SyncLink.Stopped stopped -> null;
        };
    }

    /** Whether a list that is kept in step has that id. */
    boolean isList(String remoteId) {
        return lists.contains(remoteId);
    }

    List<LinkBook.Entry> inScope() {
        return inScope;
    }

    Optional<EntityRef> owner(String remoteId) {
        return Optional.ofNullable(byRemote.get(remoteId));
    }

    /** Of an entity that was not asked for with {@link #load}, {@code None} may only mean that. */
    SyncLink link(EntityRef entity) {
        return byEntity.getOrDefault(entity, new SyncLink.None(null));
    }

    void load(Collection<EntityRef> entities) {
        Set<EntityRef> unknown = new HashSet<>(entities);
        unknown.removeAll(byEntity.keySet());
        if (!unknown.isEmpty()) {
            byEntity.putAll(book.findAll(account, unknown));
        }
    }

    /** How many of the list's objects are linked. */
    int linked(String list) {
        int count = 0;
        for (LinkBook.Entry entry : inScope) {
            if (entry.link() instanceof SyncLink.Linked linked
                    && entry.entity().kind() != EntityRef.Kind.LIST
                    && linked.remote().list().equals(list)) {
                count++;
            }
        }
        return count;
    }
}
