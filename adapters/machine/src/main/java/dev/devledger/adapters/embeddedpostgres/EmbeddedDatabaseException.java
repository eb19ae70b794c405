package dev.devledger.adapters.embeddedpostgres;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Thrown when the data folder or its database cannot be used; the message has the reason and the remedy. */
public final class EmbeddedDatabaseException extends RuntimeException {

    public enum Reason {
        DATA_FOLDER_IN_USE,
        DATA_FOLDER_UNUSABLE,
        DATA_FOLDER_NOT_OURS,
        DATA_FOLDER_NAME,
        DATA_FOLDER_OPEN,
        DISK_FULL,
        OTHER_VERSION,
        NO_BINARIES,
        NO_UNPRIVILEGED_ACCOUNT,
        USER_WITHOUT_NAME,
        DID_NOT_START,
        /** The process was told to stop meanwhile. */
        STOPPED
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    EmbeddedDatabaseException(Reason reason, String message) {
        this(reason, message, null);
    }

    EmbeddedDatabaseException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Detects a full disk, which only the text of an error shows, both in Java and in PostgreSQL's tools. */
    static final class DiskFullDetection {

        private static final Pattern FULL =
                Pattern.compile("No space left on device|not enough space on the disk|[Dd]isk quota exceeded");

        private DiskFullDetection() {}

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
}
