package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Words;
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

/** The links that a full cycle knows, by entity and by remote object. */
public final class KnownLinks {
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
     * What was seen in those lists may be linked under another one.
     *
     * @param remembered a link with what of its past still counts
     */
    public KnownLinks(LinkBook book, Connector connector, Snapshot snapshot, UnaryOperator<SyncLink> remembered) {
        this.remembered = remembered;
        this.book = book;
        this.connector = connector;
        this.lists = book.lists(connector.account());
        byEntity.putAll(lists);
        List<String> ids = snapshot.scopes().stream().map(SyncedList::list).toList();
        inScope = ids.isEmpty() ? List.of() : book.inLists(connector.account(), ids);
        inScope.forEach(this::add);
        // A finished one is in no list, and what is below it may be.
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

    public Words words() {
        return connector.words();
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
        return lists.values().stream()
                .map(Observed::asLinked) // one that is to go is read until it has gone
                .anyMatch(link -> link != null && link.remote().id().equals(remoteId));
    }

    /** The remote ids of the lists that hold the cards. */
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

    /** Whose those once were, and are no more, that are nobody's now; by remote id. */
    public Map<String, EntityRef> former() {
        return former;
    }

    /** Of an entity that was not asked for with {@link #load}, {@code None} may only mean that. */
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

    /** What a plan has to know more of; {@code marked} is what may have been changed in the ledger. */
    public record ConcernedEntities(Snapshot snapshot, KnownLinks links, Observed observed, Set<EntityRef> marked) {
        public Set<EntityRef> all() {
            Set<EntityRef> concerned = new LinkedHashSet<>(marked);
            concerned.removeIf(EntityRef::holdsCards);
            links.clashes().values().forEach(concerned::addAll);
            observed.absent().forEach(entry -> concerned.add(entry.entity()));
            concerned.addAll(observed.unreadable());
            concerned.addAll(parentsThere(concerned));
            observed.seen().forEach(entity -> {
                RemoteTask task = observed.task(entity);
                boolean letGo = links.link(entity) instanceof SyncLink.Detached; // and may keep what it is below
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

        /** What cannot be compared fails by itself, when it is decided what becomes of it. */
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

        /** What they were last known to be below there: where one of them is looked up, it still is. */
        private List<EntityRef> parentsThere(Collection<EntityRef> entities) {
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
