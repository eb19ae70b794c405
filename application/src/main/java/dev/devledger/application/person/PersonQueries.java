package dev.devledger.application.person;

import dev.devledger.application.query.DirectoryFilter;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
}
