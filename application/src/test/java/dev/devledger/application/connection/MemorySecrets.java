package dev.devledger.application.connection;

import dev.devledger.application.connection.AccountTokens.SecretStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets in a map, which can be locked. */
final class MemorySecrets implements SecretStore {
    final Map<String, String> secrets = new ConcurrentHashMap<>();
    boolean locked;

    @Override
    public void put(String name, String secret) {
        secrets.put(name, secret);
    }

    @Override
    public boolean add(String name, String secret) {
        return secrets.putIfAbsent(name, secret) == null;
    }

    @Override
    public Lookup get(String name) {
        String secret = secrets.get(name);
        if (secret == null) {
            return new Lookup.Missing();
        }
        return locked ? new Lookup.Undecryptable() : new Lookup.Opened(secret);
    }

    @Override
    public void remove(String name) {
        secrets.remove(name);
    }
}
