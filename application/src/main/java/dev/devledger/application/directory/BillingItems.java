package dev.devledger.application.directory;

import dev.devledger.application.directory.BillingItems.BillingDirectory.StoredItem;
import dev.devledger.application.directory.BillingItems.BillingQueries.BillingView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.field.EntityKind.NamedParts;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.NormalizedName;
import dev.devledger.domain.shared.Rejection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The writes of customers and services. Each method adds to a change set; an {@code idOrKey} is the id or the key. */
public record BillingItems(BillingItems.BillingDirectory directory) {

    public BillingId create(ChangeSet changes, BillingKind kind, BillingDetails details) {
        directory.lock();
        details.violations().rejectIfAny();
        BillingId id = kind.id(changes.newId());
        requireFree(id, details.name());
        changes.send(new BillingCommand.Create(id, directory.nextKey(kind), details, changes.at()));
        return id;
    }

    /**
     * Returns the item of that name. Creates a missing one: the connected service that names the item has it already.
     */
    public BillingId called(ChangeSet changes, BillingKind kind, String name) {
        directory.lock();
        return directory
                .named(kind, NormalizedName.of(name))
                .map(BillingDirectory.StoredItem::id)
                .orElseGet(() -> create(changes, kind, new BillingDetails(name.strip(), "", false)));
    }

    public BillingId edit(
            ChangeSet changes,
            BillingKind kind,
            String idOrKey,
            Patch<BillingDetails> edit,
            @Nullable Long expectedVersion) {
        BillingId id = locked(kind, idOrKey).id();
        requireFree(id, edit);
        changes.send(new BillingCommand.Edit(id, edit, expectedVersion, changes.at()));
        return id;
    }

    /** Deletes an item; the projects that refer to it keep it. */
    public BillingId delete(ChangeSet changes, BillingKind kind, String idOrKey, @Nullable Long expectedVersion) {
        BillingId id = locked(kind, idOrKey).id();
        changes.send(new BillingCommand.Delete(id, expectedVersion, changes.at()));
        return id;
    }

    public BillingId restore(ChangeSet changes, BillingKind kind, String idOrKey, @Nullable Long expectedVersion) {
        BillingDirectory.StoredItem known = locked(kind, idOrKey);
        requireFree(known.id(), known.name());
        changes.send(new BillingCommand.Restore(known.id(), expectedVersion, changes.at()));
        return known.id();
    }

    /**
     * Checks a command of another component before it is sent: no other item of the kind may have the name that the
     * command sets.
     */
    public void requireName(BillingCommand command) {
        switch (command) {
            case BillingCommand.Edit edit -> {
                directory.lock();
                requireFree(edit.id(), edit.edit());
            }
            case BillingCommand.Restore(BillingId id, Long version, var at) ->
                requireFree(id, locked(id.kind(), id.value().toString()).name());
            default -> {}
        }
    }

    private BillingDirectory.StoredItem locked(BillingKind kind, String idOrKey) {
        directory.lock();
        return directory.find(kind, idOrKey).orElseThrow(() -> unknown(kind, idOrKey));
    }

    private void requireFree(BillingId own, Patch<BillingDetails> edit) {
        String name = edit.value(BillingDetails.NAME);
        if (name != null) {
            requireFree(own, name);
        }
    }

    private void requireFree(BillingId own, String name) {
        BillingKind kind = own.kind();
        directory
                .named(kind, NormalizedName.of(name))
                .filter(other -> !other.id().equals(own))
                .ifPresent(other -> {
                    throw Rejection.of(
                            Rejection.Code.CONFLICT_STATE,
                            "The name " + other.name() + " is that of " + other.key() + ". Each " + kind.word()
                                    + " has a name of its own, in any case.");
                });
    }

    public static Rejection unknown(BillingKind kind, String idOrKey) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no " + kind.word() + " " + idOrKey + ". GET /api/" + kind.word()
                        + "s lists all ids and keys.");
    }

    /** Finds customers and services for a write. */
    public interface BillingDirectory {

        record StoredItem(BillingId id, BillingKey key, String name, boolean archived, boolean deleted) {}

        /**
         * Locks all customers and services: no other write changes them until the transaction ends, so that no two
         * items get the same name. A write takes this before it sends a command: commands hold locks of their own, and
         * the two kinds are always taken in this order.
         */
        void lock();

        /** Finds an item, deleted or not. */
        Optional<StoredItem> find(BillingKind kind, String idOrKey);

        /** Finds the item of this name that is not deleted. */
        Optional<StoredItem> named(BillingKind kind, NormalizedName name);

        /** Returns a key that no item of the kind ever had. */
        BillingKey nextKey(BillingKind kind);
    }

    /** Resolves the customer and the service of a project by the caller's texts: a key, an id or a name. */
    public record BillingRefs(BillingDirectory directory, BillingQueries queries) {
        private static final int SHOWN = 10;

        /**
         * Finds a customer. An archived or deleted one is kept if it is set already, and refused if it is new.
         *
         * @param now the key of the project's current customer; null for none
         */
        public CustomerId customer(String called, @Nullable String now) {
            return new CustomerId(one(BillingKind.CUSTOMER, called, now).id().value());
        }

        /** Finds a service by the rules of {@link #customer}. */
        public ServiceId service(String called, @Nullable String now) {
            return new ServiceId(one(BillingKind.SERVICE, called, now).id().value());
        }

        /**
         * Returns true if the name matches one item that can be set. Used for a file of another ledger, whose keys mean
         * other items.
         */
        public boolean isNamed(BillingKind kind, String name) {
            return directory
                    .named(kind, NormalizedName.of(name.strip()))
                    .filter(each -> find(kind, name.strip()).equals(Optional.of(each)))
                    .filter(each -> !each.archived())
                    .isPresent();
        }

        private StoredItem one(BillingKind kind, String called, @Nullable String now) {
            String text = called.strip();
            StoredItem known = find(kind, text).orElseThrow(() -> Rejection.invalid(kind.word(), none(kind)));
            if ((known.archived() || known.deleted()) && !known.key().toString().equals(now)) {
                throw Rejection.invalid(
                        kind.word(),
                        "is " + known.key() + ", which is " + (known.deleted() ? "deleted" : "archived")
                                + "; no project newly gets it");
            }
            return known;
        }

        private Optional<StoredItem> find(BillingKind kind, String text) {
            return directory.find(kind, text).or(() -> directory.named(kind, NormalizedName.of(text)));
        }

        private String none(BillingKind kind) {
            Page<BillingView> first = queries.list(kind, DirectoryFilter.CURRENT, new PageRequest(SHOWN, null));
            String known = first.items().isEmpty()
                    ? "there is none yet"
                    : first.items().stream()
                            .map(each -> each.key() + " " + each.name())
                            .collect(Collectors.joining(", ", "", first.nextCursor() == null ? "" : " and more"));
            return "is no " + kind.word() + "; the key or the name of one is expected: " + known;
        }
    }

    /** Reads of the customers and services. An {@code idOrKey} is the id or the key ({@code C-4}, in any case). */
    public interface BillingQueries {
        Optional<BillingView> find(BillingKind kind, String idOrKey);

        /** Returns items in the order of their keys. */
        Page<BillingView> list(BillingKind kind, DirectoryFilter filter, PageRequest page);

        /** Returns the same reads as of the event at a position. */
        BillingQueries asOf(long position);

        /** A customer or a service as the read model holds it; the parts are the fields of docs/contract.md, section 4. */
        record BillingView(
                UUID id,
                String key,
                BillingDetails details,
                Instant createdAt,
                Instant updatedAt,
                @Nullable Instant deletedAt,
                long version,
                List<LinkView> links)
                implements NamedParts {

            public String name() {
                return details.name();
            }

            @Override
            public Map<String, @Nullable Object> parts() {
                Map<String, @Nullable Object> parts = new LinkedHashMap<>();
                parts.put("id", id);
                parts.put("key", key);
                parts.putAll(BillingDetails.KIND.shown(details));
                parts.put("createdAt", createdAt);
                parts.put("updatedAt", updatedAt);
                parts.put("deletedAt", deletedAt);
                parts.put("version", version);
                parts.put("links", links);
                return parts;
            }
        }
    }
}
