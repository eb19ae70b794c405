package dev.devledger.adapters.security;

import dev.devledger.application.connection.AccountTokens.SecretStore.SealedSecrets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** In a map, which the tests look into. */
record MemorySecrets(Map<String, SealedSecrets.Sealed> rows) implements SealedSecrets {
    static SealedSecrets in(Map<String, Sealed> rows) {
        return new MemorySecrets(rows);
    }

    @Override
    public void put(String name, Supplier<Sealed> seal) {
        rows.put(name, seal.get());
    }

    @Override
    public boolean add(String name, Supplier<Sealed> seal) {
        return rows.putIfAbsent(name, seal.get()) == null;
    }

    @Override
    public Optional<Sealed> get(String name) {
        return Optional.ofNullable(rows.get(name));
    }

    @Override
    public void remove(String name) {
        rows.remove(name);
    }

    @Override
    public void reseal(BiFunction<String, Sealed, Optional<Sealed>> with) {
        rows.replaceAll((name, row) -> with.apply(name, row).orElse(row));
    }
}
