package dev.devledger.adapters.heads;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only this user can read. Windows knows no POSIX modes. */
final class OwnFiles {
    private OwnFiles() {}

    static FileAttribute<?>[] mode(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
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
            Files.createDirectories(folder);
        }
        return true;
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
