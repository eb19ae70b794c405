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
     * A key that a user chose.
     *
     * @throws IllegalArgumentException if it is not 32 bytes in base64; the message never has the given text
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

    /** The key's id, which reveals nothing: 256 random bits cannot be found from their hash. */
    private static String id(byte[] key) {
        MessageDigest digest = Sha256.digest();
        digest.update("devledger encryption key".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
    }

    /** The key as text; never to be logged. */
    String base64() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    SecretKey key() {
        return key;
    }

    String id() {
        return id;
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "EncryptionKey[" + id + "]";
    }

    /** The keys that decrypt stored secrets. There are several only during a rotation. */
    public interface EncryptionKeys {

        /** The current key, which encrypts; then the older ones that still decrypt. */
        List<EncryptionKey> all();

        default EncryptionKey current() {
            return all().getFirst();
        }

        default Optional<EncryptionKey> find(String id) {
            return all().stream().filter(key -> key.id().equals(id)).findFirst();
        }

        /** A fixed key that a user chose. */
        static EncryptionKeys of(EncryptionKey chosen) {
            return () -> List.of(chosen);
        }
    }

    /**
     * The file with the encryption key, made if it is missing. During a rotation the new key is in its first line, and
     * the old one in the next. It is read for each use of a key, so that a server follows a rotation.
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

        /** The keys of before if the file cannot be read now. */
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

        /** Locks the file against other processes; the operating system releases the lock of a process that ends. */
        <T> T alone(Change<T> change) throws IOException {
            Path lock = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel =
                    FileChannel.open(lock, Set.of(CREATE, WRITE), SecretFile.mode(lock, "rw-------"))) {
                channel.lock();
                return change.make();
            }
        }

        /** Writes the file atomically, and forces it to the disk against a power cut. */
        void write(List<EncryptionKey> keys) throws IOException {
            SecretFile.replace(
                    file,
                    String.join("\n", keys.stream().map(EncryptionKey::base64).toList()));
            known = List.copyOf(keys);
        }
    }
}
