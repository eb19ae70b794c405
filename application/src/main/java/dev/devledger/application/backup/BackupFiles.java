package dev.devledger.application.backup;

import java.nio.file.Path;
import java.util.function.Consumer;

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
}
