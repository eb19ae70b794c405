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
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secret that opens everything, in a file that only its owner can read; made where there is none yet. */
public final class OwnerToken {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerToken.class);

    /** The prefix lets people, and scanners for leaked secrets, recognise it. */
    private static final Pattern FORM = Pattern.compile("dlo_[A-Za-z0-9_-]{43}");

    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> MINE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** The file cannot be read, or has something else in it; the message is for whoever started Devledger. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Unusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final Path file;
    private final String secret;

    public OwnerToken(Path file) {
        this.file = file;
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            tighten(file);
            this.secret = read(file);
        } catch (IOException unusable) {
            throw new Unusable("The owner token's file " + file + " cannot be used: " + unusable, unusable);
        }
    }

    /** Where people find it. */
    public Path file() {
        return file;
    }

    /** The token itself; never to be logged. */
    public String secret() {
        return secret;
    }

    /** Takes the same time however much of it is right. */
    public boolean matches(String token) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "the owner token of " + file;
    }

    /** Nobody ever sees half a token: it is written beside its place, then moved there. */
    private static void make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new NoSuchFileException(file.toString(), null, "it needs a folder");
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder, posix ? only("rwx------") : new FileAttribute<?>[0]);
        Path draft =
                Files.createTempFile(folder, "owner", ".token", posix ? only("rw-------") : new FileAttribute<?>[0]);
        try {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Files.writeString(
                    draft, "dlo_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
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

    private static void tighten(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        if (!MINE.containsAll(Files.getPosixFilePermissions(file))) {
            LOG.warn("Others could read the owner token in {}; only you can from now on.", file);
            Files.setPosixFilePermissions(file, MINE);
        }
    }

    private static String read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        if (!FORM.matcher(text).matches()) {
            throw new Unusable("There is no owner token in " + file + ": it is empty or was changed.", null);
        }
        return text;
    }
}
