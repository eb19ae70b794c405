package dev.devledger.adapters.embeddedpostgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder with all that is below it; links are not followed. */
final class Tree {

    private Tree() {}

    static long size(Path root) throws IOException {
        return size(root, file -> true);
    }

    /** Returns the total size of the matching files; a file that disappears meanwhile counts as empty. */
    static long size(Path root, Predicate<Path> meant) throws IOException {
        AtomicLong size = new AtomicLong();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (meant.test(file)) {
                    size.addAndGet(attributes.isRegularFile() ? attributes.size() : 1);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return size.get();
    }

    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Removes other users' access to all that is in a folder. Links are not followed. */
    static final class PrivateFileTree {
        private static final Logger LOG = LoggerFactory.getLogger(PrivateFileTree.class);
        private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
        private static final Set<PosixFilePermission> PROGRAM_OR_FOLDER = PosixFilePermissions.fromString("rwx------");

        private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

        private int closed;

        private PrivateFileTree() {}

        /**
         * Closes the files. Returns the number of files that were open to other users.
         *
         * @param folder the folder, which is closed already
         * @param but the names of files in it that are left unchanged
         */
        static int close(Path folder, Set<String> but) throws IOException {
            if (!DataDirectory.isPosix(folder)) {
                return 0;
            }
            PrivateFileTree tree = new PrivateFileTree();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    tree.close(each);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
                    boolean stays = each.equals(folder.resolve(each.getFileName()))
                            && but.contains(each.getFileName().toString());
                    if (attributes.isRegularFile() && !stays) {
                        tree.close(each);
                    }
                    return FileVisitResult.CONTINUE;
                }

                // Skips a file that has disappeared, or belongs to another user.
                @Override
                public FileVisitResult visitFileFailed(Path each, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
            return tree.closed;
        }

        /** Closes a file; the owner can still open folders and run programs. */
        private void close(Path each) {
            try {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(each);
                if (!Collections.disjoint(permissions, OTHERS)) {
                    Files.setPosixFilePermissions(
                            each, permissions.contains(PosixFilePermission.OWNER_EXECUTE) ? PROGRAM_OR_FOLDER : FILE);
                    closed++;
                }
            } catch (IOException gone) {
                LOG.debug("{} cannot be closed to other users: {}", each, gone.toString());
            }
        }

        /** True if no other user can access the folder. */
        static boolean isClosed(Path folder) throws IOException {
            return DataDirectory.isPosix(folder) && Collections.disjoint(Files.getPosixFilePermissions(folder), OTHERS);
        }
    }
}
