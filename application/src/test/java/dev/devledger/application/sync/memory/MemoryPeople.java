package dev.devledger.application.sync.memory;

import dev.devledger.application.person.PersonDirectory;
import dev.devledger.domain.person.PersonKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nobody: in the simulated worlds nothing is assigned. */
public final class MemoryPeople implements PersonDirectory {
    @Override
    public void lock() {}

    @Override
    public Optional<Known> find(String idOrKey) {
        return Optional.empty();
    }

    @Override
    public Optional<Known> withEmail(String address) {
        return Optional.empty();
    }

    @Override
    public Map<String, List<Known>> called(Collection<String> texts) {
        return Map.of();
    }

    @Override
    public PersonKey nextKey() {
        throw new UnsupportedOperationException("nobody is made here");
    }
}
