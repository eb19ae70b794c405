package dev.devledger.adapters.embeddedpostgres;

import org.jspecify.annotations.Nullable;

/** The data folder or its database cannot be used; the message says why, and what its reader can do about it. */
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
        /** Together with the process. */
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
}
