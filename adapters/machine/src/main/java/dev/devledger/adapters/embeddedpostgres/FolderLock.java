package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One process at a time for a data folder. The operating system lets go of the lock when its process ends, however it
 * ends; the file itself stays and says nothing by being there.
 */
record FolderLock(Path file, FileChannel channel) implements AutoCloseable {

    /** POSIX drops a process's lock as soon as it closes any descriptor of the file: it must not be opened twice. */
    private static final Set<Path> LOCKED_BY_US = ConcurrentHashMap.newKeySet();

    /** Behind the text, because Windows keeps others from reading what is locked. */
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
            channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
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
            // The lock goes with the process at the latest; there is nothing left to do about it here.
        } finally {
            LOCKED_BY_US.remove(file);
        }
    }
}
