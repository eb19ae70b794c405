package dev.devledger.adapters.security;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the encryption key, which is made where it is missing. While a rotation is under way the new key is in its
 * first line, and the old one in the next. It is read whenever a key is needed, so that a server follows a rotation.
 */
public final class KeyFile implements EncryptionKeys {
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
        try (FileChannel channel = FileChannel.open(lock, Set.of(CREATE, WRITE), SecretFile.mode(lock, "rw-------"))) {
            channel.lock();
            return change.make();
        }
    }

    /** In one step, and so that a power cut right after it does not undo it. */
    void write(List<EncryptionKey> keys) throws IOException {
        SecretFile.replace(
                file, String.join("\n", keys.stream().map(EncryptionKey::base64).toList()));
        known = List.copyOf(keys);
    }
}
