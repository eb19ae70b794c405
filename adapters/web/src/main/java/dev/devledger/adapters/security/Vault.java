package dev.devledger.adapters.security;

import dev.devledger.adapters.security.EncryptionKey.EncryptionKeys;
import dev.devledger.adapters.security.EncryptionKey.KeyFile;
import dev.devledger.application.connection.SecretStore;
import dev.devledger.application.connection.SecretStore.KeyRotation;
import dev.devledger.application.connection.SecretStore.SealedSecrets;
import dev.devledger.application.connection.SecretStore.SealedSecrets.Sealed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts secrets with AES-256-GCM. A secret can be decrypted only under its own name, so that rows cannot be swapped.
 */
public final class Vault implements SecretStore {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final EncryptionKeys keys;
    private final SealedSecrets store;
    private final SecureRandom random = new SecureRandom();

    public Vault(EncryptionKeys keys, SealedSecrets store) {
        this.keys = keys;
        this.store = store;
    }

    @Override
    public void put(String name, String secret) {
        store.put(name, () -> sealed(name, secret));
    }

    @Override
    public boolean add(String name, String secret) {
        return store.add(name, () -> sealed(name, secret));
    }

    private Sealed sealed(String name, String secret) {
        return seal(name, secret.getBytes(StandardCharsets.UTF_8), keys.current());
    }

    @Override
    public Lookup get(String name) {
        return store.get(name).map(row -> look(name, row)).orElseGet(Lookup.Missing::new);
    }

    private Lookup look(String name, Sealed row) {
        return open(name, row)
                .<Lookup>map(plain -> new Lookup.Opened(new String(plain, StandardCharsets.UTF_8)))
                .orElseGet(Lookup.Undecryptable::new);
    }

    /** Returns the row encrypted with the current key; empty if no key decrypts the row. */
    Optional<Sealed> resealed(String name, Sealed row) {
        return open(name, row).map(plain -> seal(name, plain, keys.current()));
    }

    private Sealed seal(String name, byte[] plain, EncryptionKey key) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new Sealed(cipher(Cipher.ENCRYPT_MODE, key, name, nonce).doFinal(plain), nonce, key.id());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JVM has " + CIPHER + ".", impossible);
        }
    }

    private Optional<byte[]> open(String name, Sealed row) {
        return keys.find(row.keyId()).flatMap(key -> open(name, row, key));
    }

    private static Optional<byte[]> open(String name, Sealed row, EncryptionKey key) {
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, name, row.nonce()).doFinal(row.ciphertext()));
        } catch (AEADBadTagException changed) {
            LOG.warn("The stored secret {} was changed after it was written, and cannot be decrypted.", name);
        } catch (GeneralSecurityException broken) {
            LOG.warn("The stored secret {} cannot be decrypted: {}", name, broken.toString());
        }
        return Optional.empty();
    }

    private static Cipher cipher(int mode, EncryptionKey key, String name, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public void remove(String name) {
        store.remove(name);
    }

    /**
     * Replaces the key. Writes both keys to the file first, then the rows with the new key, then the file with only the
     * new key: wherever the rotation breaks off, the key of each row is in the file. A running server reads the file
     * again for each secret.
     */
    public static final class VaultRotation implements KeyRotation {
        private final EncryptionKeys keys;
        private final SealedSecrets store;

        public VaultRotation(EncryptionKeys keys, SealedSecrets store) {
            this.keys = keys;
            this.store = store;
        }

        @Override
        public Rotated rotate() {
            try {
                return keys instanceof KeyFile file ? file.alone(() -> rotate(file)) : new Rotated.ConfiguredKey();
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
}
