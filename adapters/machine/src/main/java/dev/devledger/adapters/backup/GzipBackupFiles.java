package dev.devledger.adapters.backup;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.application.backup.BackupFiles;
import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.LedgerRecord.SandboxRow;
import dev.devledger.application.backup.LedgerRecord.StoredAccount;
import dev.devledger.application.backup.LedgerRecord.StoredBatch;
import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import dev.devledger.domain.shared.Sha256;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** Backup files on this machine's disks; {@code devledger} is the version of this program. */
public record GzipBackupFiles(String devledger, Clock clock) implements BackupFiles {
    private static final int BUFFER = 1 << 16;
    private static final Pattern FULL =
            Pattern.compile("No space left on device|not enough space on the disk|[Dd]isk quota exceeded");

    @Override
    public Written write(Path file, boolean overwrite, Content content) {
        requireFree(file, overwrite);
        try (PartialFile draft = PartialFile.beside(file)) {
            BackupWriter writer = new BackupWriter(draft.stream());
            writer.header(new BackupFormat.Header(BackupFormat.NAME, BackupFormat.VERSION, clock.instant(), devledger));
            content.giveTo(writer::add);
            BackupFormat.End end = writer.end();
            long bytes = draft.flushed();
            requireFree(file, overwrite);
            draft.publish();
            return new Written(end.events(), bytes, end.sha256());
        } catch (IOException e) {
            throw failed(file, e);
        } catch (BackupWriter.DiskFailure e) {
            throw failed(file, e.reason());
        }
    }

    @Override
    public void read(Path file, Consumer<LedgerRecord> taker) {
        if (Files.isDirectory(file)) {
            throw BackupFailure.refused("%s is a folder. Name a file that 'export' made.".formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            new BackupReader(unzipped(file, in)).read(taker);
        } catch (NoSuchFileException e) {
            throw BackupFailure.failed("There is no file %s.".formatted(file), e);
        } catch (IOException e) {
            throw BackupFailure.failed(
                    "%s cannot be read (%s: %s). Nothing was imported."
                            .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    private static InputStream unzipped(Path file, InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (EOFException | ZipException e) {
            throw BackupFailure.refused("%s was not made by 'export', or its beginning is damaged (%s)."
                    .formatted(file, e.getMessage() == null ? "it ends too early" : e.getMessage()));
        }
    }

    private static void requireFree(Path file, boolean overwrite) {
        if (Files.isDirectory(file)) {
            throw BackupFailure.refused("%s is a folder. Name a file.".formatted(file));
        }
        if (!overwrite && Files.exists(file)) {
            throw BackupFailure.refused(
                    "%s already exists. Name another file, or add --overwrite to replace it.".formatted(file));
        }
    }

    private static BackupFailure failed(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return BackupFailure.failed(
                    "The folder %s does not exist. Create it, or name a file in another folder."
                            .formatted(file.getParent()),
                    e);
        }
        String message = String.valueOf(e.getMessage());
        if (FULL.matcher(message).find()) {
            return BackupFailure.failed(
                    "The disk of %s is full. Free some space, or name a file on another disk; the incomplete file was removed."
                            .formatted(file),
                    e);
        }
        return BackupFailure.failed(
                "%s cannot be written (%s: %s).".formatted(file, e.getClass().getSimpleName(), message), e);
    }

    /**
     * A file that has a temporary name until it is complete. So after a kill a partial file is never taken for a
     * complete one, and the next draft replaces it.
     */
    static final class PartialFile implements AutoCloseable {
        private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

        /** Opens the temporary file without following links: a link with that name would redirect the output. */
        private static final Set<OpenOption> OPTIONS = Set.of(CREATE, WRITE, LinkOption.NOFOLLOW_LINKS);

        private final Path file;
        private final Path path;
        private final FileChannel channel;
        private boolean published;

        private PartialFile(Path file, Path path, FileChannel channel) {
            this.file = file;
            this.path = path;
            this.channel = channel;
        }

        static PartialFile beside(Path file) throws IOException {
            Path path = file.resolveSibling(file.getFileName() + ".part");
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] mode = posix
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                    : new FileAttribute<?>[0];
            FileChannel channel = FileChannel.open(path, OPTIONS, mode);
            boolean mine = false;
            try {
                mine = isMine(channel);
                if (!mine) {
                    throw BackupFailure.refused("Another export is writing %s right now.".formatted(file));
                }
                if (posix) {
                    Files.setPosixFilePermissions(path, OWNER_ONLY);
                }
                channel.truncate(0);
                return new PartialFile(file, path, channel);
            } finally {
                if (!mine) {
                    channel.close();
                }
            }
        }

        private static boolean isMine(FileChannel channel) throws IOException {
            try {
                FileLock lock = channel.tryLock();
                return lock != null;
            } catch (OverlappingFileLockException e) {
                return false;
            }
        }

        OutputStream stream() {
            return Channels.newOutputStream(channel);
        }

        /** Forces the whole file to the disk. Returns the number of its bytes. */
        long flushed() throws IOException {
            channel.force(true);
            return channel.size();
        }

        /** Renames the file to its final name, which then survives a power cut. */
        void publish() throws IOException {
            Files.move(path, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            published = true;
            Path folder = file.getParent();
            if (folder != null
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                try (FileChannel names = FileChannel.open(folder)) {
                    names.force(true);
                }
            }
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                if (!published) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /** Writes the lines one by one. */
    static final class BackupWriter {
        private static final int BUFFER = 1 << 16;

        /** The level of compression: twice as fast as the default, and the files are a tenth larger. */
        private static final int COMPRESSION = 3;

        /** Thrown when the disk fails while a record is written. */
        static final class DiskFailure extends RuntimeException {
            private static final long serialVersionUID = 1L;

            private final transient IOException reason;

            DiskFailure(IOException reason) {
                super(reason);
                this.reason = reason;
            }

            IOException reason() {
                return reason;
            }
        }

        private static final class Gzip extends GZIPOutputStream {
            Gzip(OutputStream out) throws IOException {
                super(out, BUFFER);
                def.setLevel(COMPRESSION);
            }
        }

        private final OutputStream out;
        private final MessageDigest digest = Sha256.digest();
        private final Gzip gzip;
        private long events;

        BackupWriter(OutputStream file) throws IOException {
            gzip = new Gzip(file);
            out = new BufferedOutputStream(gzip, BUFFER);
        }

        void header(BackupFormat.Header header) throws IOException {
            line(BackupFormat.line("header", header));
        }

        void add(LedgerRecord record) {
            try {
                switch (record) {
                    case StoredEvent event -> {
                        line(BackupFormat.line("event", event));
                        events++;
                    }
                    case StoredBatch batch -> line(BackupFormat.line("batch", batch));
                    case StoredAccount account -> line(BackupFormat.line("account", account));
                    case SandboxRow row -> line(BackupFormat.line("sandbox", row));
                }
            } catch (IOException e) {
                throw new DiskFailure(e);
            }
        }

        /** Writes the last line; the underlying file stays open. */
        BackupFormat.End end() throws IOException {
            BackupFormat.End end = new BackupFormat.End(events, HexFormat.of().formatHex(digest.digest()));
            line(BackupFormat.line("end", end));
            out.flush();
            gzip.finish();
            return end;
        }

        private void line(byte[] line) throws IOException {
            digest.update(line);
            digest.update(BackupFormat.NEWLINE);
            out.write(line);
            out.write(BackupFormat.NEWLINE);
        }
    }
}
