package dev.devledger.application.person;

import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.person.PersonKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds people for a write. */
public interface PersonDirectory {

    record Known(
            PersonId person,
            PersonKey key,
            String name,
            @Nullable String email,
            boolean archived,
            boolean deleted) {}

    /**
     * Nobody else writes people until the transaction ends, so that no two have one e-mail address. A write takes this
     * before it sends a command: commands hold locks of their own, and the two kinds are always taken in this order.
     */
    void hold();

    /** Also one that is deleted. */
    Optional<Known> find(String idOrKey);

    /** Who is not deleted and has this address, in any case. */
    Optional<Known> withEmail(String address);

    /** Those who are not deleted and have exactly this name, in any case; in the order of their keys. */
    List<Known> named(String name);

    /** A key that nobody has or had. */
    PersonKey nextKey();
}
