package dev.devledger.adapters.security;

import dev.devledger.application.connection.KeyRotation;
import dev.devledger.application.connection.SealedSecrets;
import dev.devledger.application.connection.SealedSecrets.Sealed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * First the file has both keys, then the rows change theirs, then the file has the new one alone: wherever that breaks
 * off, every row has a key that is in the file. A server that runs reads the file again for each secret.
 */
public final class VaultRotation implements KeyRotation {
    private final EncryptionKeys keys;
    private final SealedSecrets store;

    public VaultRotation(EncryptionKeys keys, SealedSecrets store) {
        this.keys = keys;
        this.store = store;
    }

    @Override
    public Rotated rotate() {
        try {
            return keys instanceof KeyFile file ? file.alone(() -> rotate(file)) : new Rotated.NotOurs();
        } catch (IOException e) {
            throw new UncheckedIOException("The encryption key's file could not be written", e);
        }
    }

    private Rotated rotate(KeyFile file) throws IOException {
        boolean brokenOff = file.all().size() > 1;
        if (!brokenOff) {
            file.write(List.of(EncryptionKey.random(), file.current()));
        }
        Vault vault = new Vault(file, store);
        AtomicInteger all = new AtomicInteger();
        AtomicInteger locked = new AtomicInteger();
        store.reseal((name, row) -> {
            all.incrementAndGet();
            Optional<Sealed> resealed = vault.resealed(name, row);
            if (resealed.isEmpty()) {
                locked.incrementAndGet();
            }
            return resealed;
        });
        EncryptionKey only = file.current();
        file.write(List.of(only));
        return new Rotated.Done(only.id(), all.get() - locked.get(), locked.get(), brokenOff);
    }
}
