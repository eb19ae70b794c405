package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.files.ImportResource.ImportSettings;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.WriteRequest.RequestKey;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.domain.shared.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A body of any size up to a limit, laid down in a file while it comes: so it can be read twice, and a caller with a slow
 * line keeps nobody waiting. Goes with {@link #close}.
 */
public final class Upload implements AutoCloseable {
    private static final String PART = ".part";

    private final Path file;
    private final @Nullable IdempotencyKey key;

    private Upload(Path file, @Nullable IdempotencyKey key) {
        this.file = file;
        this.key = key;
    }

    /** {@code received} is told how much has come so far. */
    static Upload of(HttpServletRequest request, ImportSettings settings, LongConsumer received) {
        if (request.getContentLengthLong() > settings.maxSize()) {
            throw tooLarge(settings);
        }
        RequestKey.sane(request);
        Path file = newFile(settings.folder());
        try {
            MessageDigest digest = RequestKey.digest(request);
            if (copy(request, file, digest, settings, received) == 0) {
                throw new ProblemException(new Problem(
                        ProblemCode.UNREADABLE, "The body is missing; a file in NDJSON or CSV is expected."));
            }
            return new Upload(file, RequestKey.of(request, digest));
        } catch (RuntimeException failure) {
            delete(file);
            throw failure;
        }
    }

    /** What a start finds there is of a process that was killed. */
    public static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> left = Files.list(folder)) {
            left.filter(each -> each.getFileName().toString().endsWith(PART)).forEach(Upload::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFile(Path folder) {
        try {
            Files.createDirectories(folder, closed(folder));
            return Files.createTempFile(folder, "import-", PART); // readable by this user alone
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    private static FileAttribute<?>[] closed(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static long copy(
            HttpServletRequest request,
            Path file,
            MessageDigest digest,
            ImportSettings settings,
            LongConsumer received) {
        byte[] piece = new byte[1 << 16];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = read(request, piece); read >= 0; read = read(request, piece)) {
                size += read;
                if (size > settings.maxSize()) {
                    throw tooLarge(settings);
                }
                digest.update(piece, 0, read);
                out.write(piece, 0, read);
                received.accept(size);
            }
        } catch (IOException e) {
            throw noRoom(e);
        }
        return size;
    }

    private static int read(HttpServletRequest request, byte[] piece) {
        try {
            return request.getInputStream().read(piece);
        } catch (IOException brokenOff) {
            throw new ProblemException(
                    new Problem(ProblemCode.UNREADABLE, "The body is incomplete, or is not valid HTTP."));
        }
    }

    private static ProblemException tooLarge(ImportSettings settings) {
        return new ProblemException(new Problem(
                ProblemCode.TOO_LARGE,
                "The file is too large; at most " + settings.maxSize()
                        + " bytes are allowed (devledger.import.max-size). Split it, or raise the limit."));
    }

    private static IllegalStateException noRoom(IOException e) {
        return new IllegalStateException("The body cannot be stored in the data folder", e);
    }

    /** What the file is known by, whoever sends it again: SHA-256 in hexadecimal. */
    String hash() {
        MessageDigest digest = Sha256.digest();
        byte[] piece = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Throws where it is not the one that was checked; null where none had to be. */
    void require(@Nullable String checked) {
        if (checked != null && !checked.equals(hash())) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.STALE,
                            "This is not the file that was checked, so nothing was imported. Check it again with dryRun=true."));
        }
    }

    Path file() {
        return file;
    }

    @Nullable
    IdempotencyKey key() {
        return key;
    }

    @Override
    public void close() {
        delete(file);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException leftForTheNextStart) {
            file.toFile().deleteOnExit();
        }
    }
}
