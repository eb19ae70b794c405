package dev.devledger.application.directory;

import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of the people. An {@code idOrKey} is the id or the key ({@code U-3}, in any case). */
public interface PersonQueries {
    Optional<PersonView> find(String idOrKey);

    /** Those that there are. People are few, and so are those who change. */
    default List<PersonView> findAll(Collection<UUID> ids) {
        return ids.stream().flatMap(id -> find(id.toString()).stream()).toList();
    }

    /** In the order of their keys. */
    Page<PersonView> list(DirectoryFilter filter, PageRequest page);

    /** The same reads of who was there after the event at a position. */
    PersonQueries asOf(long position);

    /**
     * A person as the read model holds them; the components are the fields of docs/contract.md, section 4.
     *
     * @param me whether it is the owner of the ledger
     */
    record PersonView(
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
}
