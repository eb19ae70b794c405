package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.DiskFullDetection;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import dev.devledger.adapters.embeddedpostgres.Tree.PrivateFileTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of Devledger's own files, to which other users have no access. Windows has no POSIX modes; there the
 * folder inherits the access list of the user's home.
 */
public final class DataDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SECRET = PosixFilePermissions.fromString("rw-------");

    /** Names of which at least one exists in each folder that Devledger has used. */
    private static final Set<String> OURS = Set.of("owner.token", "encryption.key", "postgres", "database.url");

    /** Secret files whose modes are checked by the code that reads them. */
    private static final Set<String> SECRETS_OF_THEIR_OWN = Set.of("owner.token", "encryption.key");

    private static final Set<PosixFilePermission> READ_OR_WRITTEN_BY_OTHERS =
            PosixFilePermissions.fromString("---rw-rw-");

    /** Files that even an empty root of a file system has. */
    private static final Set<String> NOTHING = Set.of("lost+found");

    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /**
     * Opens the folder, or makes it if it is missing. If it has files of Devledger and other users can read it, it is
     * refused, as they may have read the files. Devledger's files in it are closed to other users.
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

    /** Refuses a folder that has other files: closing the folder would lock out their users. */
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
        int closed = PrivateFileTree.close(path, SECRETS_OF_THEIR_OWN);
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

    /** Writes a file that only this user can read. A reader sees either the old or the new content. */
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

    /** Moves a file atomically, and forces the move to the disk, so that it survives a power cut. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, ATOMIC_MOVE); // replaces an existing file
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

    /** Returns the attributes of a file that only this user can read. */
    static FileAttribute<?>[] secret(Path file) {
        return mode(file, SECRET);
    }

    private void requireWritable() throws IOException {
        Path probe = Files.createTempFile(path, "writable", null);
        try {
            // Root could write into any user's folder, and leave files in it that the folder's owner cannot open.
            if (isPosix(path) && !Files.getOwner(probe).equals(Files.getOwner(path))) {
                throw new IOException("not its owner");
            }
        } finally {
            Files.delete(probe);
        }
    }

    /** Explains to the user why a folder cannot be the data folder. */
    static final class UnusableFolder {

        private UnusableFolder() {}

        static EmbeddedDatabaseException failure(Path path, IOException e) {
            return DiskFullDetection.caused(e)
                    ? DiskFullDetection.at(path, e)
                    : new EmbeddedDatabaseException(Reason.DATA_FOLDER_UNUSABLE, describe(path, e), e);
        }

        /** Returns the reason in one sentence. */
        static String describe(Path path, IOException e) {
            Path existing = nearest(path);
            if (Files.isSymbolicLink(existing) && !Files.exists(existing)) {
                return "The data folder %s cannot be made: %s is a link to something that does not exist."
                        .formatted(path, existing.equals(path) ? "it" : existing);
            }
            if (!Files.isDirectory(existing)) {
                return existing.equals(path)
                        ? "The data folder %s cannot be made: there is a file of that name.".formatted(path)
                        : "The data folder %s cannot be made: %s is a file, not a folder.".formatted(path, existing);
            }
            String user = user();
            String act = existing.equals(path) ? "use" : "make";
            if (e instanceof FileSystemException failure
                    && String.valueOf(failure.getReason()).contains("Read-only")) {
                return "%s cannot %s the data folder %s: the file system is read-only.".formatted(user, act, path);
            }
            String owner = owner(existing);
            if (!owner.isEmpty() && !owner.equals(System.getProperty("user.name"))) {
                return "%s cannot %s the data folder %s: %s belongs to '%s'."
                        .formatted(user, act, path, existing.equals(path) ? "it" : existing, owner);
            }
            return "%s cannot %s the data folder %s: %s.".formatted(user, act, path, reason(existing, e));
        }

        /** Returns the user for messages; in containers a user may have a number and no name. */
        private static String user() {
            String name = System.getProperty("user.name", "?");
            return name.equals("?") ? "This user" : "The user '" + name + "'";
        }

        private static String reason(Path existing, IOException e) {
            if (e instanceof AccessDeniedException) {
                return existing + " is not writable";
            }
            String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
            return reason == null ? e.toString() : reason;
        }

        private static String owner(Path path) {
            try {
                return Files.getOwner(path).getName();
            } catch (IOException | UnsupportedOperationException e) {
                return "";
            }
        }

        /** Returns the folder or, if it is missing or invisible, its nearest existing parent. */
        private static Path nearest(Path path) {
            Path existing = path;
            while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                Path parent = existing.getParent();
                if (parent == null) {
                    return existing;
                }
                existing = parent;
            }
            return existing;
        }
    }

    /**
     * Allows one process at a time to use a data folder. The operating system releases the lock when the process ends.
     * The lock file itself stays; that it exists means nothing.
     */
    record FolderLock(Path file, FileChannel channel) implements AutoCloseable {

        /**
         * The files that this process has locked. None must be opened twice: as soon as a process closes any descriptor
         * of a file, POSIX releases the process's lock.
         */
        private static final Set<Path> LOCKED_BY_US = ConcurrentHashMap.newKeySet();

        /** The locked byte, which is after the text: Windows keeps other processes from reading locked bytes. */
        private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

        static FolderLock take(Path folder) {
            Path file = folder.resolve("devledger.lock");
            if (!LOCKED_BY_US.add(file)) {
                throw inUse(folder, ProcessHandle.current().pid() + ", this process");
            }
            FolderLock lock = null;
            try {
                lock = tryTake(folder, file);
                return lock;
            } catch (IOException e) {
                throw new EmbeddedDatabaseException(
                        Reason.DATA_FOLDER_UNUSABLE,
                        "The data folder %s cannot be locked (%s). It must be on a file system with locks, such as a local disk."
                                .formatted(folder, e.getMessage()),
                        e);
            } finally {
                if (lock == null) {
                    LOCKED_BY_US.remove(file);
                }
            }
        }

        private static FolderLock tryTake(Path folder, Path file) throws IOException {
            FileChannel channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE), DataDirectory.secret(file));
            FileLock held = null;
            try {
                held = channel.tryLock(LOCKED_BYTE, 1, false);
                if (held == null) {
                    throw inUse(folder, pidIn(channel));
                }
                channel.truncate(0);
                channel.write(
                        US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
                return new FolderLock(file, channel);
            } finally {
                if (held == null) {
                    channel.close();
                }
            }
        }

        private static @Nullable String pidIn(FileChannel channel) throws IOException {
            ByteBuffer text = ByteBuffer.allocate(20);
            channel.read(text, 0);
            String pid = US_ASCII.decode(text.flip()).toString();
            return pid.isEmpty() ? null : pid;
        }

        private static EmbeddedDatabaseException inUse(Path folder, @Nullable String holder) {
            return new EmbeddedDatabaseException(
                    Reason.DATA_FOLDER_IN_USE,
                    "Another Devledger (%s) is using the data folder %s."
                            .formatted(holder == null ? "process unknown" : "process " + holder, folder));
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock ends with the process at the latest, so the failure is ignored.
            } finally {
                LOCKED_BY_US.remove(file);
            }
        }
    }
}
