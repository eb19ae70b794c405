package dev.devledger.application.directory;

import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of the customers and services. An {@code idOrKey} is the id or the key ({@code C-4}, in any case). */
public interface BillingQueries {
    Optional<BillingView> find(BillingKind kind, String idOrKey);

    /** In the order of their keys. */
    Page<BillingView> list(BillingKind kind, DirectoryFilter filter, PageRequest page);

    /** The same reads of what was there after the event at a position. */
    BillingQueries asOf(long position);

    /**
     * A customer or a service as the read model holds it; the components are the fields of docs/contract.md, section 4.
     *
     * @param notes null where there are none
     */
    record BillingView(
            UUID id,
            String key,
            String name,
            @Nullable String notes,
            boolean archived,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt,
            long version,
            List<LinkView> links) {}
}
