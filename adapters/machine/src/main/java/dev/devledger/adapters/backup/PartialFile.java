package dev.devledger.adapters.backup;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.application.backup.BackupFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file under another name until it is complete: what a kill leaves behind is never taken for the file itself, and the
 * next draft takes its place.
 */
final class PartialFile implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** A link that somebody left under the name would lead what is written elsewhere. */
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

    /** Everything is on the disk; how much that is, in bytes. */
    long flushed() throws IOException {
        channel.force(true);
        return channel.size();
    }

    /** From now on it has its own name, also after a power cut. */
    void publish() throws IOException {
        Files.move(path, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        published = true;
        Path folder = file.getParent();
        if (folder != null && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
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
