package dev.devledger.adapters.embeddedpostgres;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.adapters.embeddedpostgres.Binaries.UnpackingLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;

/** A process of its own that has the lock of a cache and does nothing until it is ended. */
final class StuckProcess {

    private StuckProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path lock = Path.of(arguments[0]);
        try (FileChannel channel = FileChannel.open(lock, CREATE, READ, WRITE)) {
            UnpackingLock.take(channel, lock, Duration.ZERO);
            System.out.println("locked");
            while (System.in.read() != -1) {
                // whoever started this is still there
            }
        }
    }
}
