package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Neither Java nor PostgreSQL's tools tell a full disk from other troubles but by the text of the error. */
final class DiskFull {

    private static final Pattern FULL =
            Pattern.compile("No space left on device|not enough space on the disk|[Dd]isk quota exceeded");

    private DiskFull() {}

    static boolean caused(Throwable error) {
        return saidIn(String.valueOf(error.getMessage()));
    }

    static boolean saidIn(String text) {
        return FULL.matcher(text).find();
    }

    static EmbeddedDatabaseException at(Path folder, @Nullable Throwable cause) {
        return new EmbeddedDatabaseException(Reason.DISK_FULL, """
                The disk of the data folder %s is full. A new database needs about 200 MB.
                Free some space and start again. Nothing that was stored is lost.""".formatted(folder), cause);
    }
}
