package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The links of time entries in memory, of all accounts. */
public final class MemoryEntryLinkBook implements EntryLinkBook {
    private final Map<EntryLinkId, EntryLink> rows = new LinkedHashMap<>();
    private final Map<EntryLinkId, Instant> deletes = new HashMap<>();
    private boolean forgetful;

    /** What any of them is for where the ledger did not know it is not told any more: a bug. */
    public void forgetPlaces() {
        forgetful = true;
    }

    private void each(ConnectedAccount account, BiConsumer<UUID, EntryLink> to) {
        rows.forEach((id, link) -> {
            if (isOf(account, id)) {
                to.accept(id.entry(), link);
            }
        });
    }

    private static boolean isOf(ConnectedAccount account, EntryLinkId id) {
        return id.connector().equals(account.connector()) && id.account().equals(account.account());
    }

    @Override
    public Optional<EntryLink> find(EntryLinkId link) {
        return Optional.ofNullable(rows.get(link));
    }

    @Override
    public Map<UUID, EntryLink> find(ConnectedAccount account, Collection<UUID> entries) {
        Map<UUID, EntryLink> found = new HashMap<>();
        each(account, (entry, link) -> {
            if (entries.contains(entry)) {
                found.put(entry, link);
            }
        });
        return found;
    }

    @Override
    public Map<String, UUID> owners(ConnectedAccount account, Collection<String> remotes) {
        Map<String, UUID> found = new HashMap<>();
        each(account, (entry, link) -> link.object().filter(remotes::contains).ifPresent(object -> {
            if (link instanceof EntryLink.Linked) {
                found.put(object, entry);
            } else {
                found.putIfAbsent(object, entry);
            }
        }));
        return found;
    }

    @Override
    public Map<UUID, EntryLink> open(ConnectedAccount account, Instant from, Instant to) {
        Map<UUID, EntryLink> found = new HashMap<>();
        each(account, (entry, link) -> {
            boolean open =
                    switch (link) {
                        case EntryLink.Adding adding -> true;
                        case EntryLink.Linked(var remote, var base) ->
                            !base.there().start().isBefore(from)
                                    && base.there().start().isBefore(to);
                        default -> false;
                    };
            if (open) {
                found.put(entry, link);
            }
        });
        return found;
    }

    @Override
    public Set<String> unplacedFor(ConnectedAccount account) {
        Set<String> objects = new HashSet<>();
        if (!forgetful) {
            each(account, (entry, link) -> link.unplacedFor().ifPresent(objects::add));
        }
        return objects;
    }

    @Override
    public Map<UUID, EntryLink> unplaced(ConnectedAccount account, Collection<String> objects) {
        Map<UUID, EntryLink> found = new HashMap<>();
        each(
                account,
                (entry, link) -> link.unplacedFor().filter(objects::contains).ifPresent(any -> found.put(entry, link)));
        return found;
    }

    @Override
    public LinkBook.Sample warned(ConnectedAccount account) {
        Map<UUID, String> warned = new HashMap<>();
        each(account, (entry, link) -> {
            if (link instanceof EntryLink.Linked(var remote, var base)) {
                base.remarks().stream()
                        .findFirst()
                        .ifPresent(each -> warned.put(entry, each.field() + " " + each.message()));
            }
        });
        return warned.entrySet().stream()
                .findFirst()
                .map(each -> new LinkBook.Sample(warned.size(), EntityRef.entry(each.getKey()), each.getValue()))
                .orElse(LinkBook.Sample.NONE);
    }

    @Override
    public int linked(ConnectedAccount account) {
        return (int) rows.entrySet().stream()
                .filter(each -> isOf(account, each.getKey()) && each.getValue() instanceof EntryLink.Linked)
                .count();
    }

    @Override
    public void put(EntryLinkId link, EntryLink state, @Nullable Instant agreedAt) {
        rows.put(link, state);
    }

    @Override
    public int deletedSince(ConnectedAccount account, Instant since) {
        return (int) deletes.entrySet().stream()
                .filter(each -> isOf(account, each.getKey()) && !each.getValue().isBefore(since))
                .count();
    }

    @Override
    public void putDelete(EntryLinkId link, Instant at) {
        deletes.put(link, at);
    }
}
