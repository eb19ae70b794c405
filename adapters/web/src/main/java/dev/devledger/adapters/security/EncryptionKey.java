package dev.devledger.adapters.security;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.adapters.security.SecretFile.UnusableSecret;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.connection.AccountTokens.SecretStore.KeyRotation;
import dev.devledger.application.connection.AccountTokens.SecretStore.SealedSecrets;
import dev.devledger.application.connection.AccountTokens.SecretStore.SealedSecrets.Sealed;
import dev.devledger.domain.shared.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key for secrets at rest: 256 bits for AES. */
public final class EncryptionKey {
    private static final int ID_BYTES = 8;

    private final SecretKey key;
    private final String id;

    private EncryptionKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
        this.id = id(bytes);
    }

    /**
     * Returns a key that a user chose.
     *
     * @throws IllegalArgumentException if the text is not 32 bytes in base64; the message never contains the text
     */
    public static EncryptionKey of(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw unfit("this is not base64");
        }
        if (bytes.length != SecretFile.BYTES) {
            throw unfit("these are " + bytes.length + " bytes");
        }
        return new EncryptionKey(bytes);
    }

    static EncryptionKey random() {
        byte[] bytes = new byte[SecretFile.BYTES];
        new SecureRandom().nextBytes(bytes);
        return new EncryptionKey(bytes);
    }

    private static IllegalArgumentException unfit(String what) {
        return new IllegalArgumentException(
                "the key must be 32 bytes in base64, such as `openssl rand -base64 32` makes; " + what);
    }

    /** Returns the key's id, which reveals nothing about the key: 256 random bits cannot be found from their hash. */
    private static String id(byte[] key) {
        MessageDigest digest = Sha256.digest();
        digest.update("devledger encryption key".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
    }

    /** Returns the key as text, which must never be logged. */
    String base64() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    SecretKey key() {
        return key;
    }

    String id() {
        return id;
    }

    /** Returns the id without the key. */
    @Override
    public String toString() {
        return "EncryptionKey[" + id + "]";
    }

    /** The keys that decrypt stored secrets. Several keys exist only during a rotation. */
    public interface EncryptionKeys {

        /** Returns the current key, which encrypts, followed by the older keys that still decrypt. */
        List<EncryptionKey> all();

        default EncryptionKey current() {
            return all().getFirst();
        }

        default Optional<EncryptionKey> find(String id) {
            return all().stream().filter(key -> key.id().equals(id)).findFirst();
        }

        /** Returns a fixed key that a user chose. */
        static EncryptionKeys of(EncryptionKey chosen) {
            return () -> List.of(chosen);
        }
    }

    /**
     * The file with the encryption key, which is created if missing. During a rotation, the first line has the new key
     * and the next line the old key. The file is read for each use of a key, so that a running server uses the new key.
     */
    public static final class KeyFile implements EncryptionKeys {
        private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

        private final Path file;
        private volatile List<EncryptionKey> known;

        public KeyFile(Path file) {
            this.file = file;
            try {
                this.known = keys(SecretFile.read(
                        file,
                        "encryption key",
                        "then change it with: java -jar devledger.jar key rotate",
                        Base64.getEncoder()::encodeToString));
            } catch (IOException | IllegalArgumentException unusable) {
                throw new UnusableSecret(
                        "The encryption key's file " + file + " cannot be used: " + unusable.getMessage(),
                        "Put the right key back. Where it is lost, delete the file: the next start makes a new key, and"
                                + " accounts must be connected again.",
                        unusable);
            }
        }

        private static List<EncryptionKey> keys(String text) {
            List<EncryptionKey> keys = text.lines().map(EncryptionKey::of).toList();
            return keys.isEmpty() ? List.of(EncryptionKey.of("")) : keys;
        }

        /** Returns the keys in the file; the keys read before if the file cannot be read now. */
        @Override
        public List<EncryptionKey> all() {
            try {
                known = keys(Files.readString(file, StandardCharsets.UTF_8).strip());
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("The encryption key's file {} cannot be read any more; the key of before is used.", file);
            }
            return known;
        }

        /** A change of the file. */
        interface Change<T> {
            T make() throws IOException;
        }

        /**
         * Runs a change with a lock on the file against other processes. The operating system releases the lock of a
         * process that ends.
         */
        <T> T alone(Change<T> change) throws IOException {
            Path lock = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel =
                    FileChannel.open(lock, Set.of(CREATE, WRITE), SecretFile.mode(lock, "rw-------"))) {
                channel.lock();
                return change.make();
            }
        }

        /** Writes the file atomically, and flushes it to the disk, so that it survives a power cut. */
        void write(List<EncryptionKey> keys) throws IOException {
            SecretFile.replace(
                    file,
                    String.join("\n", keys.stream().map(EncryptionKey::base64).toList()));
            known = List.copyOf(keys);
        }
    }

    /**
     * Encrypts secrets with AES-256-GCM. A secret can be decrypted only under its own name, so that rows cannot be swapped.
     */
    public static final class Vault implements SecretStore {
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
}
