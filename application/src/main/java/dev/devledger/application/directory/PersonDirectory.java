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
    void lock();

    /** Also one that is deleted. */
    Optional<Known> find(String idOrKey);

    /** Who is not deleted and has this address, in any case. */
    Optional<Known> withEmail(String address);

    /**
     * Whom each of these texts means, in one statement: who has it as an id or key, also if they are deleted; else who has it
     * as an e-mail address; else all who have exactly this name, in the order of their keys. The last two in any case, and of
     * those who are not deleted. What means nobody is left out.
     */
    Map<String, List<Known>> called(Collection<String> texts);

    /** A key that nobody has or had. */
    PersonKey nextKey();
}
