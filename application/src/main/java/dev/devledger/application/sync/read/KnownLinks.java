package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The links that a full cycle knows, by entity and by remote object. */
public final class KnownLinks {
    private static final Comparator<EntityRef> BY_NAME = Comparator.comparing(EntityRef::toString);

    private final LinkBook book;
    private final ConnectedAccount account;
    private final Words words;
    private final Map<EntityRef, SyncLink> byEntity = new HashMap<>();
    private final Map<String, EntityRef> byRemote = new HashMap<>();
    private final Map<String, Set<EntityRef>> claims = new HashMap<>();
    private final Set<String> lists = new HashSet<>();
    private final List<LinkBook.Entry> inScope;
    private final UnaryOperator<SyncLink> remembered;
    private final List<LinkBook.Former> former;

    /**
     * What was seen in those lists may be linked under another one.
     *
     * @param remembered a link with what of its past still counts
     */
    public KnownLinks(
            LinkBook book,
            Connector connector,
            Snapshot snapshot,
            Map<EntityRef, SyncLink> lists,
            UnaryOperator<SyncLink> remembered) {
        this.remembered = remembered;
        this.book = book;
        this.account = connector.account();
        this.words = connector.words();
        byEntity.putAll(lists);
        lists.values().stream()
                .filter(SyncLink.Linked.class::isInstance)
                .map(link -> ((SyncLink.Linked) link).remote().id())
                .forEach(this.lists::add);
        List<String> ids = snapshot.scopes().stream().map(SyncedList::list).toList();
        inScope = ids.isEmpty() ? List.of() : book.inLists(account, ids);
        inScope.forEach(this::add);
        List<String> unknown = Stream.of(
                        snapshot.tasks().keySet().stream(), snapshot.quarantined().keySet().stream(), parents(snapshot))
                .flatMap(each -> each)
                .filter(id -> !byRemote.containsKey(id))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            book.ofRemote(account, unknown).forEach(this::add);
        }
        claims.values().removeIf(each -> each.size() < 2);
        former = book.former(account);
    }

    /** A finished one is in no list, and what is below it may be. */
    private static Stream<String> parents(Snapshot snapshot) {
        return snapshot.seen().stream().map(task -> task.content().parent()).filter(Objects::nonNull);
    }

    private void add(LinkBook.Entry entry) {
        byEntity.put(entry.entity(), entry.link());
        RemoteRef remote = entry.link().object();
        if (remote == null || entry.entity().kind() == EntityRef.Kind.LIST) {
            return;
        }
        if (entry.link().claims()) {
            claims.computeIfAbsent(remote.id(), any -> new TreeSet<>(BY_NAME)).add(entry.entity());
        }
        EntityRef other = byRemote.get(remote.id());
        if (other == null || entry.link() instanceof SyncLink.Linked) {
            byRemote.put(remote.id(), entry.entity());
        }
    }

    public Words words() {
        return words;
    }

    /** Objects that more than one entity says it is (E14), with all who do. */
    public Map<String, Set<EntityRef>> clashes() {
        return claims;
    }

    public boolean clash(EntityRef entity) {
        return claims.values().stream().anyMatch(each -> each.contains(entity));
    }

    /** Whether a list that is kept in step has that id. */
    public boolean isList(String remoteId) {
        return lists.contains(remoteId);
    }

    /** The remote ids of the lists that hold the cards. */
    public List<String> cardLists() {
        return byEntity.entrySet().stream()
                .filter(each -> each.getKey().holdsCards())
                .map(Map.Entry::getValue)
                .filter(SyncLink.Linked.class::isInstance)
                .map(link -> ((SyncLink.Linked) link).remote().list())
                .toList();
    }

    /** Whether something that is in that list is linked. */
    public boolean holds(String list) {
        return inScope.stream()
                .anyMatch(entry -> entry.entity().kind() != EntityRef.Kind.LIST
                        && entry.link() instanceof SyncLink.Linked linked
                        && linked.remote().list().equals(list));
    }

    public List<LinkBook.Entry> inScope() {
        return inScope;
    }

    public Optional<EntityRef> owner(String remoteId) {
        return Optional.ofNullable(byRemote.get(remoteId));
    }

    /** Whose those once were, and are no more, that are nobody's now; by remote id. */
    public Map<String, EntityRef> former() {
        Map<String, EntityRef> owners = new HashMap<>();
        for (LinkBook.Former each : former) {
            if (!byRemote.containsKey(each.object().id())) {
                owners.put(each.object().id(), each.entity());
            }
        }
        return owners;
    }

    /** Of an entity that was not asked for with {@link #load}, {@code None} may only mean that. */
    public SyncLink link(EntityRef entity) {
        return remembered.apply(withWholePast(entity));
    }

    public SyncLink withWholePast(EntityRef entity) {
        return byEntity.getOrDefault(entity, SyncLink.None.EVER);
    }

    public void load(Collection<EntityRef> entities) {
        Set<EntityRef> unknown = new HashSet<>(entities);
        unknown.removeAll(byEntity.keySet());
        if (!unknown.isEmpty()) {
            byEntity.putAll(book.findAll(account, unknown));
        }
    }
}
