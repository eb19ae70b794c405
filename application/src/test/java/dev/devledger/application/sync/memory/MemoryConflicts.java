package dev.devledger.application.sync.memory;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.conflict.ConflictViews;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The conflicts in memory, oldest first; conflicts of the same time in the order in which they were raised. */
public final class MemoryConflicts implements ConflictBook {
    private final Map<ConflictId, Entry> entries = new LinkedHashMap<>();

    public List<Entry> all() {
        return entries.values().stream()
                .sorted(Comparator.comparing(Entry::firstSeenAt))
                .toList();
    }

    public List<Entry> of(EntityRef entity) {
        return all().stream()
                .filter(entry -> entry.link().entity().equals(entity))
                .toList();
    }

    @Override
    public void put(Entry entry) {
        entries.put(entry.id(), entry);
    }

    @Override
    public Optional<Entry> entry(ConflictId id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public Optional<ConflictView> find(List<ConnectedAccount> accounts, UUID id) {
        return entry(new ConflictId(id)).stream()
                .flatMap(entry -> view(accounts, entry))
                .findFirst();
    }

    @Override
    public Page<ConflictView> list(List<ConnectedAccount> accounts, @Nullable State state, PageRequest page) {
        return new Page<>(
                all().reversed().stream()
                        .filter(entry -> state == null ? stands(entry) : entry.state() == state)
                        .flatMap(entry -> view(accounts, entry))
                        .toList(),
                null);
    }

    @Override
    public List<ConflictView> openOf(List<ConnectedAccount> accounts, Collection<EntityRef> entities) {
        return all().stream()
                .filter(entry -> entry.state() == State.OPEN)
                .filter(entry -> entities.contains(entry.link().entity()))
                .flatMap(entry -> view(accounts, entry))
                .toList();
    }

    @Override
    public List<ConflictView> together(
            List<ConnectedAccount> accounts, Collection<EntityRef> entities, Collection<Instant> resolvedAt) {
        return all().stream()
                .filter(entry ->
                        stands(entry) || (entry.resolvedAt() != null && resolvedAt.contains(entry.resolvedAt())))
                .filter(entry -> entities.contains(entry.link().entity()))
                .flatMap(entry -> view(accounts, entry))
                .toList();
    }

    private static Stream<ConflictView> view(List<ConnectedAccount> accounts, Entry entry) {
        return accounts.stream().filter(account -> isOf(account, entry)).map(account -> new ConflictViews(account)
                .of(entry, null, null));
    }

    private static boolean isOf(ConnectedAccount account, Entry entry) {
        return account.link(entry.link().entity()).equals(entry.link());
    }

    @Override
    public int open(ConnectedAccount account) {
        return (int) all().stream()
                .filter(entry -> isOf(account, entry) && entry.state() == State.OPEN)
                .count();
    }

    @Override
    public Map<State, Integer> counts(List<ConnectedAccount> accounts, Instant appliedSince) {
        return all().stream()
                .filter(entry -> accounts.stream().anyMatch(account -> isOf(account, entry)))
                .filter(entry ->
                        entry.state() != State.APPLIED || !entry.firstSeenAt().isBefore(appliedSince))
                .collect(Collectors.toMap(Entry::state, entry -> 1, Integer::sum));
    }

    @Override
    public Set<String> answered(ConnectedAccount account, EntityRef entity) {
        return of(entity).stream()
                .filter(entry -> isOf(account, entry))
                .filter(entry -> entry.state() == State.RESOLVED)
                .map(Entry::dispute)
                .filter(Dispute.AmbiguousObject.class::isInstance)
                .flatMap(dispute -> ((Dispute.AmbiguousObject) dispute).candidates().stream())
                .map(candidate -> candidate.object().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<OpenConflict> standing(ConnectedAccount account, Collection<EntityRef> entities) {
        return all().stream()
                .filter(MemoryConflicts::stands)
                .filter(entry -> isOf(account, entry))
                .filter(entry -> entities.contains(entry.link().entity()))
                .map(entry -> new OpenConflict(entry.id(), entry.link().entity(), entry.dispute(), entry.firstSeenAt()))
                .toList();
    }

    private static boolean stands(Entry entry) {
        return entry.state() == State.OPEN || entry.state() == State.APPLIED;
    }
}
