package dev.devledger.application.backup;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Files that hold whole ledgers. */
public interface BackupFiles {

    /**
     * The result of a write.
     *
     * @param bytes the size of the file
     * @param sha256 in hex, over all lines but the last, which has it too
     */
    record Written(long events, long bytes, String sha256) {}

    /** The content of a ledger, passed on record by record. */
    @FunctionalInterface
    interface Content {
        void giveTo(Consumer<LedgerRecord> taker);
    }

    /**
     * Writes a file that only the present user of the system can read. The file appears only once all of it is on the
     * disk.
     *
     * @throws BackupFailure if the file exists already and is not to be overwritten, or cannot be written
     */
    Written write(Path file, boolean overwrite, Content content);

    /**
     * Reads the records of a backup file. Only once the method returns, the file is known to be whole and unchanged.
     *
     * @throws BackupFailure if there is no such file, or it is damaged; the message names the line
     */
    void read(Path file, Consumer<LedgerRecord> taker);

    /** The reason why a ledger was not written into a file, or not read from one; the message is for the caller. */
    final class BackupFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean refused;

        private BackupFailure(boolean refused, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.refused = refused;
        }

        /** Returns the refusal of something that would be possible. */
        public static BackupFailure refused(String message) {
            return new BackupFailure(true, message, null);
        }

        /** Returns the failure of something that was tried. */
        public static BackupFailure failed(String message, @Nullable Throwable cause) {
            return new BackupFailure(false, message, cause);
        }

        public boolean refused() {
            return refused;
        }
    }
}
