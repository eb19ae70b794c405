package dev.devledger.adapters.embeddedpostgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes other users' access away from all that is in a folder. Links are not followed. */
final class ClosedTree {
    private static final Logger LOG = LoggerFactory.getLogger(ClosedTree.class);
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PROGRAM_OR_FOLDER = PosixFilePermissions.fromString("rwx------");

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private int closed;

    private ClosedTree() {}

    /**
     * How many had to be closed.
     *
     * @param folder closed already
     * @param but names of files in it that stay as they are
     */
    static int close(Path folder, Set<String> but) throws IOException {
        if (!DataDirectory.isPosix(folder)) {
            return 0;
        }
        ClosedTree tree = new ClosedTree();
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

            // It went meanwhile, or is another user's.
            @Override
            public FileVisitResult visitFileFailed(Path each, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return tree.closed;
    }

    /** A folder, and a program, has its owner's third bit already. */
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

    /** Whether nobody else can look into it. */
    static boolean isClosed(Path folder) throws IOException {
        return DataDirectory.isPosix(folder) && Collections.disjoint(Files.getPosixFilePermissions(folder), OTHERS);
    }
}
