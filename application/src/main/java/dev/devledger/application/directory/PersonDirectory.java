package dev.devledger.application.directory;

import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds people for a write. */
public interface PersonDirectory {

    record StoredPerson(
            PersonId person,
            PersonKey key,
            String name,
            @Nullable String email,
            boolean archived,
            boolean deleted) {}

    /**
     * Locks all people: no other write changes them until the transaction ends, so that no two people get the same
     * e-mail address. A write takes this before it sends a command: commands hold locks of their own, and the two kinds
     * are always taken in this order.
     */
    void lock();

    /** Finds a person, deleted or not. */
    Optional<StoredPerson> find(String idOrKey);

    /** Finds the person with this address, in any case, who is not deleted. */
    Optional<StoredPerson> withEmail(String address);

    /**
     * Finds the people of each text, in one statement: by id or key, deleted ones too; else by e-mail address; else all
     * with exactly this name, in the order of their keys. Addresses and names match in any letter case, and only people
     * who are not deleted. A text without a match is left out.
     */
    Map<String, List<StoredPerson>> called(Collection<String> texts);

    /** Returns a key that no person ever had. */
    PersonKey nextKey();
}
