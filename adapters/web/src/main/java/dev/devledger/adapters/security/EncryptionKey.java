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
     * A key that somebody chose.
     *
     * @throws IllegalArgumentException where it is not 32 bytes in base64; says what is expected, and never what came
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

    /** Names the key without telling anything of it: 256 random bits are not found from a hash of them. */
    private static String id(byte[] key) {
        MessageDigest digest = Sha256.digest();
        digest.update("devledger encryption key".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
    }

    /** As it is written down; never to be logged. */
    String base64() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    SecretKey key() {
        return key;
    }

    String id() {
        return id;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "EncryptionKey[" + id + "]";
    }

    /** The keys by which stored secrets open. Only while a rotation is under way there is more than one. */
    public interface EncryptionKeys {

        /** The one that encrypts, as it is now; then those that still open something. */
        List<EncryptionKey> all();

        default EncryptionKey current() {
            return all().getFirst();
        }

        default Optional<EncryptionKey> find(String id) {
            return all().stream().filter(key -> key.id().equals(id)).findFirst();
        }

        /** One that somebody chose. */
        static EncryptionKeys of(EncryptionKey chosen) {
            return () -> List.of(chosen);
        }
    }

    /**
     * The file with the encryption key, which is made where it is missing. While a rotation is under way the new key is in its
     * first line, and the old one in the next. It is read whenever a key is needed, so that a server follows a rotation.
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

        /** Those of before where the file cannot be read now. */
        @Override
        public List<EncryptionKey> all() {
            try {
                known = keys(Files.readString(file, StandardCharsets.UTF_8).strip());
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("The encryption key's file {} cannot be read any more; the key of before is used.", file);
            }
            return known;
        }

        /** What changes the file. */
        interface Change<T> {
            T make() throws IOException;
        }

        /** One process at a time; the operating system lets go of the lock of one that ends. */
        <T> T alone(Change<T> change) throws IOException {
            Path lock = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel =
                    FileChannel.open(lock, Set.of(CREATE, WRITE), SecretFile.mode(lock, "rw-------"))) {
                channel.lock();
                return change.make();
            }
        }

        /** In one step, and so that a power cut right after it does not undo it. */
        void write(List<EncryptionKey> keys) throws IOException {
            SecretFile.replace(
                    file,
                    String.join("\n", keys.stream().map(EncryptionKey::base64).toList()));
            known = List.copyOf(keys);
        }
    }
}
