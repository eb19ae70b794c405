package dev.devledger.adapters.security;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.adapters.security.SecretFile.UnusableSecret;
import dev.devledger.domain.shared.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
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
}
