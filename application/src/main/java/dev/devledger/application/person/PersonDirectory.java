package dev.devledger.application.person;

import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.person.PersonKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds people for a write. */
public interface PersonDirectory {

    record Known(PersonId person, PersonKey key, @Nullable String email) {}

    /**
     * Nobody else writes people until the transaction ends, so that no two have one e-mail address. A write takes this
     * before it sends a command: commands hold locks of their own, and the two kinds are always taken in this order.
     */
    void hold();

    /** Also one that is deleted. */
    Optional<Known> find(String idOrKey);

    /** Who is not deleted and has this address, in any case. */
    Optional<Known> withEmail(String address);

    /** A key that nobody has or had. */
    PersonKey nextKey();
}
