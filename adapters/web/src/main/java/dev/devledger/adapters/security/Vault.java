package dev.devledger.adapters.security;

import dev.devledger.application.connection.SealedSecrets;
import dev.devledger.application.connection.SealedSecrets.Sealed;
import dev.devledger.application.connection.SecretStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** AES-256-GCM around what is stored. A secret opens under its own name only, so that rows cannot be exchanged. */
public final class Vault implements SecretStore {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final EncryptionKey key;
    private final SealedSecrets store;
    private final SecureRandom random = new SecureRandom();

    public Vault(EncryptionKey key, SealedSecrets store) {
        this.key = key;
        this.store = store;
    }

    @Override
    public void put(String name, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext =
                    cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            store.put(name, new Sealed(ciphertext, nonce, key.id()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JVM has " + CIPHER + ".", impossible);
        }
    }

    @Override
    public Lookup get(String name) {
        return store.get(name).map(row -> open(name, row)).orElseGet(Lookup.None::new);
    }

    private Lookup open(String name, Sealed row) {
        if (!row.keyId().equals(key.id())) {
            return new Lookup.Locked();
        }
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, name, row.nonce()).doFinal(row.ciphertext());
            return new Lookup.Opened(new String(plain, StandardCharsets.UTF_8));
        } catch (AEADBadTagException changed) {
            LOG.warn("The stored secret {} was changed after it was written, and cannot be decrypted.", name);
            return new Lookup.Locked();
        } catch (GeneralSecurityException broken) {
            LOG.warn("The stored secret {} cannot be decrypted: {}", name, broken.toString());
            return new Lookup.Locked();
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public void remove(String name) {
        store.remove(name);
    }
}
