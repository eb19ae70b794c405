package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The links in memory, in the order in which they were first stored, so that each run of a test is the same. */
public final class MemoryBook implements LinkBook {
    private final Map<SyncLinkId, SyncLink> links = new LinkedHashMap<>();
    private int searches;
    private int finds;

    /** Returns the number of searches for remote objects. */
    public int searches() {
        return searches;
    }

    /** Returns the number of reads of single links. */
    public int finds() {
        return finds;
    }

    private final Map<UUID, GivenUp> givenUp = new LinkedHashMap<>();
    private final Set<Former> former = new LinkedHashSet<>();
    private final Set<String> foreign = new HashSet<>();
    private final Map<DeleteOf, Delete> deletes = new HashMap<>();

    private final MemoryNoteBook notes = new MemoryNoteBook();

    @Override
    public MemoryNoteBook notes() {
        return notes;
    }

    private record DeleteOf(SyncLinkId link, String list) {}

    private record Delete(String unit, Instant at) {}

    public List<Entry> all() {
        return entries(link -> true);
    }

    @Override
    public Optional<SyncLink> find(SyncLinkId link) {
        finds++;
        return Optional.ofNullable(links.get(link));
    }

    @Override
    public Map<SyncLinkId, SyncLink> find(Set<SyncLinkId> wanted) {
        Map<SyncLinkId, SyncLink> found = new HashMap<>();
        wanted.forEach(each -> Optional.ofNullable(links.get(each)).ifPresent(link -> found.put(each, link)));
        return found;
    }

    @Override
    public void putAll(Map<SyncLinkId, SyncLink> states) {
        states.forEach(this::put);
    }

    @Override
    public Map<EntityRef, SyncLink> findAll(ConnectedAccount account, Collection<EntityRef> entities) {
        Map<EntityRef, SyncLink> found = new LinkedHashMap<>();
        entities.forEach(each -> find(account.link(each)).ifPresent(link -> found.put(each, link)));
        return found;
    }

    @Override
    public Set<String> taken(ConnectedAccount account, Collection<String> some) {
        searches++;
        Set<String> remoteIds = Set.copyOf(some);
        Set<String> taken = new HashSet<>();
        for (SyncLink link : links.values()) {
            RemoteRef remote = link.object();
            if (remote != null && remoteIds.contains(remote.id())) {
                taken.add(remote.id());
            }
        }
        former.stream()
                .map(each -> each.object().id())
                .filter(remoteIds::contains)
                .forEach(taken::add);
        return taken;
    }

    @Override
    public List<Entry> inLists(ConnectedAccount account, Collection<String> lists) {
        return entries(
                link -> link.object() != null && lists.contains(link.object().list()));
    }

    @Override
    public List<Entry> ofRemote(ConnectedAccount account, Collection<String> some) {
        searches++;
        Set<String> remoteIds = Set.copyOf(some);
        return entries(link ->
                link.object() != null && remoteIds.contains(link.object().id()));
    }

    @Override
    public Map<EntityRef, SyncLink> lists(ConnectedAccount account) {
        Map<EntityRef, SyncLink> lists = new LinkedHashMap<>();
        entries(link -> true).stream()
                .filter(entry -> entry.entity().kind() == EntityRef.Kind.LIST)
                .forEach(entry -> lists.put(entry.entity(), entry.link()));
        return lists;
    }

    @Override
    public List<Entry> creating(ConnectedAccount account) {
        return entries(link -> link instanceof SyncLink.Creating);
    }

    @Override
    public Sample refused(ConnectedAccount account) {
        List<Entry> refused = entries(link -> refusal(link) != null);
        return refused.isEmpty()
                ? Sample.NONE
                : new Sample(
                        refused.size(),
                        refused.getFirst().entity(),
                        refusal(refused.getFirst().link()));
    }

    private static @Nullable String refusal(SyncLink link) {
        return switch (link) {
            case SyncLink.Linked linked -> linked.refusal();
            case SyncLink.None none -> none.refusal();
            default -> null;
        };
    }

    @Override
    public Sample warned(ConnectedAccount account) {
        List<Entry> warned = entries(link ->
                link instanceof SyncLink.Linked linked && !linked.warnings().isEmpty());
        if (warned.isEmpty() || !(warned.getLast().link() instanceof SyncLink.Linked newest)) {
            return Sample.NONE;
        }
        SyncLink.Warning first = newest.warnings().getFirst();
        return new Sample(warned.size(), warned.getLast().entity(), first.name() + " " + first.message());
    }

    @Override
    public Map<String, Integer> linked(ConnectedAccount account) {
        Map<String, Integer> linked = new HashMap<>();
        entries(SyncLink.Linked.class::isInstance).stream()
                .filter(entry -> entry.entity().kind() != EntityRef.Kind.LIST)
                .forEach(entry -> linked.merge(entry.link().object().list(), 1, Integer::sum));
        return linked;
    }

    @Override
    public Map<UUID, String> cards(ConnectedAccount account) {
        searches++;
        Map<UUID, String> cards = new HashMap<>();
        entries(link -> ObservedObjects.asLinked(link) != null).stream()
                .filter(entry -> entry.entity().kind() == EntityRef.Kind.PROJECT)
                .forEach(entry ->
                        cards.put(entry.entity().id(), entry.link().object().list()));
        return cards;
    }

    private List<Entry> entries(Predicate<SyncLink> wanted) {
        return links.entrySet().stream()
                .filter(each -> wanted.test(each.getValue()))
                .map(each -> new Entry(each.getKey().entity(), each.getValue()))
                .toList();
    }

    @Override
    public List<GivenUp> givenUp(ConnectedAccount account) {
        return givenUp.values().stream()
                .sorted(Comparator.comparing(each -> each.sending().at()))
                .toList();
    }

    @Override
    public void giveUp(SyncLinkId link, UUID intent, CreateAttempt sending) {
        givenUp.put(intent, new GivenUp(link.entity(), sending));
    }

    @Override
    public List<Former> former(ConnectedAccount account) {
        return List.copyOf(former);
    }

    @Override
    public void putFormer(SyncLinkId link, RemoteRef object) {
        former.add(new Former(link.entity(), object));
    }

    @Override
    public Set<EntityRef> foreign(ConnectedAccount account, Collection<EntityRef> entities) {
        Set<EntityRef> made = new HashSet<>();
        findAll(account, entities).forEach((entity, link) -> {
            RemoteRef object = link.object();
            if (object != null && foreign.contains(object.id())) {
                made.add(entity);
            }
        });
        return made;
    }

    @Override
    public void putForeign(SyncLinkId link, RemoteRef object) {
        foreign.add(object.id());
    }

    @Override
    public Map<String, Integer> deletesSince(ConnectedAccount account, Instant since) {
        Map<String, Set<String>> units = new HashMap<>();
        deletes.forEach((of, delete) -> {
            if (!delete.at().isBefore(since)) {
                units.computeIfAbsent(of.list(), any -> new HashSet<>()).add(delete.unit());
            }
        });
        Map<String, Integer> counts = new HashMap<>();
        units.forEach((list, some) -> counts.put(list, some.size()));
        return counts;
    }

    @Override
    public void putDelete(SyncLinkId link, String list, String unit, Instant at) {
        deletes.put(new DeleteOf(link, list), new Delete(unit, at));
    }

    @Override
    public void put(SyncLinkId link, SyncLink state) {
        links.put(link, state);
    }
}
