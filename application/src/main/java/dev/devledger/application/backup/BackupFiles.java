package dev.devledger.application.backup;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ledgers as files. */
public interface BackupFiles {

    /**
     * What was written.
     *
     * @param bytes of the file
     * @param sha256 in hex, over all lines but the last, which says it too
     */
    record Written(long events, long bytes, String sha256) {}

    /** Something that gives each record of a ledger to whoever takes them. */
    @FunctionalInterface
    interface Content {
        void giveTo(Consumer<LedgerRecord> taker);
    }

    /**
     * Writes a file that only this user can read. It is there when all of it is on the disk, and not before.
     *
     * @throws BackupFailure where the file is there already and is not to be overwritten, or cannot be written
     */
    Written write(Path file, boolean overwrite, Content content);

    /**
     * Gives the records of such a file to whoever takes them. It is known to be whole, and unchanged, when this returns, and
     * not before.
     *
     * @throws BackupFailure where there is no such file, or it is damaged; the message says in which line
     */
    void read(Path file, Consumer<LedgerRecord> taker);

    /** Why a ledger was not written into a file, or not read from one; the message is for whoever asked for it. */
    final class BackupFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean refused;

        private BackupFailure(boolean refused, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.refused = refused;
        }

        /** It could have been done, and something speaks against it. */
        public static BackupFailure refused(String message) {
            return new BackupFailure(true, message, null);
        }

        /** It could not be done. */
        public static BackupFailure failed(String message, @Nullable Throwable cause) {
            return new BackupFailure(false, message, cause);
        }

        public boolean refused() {
            return refused;
        }
    }
}
