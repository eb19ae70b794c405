package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.Binaries.Archive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process of its own that waits for a line and then unpacks the programs into the folder it was given. */
final class UnpackingProcess {

    private UnpackingProcess() {}

    public static void main(String[] arguments) throws IOException {
        Archive archive = Archive.ofThisMachine();
        if (System.in.read() != '\n') {
            throw new IOException("Whoever started this is gone.");
        }
        System.out.println(
                Binaries.unpacked(archive, Path.of(arguments[0]), OperatingSystemAccount.OWN, Duration.ofMinutes(1))
                        .version());
    }
}
