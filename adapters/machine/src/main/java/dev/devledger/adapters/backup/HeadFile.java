package dev.devledger.adapters.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.application.proof.HeadDelivery.HeadSink;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file with one head in each line. Several nodes may share the file: a node locks the file while using it. An
 * incomplete last line is cut off before more lines are added.
 */
public final class HeadFile implements HeadSink {

    /** The number of bytes read from the end, more than a line has. */
    private static final int TAIL = 256;

    /** Excludes other threads of this process, which file locks do not. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path file;

    public HeadFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public String name() {
        return "devledger.ledger.head-file";
    }

    private interface Work<T> {
        T on(FileChannel channel) throws IOException;
    }

    private <T> T locked(Work<T> work) throws IOException {
        synchronized (ONE_AT_A_TIME) {
            boolean isNew = PrivateFiles.prepare(file);
            try (FileChannel channel = FileChannel.open(file, Set.of(READ, WRITE, CREATE), PrivateFiles.mode(file))) {
                FileLock lock = channel.lock();
                try (lock) {
                    if (isNew) {
                        PrivateFiles.force(file);
                    }
                    cutTornLine(channel);
                    return work.on(channel);
                }
            }
        }
    }

    private static void cutTornLine(FileChannel channel) throws IOException {
        String tail = tail(channel);
        int end = tail.lastIndexOf('\n') + 1;
        if (end < tail.length()) {
            channel.truncate(channel.size() - (tail.length() - end));
        }
    }

    private static String tail(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(TAIL, channel.size()));
        long from = channel.size() - bytes.capacity();
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            Thread.onSpinWait();
        }
        return US_ASCII.decode(bytes.flip()).toString();
    }

    @Override
    public Optional<ExternalHead> last() throws IOException {
        return locked(channel -> {
            String tail = tail(channel).strip();
            if (tail.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(ExternalHead.parse(tail.substring(tail.lastIndexOf('\n') + 1)));
            } catch (IllegalArgumentException e) {
                throw new IOException("the last line of " + file + " is not one of Devledger's. " + e.getMessage(), e);
            }
        });
    }

    /** Appends all heads, or no head if that fails. */
    @Override
    public void take(List<LedgerHead> heads) throws IOException {
        String lines = heads.stream().map(LedgerHead::head).collect(Collectors.joining("\n", "", "\n"));
        locked(channel -> {
            long before = channel.size();
            boolean kept = false;
            try {
                ByteBuffer bytes = US_ASCII.encode(lines);
                while (bytes.hasRemaining()) {
                    channel.write(bytes, before + bytes.position());
                }
                channel.force(true);
                kept = true;
            } finally {
                if (!kept) {
                    channel.truncate(before);
                }
            }
            return kept;
        });
    }

    /** Makes files that only this user can read. Windows has no POSIX modes. */
    static final class PrivateFiles {
        private PrivateFiles() {}

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

        /** If the file is missing, makes its folder and returns true. */
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

        /** Replaces the file atomically, so that a reader sees either the old or the new content. */
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

        /** Forces the folder to the disk, so that the file's name survives a power cut. */
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
}
