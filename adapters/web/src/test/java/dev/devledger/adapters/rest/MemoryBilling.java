package dev.devledger.adapters.rest;

import dev.devledger.application.directory.BillingItems.BillingDirectory;
import dev.devledger.application.directory.BillingItems.BillingQueries;
import dev.devledger.application.directory.BillingItems.BillingQueries.BillingView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.domain.directory.BillingDecider;
import dev.devledger.domain.directory.BillingItem;
import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.shared.NormalizedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The customers and services of a ledger that is in memory. */
final class MemoryBilling {
    private final Map<BillingId, BillingItem> items = new LinkedHashMap<>();
    private final Map<BillingId, BillingKey> keys = new LinkedHashMap<>();

    void send(BillingCommand command) {
        BillingDecider decider = new BillingDecider();
        BillingItem state = items.getOrDefault(command.id(), decider.initial());
        for (BillingEvent event : decider.decide(command, state)) {
            state = decider.evolve(state, event);
            if (event instanceof BillingEvent.Created created) {
                keys.put(created.id(), created.key());
            }
        }
        items.put(command.id(), state);
    }

    ProjectView.@Nullable Billed billed(@Nullable BillingId id) {
        return id == null
                ? null
                : new ProjectView.Billed(keys.get(id).toString(), known(id).name());
    }

    private Stream<BillingId> of(BillingKind kind) {
        return items.keySet().stream().filter(id -> id.kind() == kind);
    }

    private Optional<BillingId> id(BillingKind kind, String idOrKey) {
        return of(kind).filter(id -> id.value().toString().equals(idOrKey)
                        || keys.get(id).toString().equalsIgnoreCase(idOrKey))
                .findFirst();
    }

    private BillingView view(BillingId id) {
        BillingItem.Present last = items.get(id).last(id);
        return new BillingView(
                id.value(),
                keys.get(id).toString(),
                last.details(),
                MemoryLedger.NOW,
                MemoryLedger.NOW,
                items.get(id) instanceof BillingItem.Deleted ? MemoryLedger.NOW : null,
                last.version(),
                List.of());
    }

    private BillingDirectory.StoredItem known(BillingId id) {
        BillingView view = view(id);
        return new BillingDirectory.StoredItem(
                id, keys.get(id), view.name(), view.details().archived(), view.deletedAt() != null);
    }

    final class Reads implements BillingQueries {
        @Override
        public Optional<BillingView> find(BillingKind kind, String idOrKey) {
            return id(kind, idOrKey).map(MemoryBilling.this::view);
        }

        @Override
        public Page<BillingView> list(BillingKind kind, DirectoryFilter filter, PageRequest page) {
            return new Page<>(of(kind).map(MemoryBilling.this::view).toList(), null);
        }

        @Override
        public BillingQueries asOf(long position) {
            return this;
        }
    }

    final class Directory implements BillingDirectory {
        @Override
        public void lock() {
            // there is nobody else
        }

        @Override
        public Optional<StoredItem> find(BillingKind kind, String idOrKey) {
            return id(kind, idOrKey).map(MemoryBilling.this::known);
        }

        @Override
        public Optional<StoredItem> named(BillingKind kind, NormalizedName name) {
            return of(kind).map(MemoryBilling.this::known)
                    .filter(each ->
                            !each.deleted() && NormalizedName.of(each.name()).equals(name))
                    .findFirst();
        }

        @Override
        public BillingKey nextKey(BillingKind kind) {
            return new BillingKey(kind, of(kind).count() + 1);
        }
    }
}
