package dev.devledger.application.billing;

import dev.devledger.application.query.LinkView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer or a service as the read model holds it; the components are the fields of docs/contract.md, section 4.
 *
 * @param notes null where there are none
 */
public record BillingView(
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
