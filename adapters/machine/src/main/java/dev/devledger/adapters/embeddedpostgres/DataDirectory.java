package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which Devledger keeps its own files, closed to other users. Windows knows no POSIX modes; there the
 * folder has the access list of the user's home.
 */
public final class DataDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SECRET = PosixFilePermissions.fromString("rw-------");

    /** One of these is there as soon as Devledger has used a folder. */
    private static final Set<String> OURS = Set.of("owner.token", "encryption.key", "postgres", "database.url");

    /** Whoever reads them says whether their mode is good. */
    private static final Set<String> SECRETS_OF_THEIR_OWN = Set.of("owner.token", "encryption.key");

    private static final Set<PosixFilePermission> READ_OR_WRITTEN_BY_OTHERS =
            PosixFilePermissions.fromString("---rw-rw-");

    /** What the root of a file system of its own has. */
    private static final Set<String> NOTHING = Set.of("lost+found");

    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder where it is missing. One that has something of Devledger's and that others can read is refused: they
     * may have read it. Below it, what Devledger made is closed to them.
     */
    public static DataDirectory open(Path wanted) {
        Path absolute = wanted.toAbsolutePath().normalize();
        try {
            requireNobodyElses(absolute);
            requireClosed(absolute);
            DataDirectory directory = new DataDirectory(privateFolder(absolute).toRealPath());
            directory.requireWritable();
            directory.closeAllBelow();
            return directory;
        } catch (IOException e) {
            throw UnusableFolder.failure(absolute, e);
        }
    }

    /** It is about to be closed to all others, who may need what is in it. */
    private static void requireNobodyElses(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            if (names.stream().noneMatch(OURS::contains) && !NOTHING.containsAll(names)) {
                throw new EmbeddedDatabaseException(
                        Reason.DATA_FOLDER_NOT_OURS,
                        "The data folder %s is not Devledger's: it contains other files, such as %s."
                                .formatted(folder, names.getFirst()));
            }
        }
    }

    private void closeAllBelow() throws IOException {
        int closed = ClosedTree.close(path, SECRETS_OF_THEIR_OWN);
        if (closed > 0) {
            LOG.info("{} files and folders below {} were open to other users; they are not any more.", closed, path);
        }
    }

    private static void requireClosed(Path folder) throws IOException {
        if (!isPosix(folder)
                || !Files.isDirectory(folder)
                || OURS.stream().noneMatch(name -> Files.exists(folder.resolve(name)))) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (!Collections.disjoint(permissions, READ_OR_WRITTEN_BY_OTHERS)) {
            throw new EmbeddedDatabaseException(
                    Reason.DATA_FOLDER_OPEN,
                    "Other users of this machine can read or change the data folder %s (its mode is %s)."
                            .formatted(folder, PosixFilePermissions.toString(permissions)));
        }
    }

    public Path path() {
        return path;
    }

    /** Writes a file that only this user can read. A reader sees the old content or the new, never a part. */
    public void writeSecret(Path file, String content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), secret(draft))) {
                ByteBuffer bytes = UTF_8.encode(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Moves in one step, and so that a power cut right after it does not undo it. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, ATOMIC_MOVE); // replaces what is there
        Path folder = to.toAbsolutePath().getParent();
        if (folder != null && isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder)) {
                channel.force(true);
            }
        }
    }

    static Path privateFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            if (isPosix(folder) && !Files.getPosixFilePermissions(folder).equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(folder, OWNER_ONLY);
            }
            return folder;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.createDirectory(folder, mode(folder, OWNER_ONLY));
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] mode(Path path, Set<PosixFilePermission> permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** For a file that only this user can read. */
    static FileAttribute<?>[] secret(Path file) {
        return mode(file, SECRET);
    }

    private void requireWritable() throws IOException {
        Path probe = Files.createTempFile(path, "writable", null);
        try {
            // Root could write into anybody's folder, and leave files there that its owner cannot open any more.
            if (isPosix(path) && !Files.getOwner(probe).equals(Files.getOwner(path))) {
                throw new IOException("not its owner");
            }
        } finally {
            Files.delete(probe);
        }
    }
}
