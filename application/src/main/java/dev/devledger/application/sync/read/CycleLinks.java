package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The links known to a full cycle, by entity and by remote object. */
public final class CycleLinks {
    private final LinkBook book;
    private final Connector connector;
    private final Map<EntityRef, SyncLink> byEntity = new LinkedHashMap<>();
    private final Map<String, EntityRef> byRemote = new HashMap<>();
    private final Map<String, EntityRef> former = new LinkedHashMap<>();
    private final Map<EntityRef, SyncLink> lists;
    private final List<LinkBook.Entry> inScope;
    private final UnaryOperator<SyncLink> remembered;
    private final Map<String, Set<EntityRef>> claims = new HashMap<>();

    /**
     * Loads the links; an object seen in these lists may be linked under another list.
     *
     * @param remembered returns a link with only those past values that an old answer may still show
     */
    public CycleLinks(LinkBook book, Connector connector, Snapshot snapshot, UnaryOperator<SyncLink> remembered) {
        this.remembered = remembered;
        this.book = book;
        this.connector = connector;
        this.lists = book.lists(connector.account());
        byEntity.putAll(lists);
        List<String> ids = snapshot.scopes().stream().map(SyncedList::list).toList();
        inScope = ids.isEmpty() ? List.of() : book.inLists(connector.account(), ids);
        inScope.forEach(this::add);
        // A read of a list shows no finished parent, but open tasks may be below one.
        Stream<String> parents =
                snapshot.seen().stream().map(task -> task.content().parent());
        Stream<String> seen =
                Stream.of(snapshot.tasks(), snapshot.quarantined()).flatMap(each -> each.keySet().stream());
        List<String> unknown = Stream.concat(seen, parents.filter(Objects::nonNull))
                .filter(id -> !byRemote.containsKey(id))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            book.ofRemote(connector.account(), unknown).forEach(this::add);
        }
        claims.values().removeIf(each -> each.size() < 2);
        book.former(connector.account()).stream()
                .filter(each -> !byRemote.containsKey(each.object().id()))
                .forEach(each -> former.put(each.object().id(), each.entity()));
    }

    private void add(LinkBook.Entry entry) {
        byEntity.put(entry.entity(), entry.link());
        RemoteRef remote = entry.link().object();
        if (remote == null || entry.entity().kind() == EntityRef.Kind.LIST) {
            return;
        }
        if (entry.link().claims()) {
            claims.computeIfAbsent(remote.id(), any -> new TreeSet<>(Comparator.comparing(EntityRef::toString)))
                    .add(entry.entity());
        }
        byRemote.merge(
                remote.id(), entry.entity(), (other, own) -> entry.link() instanceof SyncLink.Linked ? own : other);
    }

    public ContentTranslator words() {
        return connector.words();
    }

    /** Objects that several entities claim (E14), by remote id, with these entities. */
    public Map<String, Set<EntityRef>> clashes() {
        return claims;
    }

    public boolean clash(EntityRef entity) {
        return claims.values().stream().anyMatch(each -> each.contains(entity));
    }

    /** True if a synced list has that id. */
    public boolean isList(String remoteId) {
        return lists.values().stream()
                .map(ObservedObjects::asLinked) // a list that is to be deleted is read until it is gone
                .anyMatch(link -> link != null && link.remote().id().equals(remoteId));
    }

    /** The remote ids of the card lists. */
    public List<String> cardLists() {
        return byEntity.entrySet().stream()
                .flatMap(each -> each.getKey().holdsCards() && each.getValue() instanceof SyncLink.Linked linked
                        ? Stream.of(linked.remote().list())
                        : Stream.empty())
                .toList();
    }

    public List<LinkBook.Entry> inScope() {
        return inScope;
    }

    public Optional<EntityRef> owner(String remoteId) {
        return Optional.ofNullable(byRemote.get(remoteId));
    }

    /** The former owners of objects that are unlinked now, by remote id. */
    public Map<String, EntityRef> former() {
        return former;
    }

    /** Returns the entity's link. {@code None} may only mean that {@link #load} was not called for the entity. */
    public SyncLink link(EntityRef entity) {
        return remembered.apply(withWholePast(entity));
    }

    public SyncLink withWholePast(EntityRef entity) {
        return byEntity.getOrDefault(entity, SyncLink.None.EVER);
    }

    public void load(Collection<EntityRef> entities) {
        Set<EntityRef> unknown = new LinkedHashSet<>(entities);
        unknown.removeAll(byEntity.keySet());
        if (!unknown.isEmpty()) {
            byEntity.putAll(book.findAll(connector.account(), unknown));
        }
    }

    /** The entities that a plan has to load; {@code marked} entities may have changed in the ledger. */
    public record ConcernedEntities(
            Snapshot snapshot, CycleLinks links, ObservedObjects observed, Set<EntityRef> marked) {
        public Set<EntityRef> all() {
            Set<EntityRef> concerned = new LinkedHashSet<>(marked);
            concerned.removeIf(EntityRef::holdsCards);
            links.clashes().values().forEach(concerned::addAll);
            observed.absent().forEach(entry -> concerned.add(entry.entity()));
            concerned.addAll(observed.unreadable());
            concerned.addAll(remoteParents(concerned));
            observed.seen().forEach(entity -> {
                RemoteTask task = observed.task(entity);
                boolean letGo = links.link(entity) instanceof SyncLink.Detached; // such an object may keep its parent
                if (marked.contains(entity) || mayDiffer(entity, task) || wasRefused(entity) || letGo) {
                    concerned.add(entity);
                    parentOf(task).ifPresent(concerned::add);
                }
            });
            observed.newcomers().forEach(task -> parentOf(task).ifPresent(concerned::add));
            snapshot.scopes().stream().map(SyncedList::owner).forEach(concerned::add);
            concerned.removeIf(EntityRef::holdsCards);
            return concerned;
        }

        /**
         * True if the object differs, or if the comparison fails: the failure is handled where the entity is decided.
         */
        private boolean mayDiffer(EntityRef entity, RemoteTask task) {
            try {
                return observed.differs(entity, task);
            } catch (RuntimeException e) {
                return true;
            }
        }

        private boolean wasRefused(EntityRef entity) {
            return links.link(entity) instanceof SyncLink.Linked linked && linked.refusal() != null;
        }

        /**
         * Returns the entities that were last known as remote parents: an entity that is looked up still has that
         * parent.
         */
        private List<EntityRef> remoteParents(Collection<EntityRef> entities) {
            return entities.stream()
                    .map(links::link)
                    .filter(SyncLink.Linked.class::isInstance)
                    .map(link -> ((SyncLink.Linked) link).base().parent())
                    .filter(Objects::nonNull)
                    .flatMap(parent -> links.owner(parent).stream())
                    .toList();
        }

        private Optional<EntityRef> parentOf(RemoteTask task) {
            return Optional.ofNullable(task.content().parent()).flatMap(links::owner);
        }
    }
}
