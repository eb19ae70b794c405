package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.format.ByteLines;
import dev.devledger.adapters.rest.files.ImportResource.ImportSettings;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.WriteRequest.RequestKey;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.domain.shared.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A body of any size up to a limit, stored in a file while it arrives. So the body can be read twice, and a slow caller
 * does not keep other callers waiting. {@link #close} deletes the file.
 */
public record Upload(Path file, @Nullable IdempotencyKey key) implements AutoCloseable {
    private static final String PART = ".part";

    /**
     * Stores the body.
     *
     * @param received receives the number of bytes received so far
     */
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

    /** Deletes files that a killed process has left. Called at the start. */
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
            return Files.createTempFile(folder, "import-", PART); // only the process's user can read the file
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

    /** Returns the file's identity, by which a repeat from any caller is recognised: SHA-256 in hexadecimal. */
    String hash() {
        MessageDigest digest = Sha256.digest();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Refuses the file unless it is the checked file.
     *
     * @param checked the hash of the checked file; null skips the check
     */
    void require(@Nullable String checked) {
        if (checked != null && !checked.equals(hash())) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.STALE,
                            "This is not the file that was checked, so nothing was imported. Check it again with dryRun=true."));
        }
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

    /** Reads a file without its byte order mark, and counts the bytes. */
    static final class FileBytes extends FilterInputStream {
        private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

        private long count;

        private FileBytes(InputStream in) {
            super(in);
        }

        static FileBytes open(Path file) {
            try {
                FileBytes bytes = new FileBytes(Files.newInputStream(file));
                return Arrays.equals(bytes.readNBytes(MARK.length), MARK) ? bytes : reopened(bytes, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static FileBytes reopened(FileBytes bytes, Path file) throws IOException {
            bytes.close();
            return new FileBytes(Files.newInputStream(file));
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte @Nullable [] into, int from, int most) throws IOException {
            int read = super.read(into, from, most);
            count += Math.max(0, read);
            return read;
        }

        /** Returns the number of the first line that is not UTF-8; 0 if every line is. */
        static long firstBadLine(Path file) {
            try (ByteLines lines = new ByteLines(open(file), 1 << 20)) {
                while (lines.next()) {
                    if (!isUtf8(lines.bytes())) {
                        return lines.number();
                    }
                }
                return 0;
            }
        }

        static boolean isUtf8(byte[] bytes) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return true;
            } catch (CharacterCodingException e) {
                return false;
            }
        }
    }
}
