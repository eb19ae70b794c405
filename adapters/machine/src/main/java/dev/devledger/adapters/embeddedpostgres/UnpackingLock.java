package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A lock on a file in which its holder notes its number, so that who waits can tell whom to look for. */
final class UnpackingLock {

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

    private UnpackingLock() {}

    /**
     * Until the channel is closed, or the process ends.
     *
     * @param channel to the file, readable and writable
     * @throws IOException where another process has it for longer than that
     */
    static void take(FileChannel channel, Path file, Duration patience) throws IOException {
        long begin = System.nanoTime();
        while (channel.tryLock() == null) {
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new IOException(
                        "Process %s has been unpacking PostgreSQL into %s for more than %d s. End it if it is stuck, then start again."
                                .formatted(Files.readString(file).strip(), file.getParent(), patience.toSeconds()));
            }
            pause();
        }
        channel.truncate(0);
        channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())), 0);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_AGAIN_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while another process unpacks PostgreSQL", e);
        }
    }
}
