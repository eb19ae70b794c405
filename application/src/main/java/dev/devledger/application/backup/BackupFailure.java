package dev.devledger.application.backup;

import org.jspecify.annotations.Nullable;

/** Why a ledger was not written into a file, or not read from one; the message is for whoever asked for it. */
public final class BackupFailure extends RuntimeException {
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
