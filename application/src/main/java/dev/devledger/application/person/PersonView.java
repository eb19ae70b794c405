package dev.devledger.application.person;

import dev.devledger.application.query.LinkView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as the read model holds them; the components are the fields of docs/contract.md, section 4.
 *
 * @param me whether it is the owner of the ledger
 */
public record PersonView(
        UUID id,
        String key,
        String name,
        @Nullable String email,
        boolean me,
        boolean archived,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        long version,
        List<LinkView> links) {}
