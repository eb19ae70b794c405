package dev.devledger.adapters.heads;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only this user can read. Windows knows no POSIX modes. */
final class OwnFiles {
    private OwnFiles() {}

    static FileAttribute<?>[] mode(Path file) {
        return mode(file, "rw-------");
    }

    private static FileAttribute<?>[] mode(Path file, String permissions) {
        return isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Whether it is not there yet; its folder is, then. */
    static boolean prepare(Path file) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder, mode(folder, "rwx------"));
        }
        return true;
    }

    /** In one step, so that a reader sees the one before or this one. */
    static void replace(Path file, String text) throws IOException {
        prepare(file);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(draft, Set.of(CREATE, TRUNCATE_EXISTING, WRITE), mode(draft))) {
            ByteBuffer bytes = US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
        force(file);
    }

    /** That there is a file of that name outlives a power cut. */
    static void force(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null && isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder)) {
                channel.force(true);
            }
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
