package dev.devledger.application.directory;

import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.field.NamedParts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
