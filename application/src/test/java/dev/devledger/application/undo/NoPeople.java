package dev.devledger.application.undo;

import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.domain.directory.Person.PersonKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger of projects and tasks alone. */
final class NoPeople implements PersonDirectory {
    @Override
    public void lock() {
        // there is nobody else
    }

    @Override
    public Optional<StoredPerson> find(String idOrKey) {
        return Optional.empty();
    }

    @Override
    public Optional<StoredPerson> withEmail(String address) {
        return Optional.empty();
    }

    @Override
    public Map<String, List<StoredPerson>> called(Collection<String> names) {
        return Map.of();
    }

    @Override
    public PersonKey nextKey() {
        throw new UnsupportedOperationException();
    }
}
