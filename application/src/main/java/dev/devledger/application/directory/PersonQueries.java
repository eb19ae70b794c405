package dev.devledger.application.directory;

import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.field.NamedParts;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of the people. An {@code idOrKey} is the id or the key ({@code U-3}, in any case). */
public interface PersonQueries {
    Optional<PersonView> find(String idOrKey);

    /** Returns the people of these ids that exist. One read for each is enough, as people are few and rarely change. */
    default List<PersonView> findAll(Collection<UUID> ids) {
        return ids.stream().flatMap(id -> find(id.toString()).stream()).toList();
    }

    /** Returns people in the order of their keys. */
    Page<PersonView> list(DirectoryFilter filter, PageRequest page);

    /** Returns the same reads as of the event at a position. */
    PersonQueries asOf(long position);

    /**
     * A person as the read model holds them; the parts are the fields of docs/contract.md, section 4.
     *
     * @param me true for the owner of the ledger
     */
    record PersonView(
            UUID id,
            String key,
            PersonDetails details,
            boolean me,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt,
            long version,
            List<LinkView> links)
            implements NamedParts {

        public String name() {
            return details.name();
        }

        public @Nullable String email() {
            return details.email();
        }

        public boolean archived() {
            return details.archived();
        }

        @Override
        public Map<String, @Nullable Object> parts() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("id", id);
            parts.put("key", key);
            PersonDetails.KIND.shown(details).forEach((name, value) -> {
                parts.put(name, value);
                if (name.equals("email")) {
                    parts.put("me", me);
                }
            });
            parts.put("createdAt", createdAt);
            parts.put("updatedAt", updatedAt);
            parts.put("deletedAt", deletedAt);
            parts.put("version", version);
            parts.put("links", links);
            return parts;
        }
    }
}
