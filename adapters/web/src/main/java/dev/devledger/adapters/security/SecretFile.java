package dev.devledger.adapters.security;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.application.access.TokenCheck;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A secret of 32 random bytes in a file that only the user of the process can read. The file is created if missing. */
public final class SecretFile {
    static final int BYTES = 32;

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    /** Writes random bytes as text. */
    interface Form {
        String of(byte[] random);
    }

    private SecretFile() {}

    /**
     * Reads the file, without the space around its text. Refuses a file that other users can read, as they may have
     * read the secret.
     *
     * @param what the secret's name in messages, such as {@code owner token}
     * @param replacement the advice on how to get a new secret
     */
    static String read(Path file, String what, String replacement, Form form) throws IOException {
        if (Files.notExists(file)) {
            make(file, form);
        }
        requireClosed(file, what, replacement);
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    }

    private static void make(Path file, Form form) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new NoSuchFileException(file.toString(), null, "it needs a folder");
        }
        Files.createDirectories(folder, mode(folder, "rwx------"));
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        replace(file, form.of(random));
    }

    /**
     * Replaces the file with a new file, so that no reader sees a part of the text, and so that the text survives a
     * power cut.
     */
    static void replace(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), mode(draft, "rw-------"))) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text + "\n");
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            force(file.toAbsolutePath().getParent());
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void force(@Nullable Path folder) throws IOException {
        if (folder != null && isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder)) {
                channel.force(true);
            }
        }
    }

    static FileAttribute<?>[] mode(Path file, String permissions) {
        return isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void requireClosed(Path file, String what, String replacement) throws IOException {
        if (!isPosix(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!Collections.disjoint(permissions, OTHERS)) {
            throw new UnusableSecret(
                    "Other users of this machine can read or change the %s in %s (its mode is %s)."
                            .formatted(what, file, PosixFilePermissions.toString(permissions)),
                    "Close it with: chmod 600 '%s'. If somebody may have read it, %s.".formatted(file, replacement),
                    null);
        }
    }

    /**
     * Thrown if the file of a secret cannot be read or is not valid. The text is for the user who started Devledger.
     */
    public static final class UnusableSecret extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String remedy;

        UnusableSecret(String message, String remedy, @Nullable Throwable cause) {
            super(message, cause);
            this.remedy = remedy;
        }

        /** Returns the advice to the user. */
        public String remedy() {
            return remedy;
        }
    }

    /** The token with all rights, in a file that only the user of the process can read. The file is created if missing. */
    public static final class OwnerToken implements TokenCheck {

        /** The form of the token. The prefix lets people, and scanners for leaked secrets, recognise the token. */
        private static final Pattern FORM = Pattern.compile("dlo_[A-Za-z0-9_-]{43}");

        private static final String REMEDY = "Correct the file, or delete it: the next start creates a new token.";

        private final Path file;
        private final String secret;

        public OwnerToken(Path file) {
            this.file = file;
            try {
                this.secret = SecretFile.read(
                        file, "owner token", "delete it too: the next start makes a new one", OwnerToken::text);
            } catch (IOException unusable) {
                throw new UnusableSecret(
                        "The owner token's file " + file + " cannot be used: " + unusable, REMEDY, unusable);
            }
            if (!FORM.matcher(secret).matches()) {
                throw new UnusableSecret(
                        "There is no owner token in " + file + ": it is empty or was changed.", REMEDY, null);
            }
        }

        private static String text(byte[] random) {
            return "dlo_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        }

        /** Returns the file from which people read the token. */
        public Path file() {
            return file;
        }

        /** Returns the token itself, which must never be logged. */
        public String secret() {
            return secret;
        }

        /** Compares a token in constant time, however much of the token is correct. */
        public boolean matches(String token) {
            return MessageDigest.isEqual(
                    secret.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Optional<AuthenticatedCaller> caller(String bearer) {
            return matches(bearer) ? Optional.of(AuthenticatedCaller.owner()) : Optional.empty();
        }

        @Override
        public String toString() {
            return "the owner token of " + file;
        }
    }
}
