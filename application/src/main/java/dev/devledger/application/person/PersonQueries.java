package dev.devledger.application.person;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.util.Optional;

/** Reads of the people. An {@code idOrKey} is the id or the key ({@code U-3}, in any case). */
public interface PersonQueries {
    Optional<PersonView> find(String idOrKey);

    /** In the order of their keys. */
    Page<PersonView> list(PersonFilter filter, PageRequest page);

    /** The same reads of who was there after the event at a position. */
    PersonQueries asOf(long position);
}
