package dev.devledger.adapters.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A secret of 32 random bytes in a file that only its owner can read; made where there is none yet. */
final class SecretFile {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    static final int BYTES = 32;

    private static final Set<PosixFilePermission> MINE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** How random bytes are written down. */
    interface Form {
        String of(byte[] random);
    }

    private SecretFile() {}

    /**
     * What is in the file, without the space around it. A file that others could read is closed to them.
     *
     * @param what it is, for messages, such as {@code owner token}
     */
    static String read(Path file, String what, Form form) throws IOException {
        if (Files.notExists(file)) {
            make(file, form);
        }
        tighten(file, what);
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    }

    /** Nobody ever sees half a secret: it is written beside its place, then moved there. */
    private static void make(Path file, Form form) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new NoSuchFileException(file.toString(), null, "it needs a folder");
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder, posix ? only("rwx------") : new FileAttribute<?>[0]);
        Path draft =
                Files.createTempFile(folder, "secret", ".new", posix ? only("rw-------") : new FileAttribute<?>[0]);
        try {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Files.writeString(draft, form.of(random) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] only(String permissions) {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    private static void tighten(Path file, String what) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        if (!MINE.containsAll(Files.getPosixFilePermissions(file))) {
            LOG.warn("Other users could read the {} in {}; now only you can.", what, file);
            Files.setPosixFilePermissions(file, MINE);
        }
    }
}
