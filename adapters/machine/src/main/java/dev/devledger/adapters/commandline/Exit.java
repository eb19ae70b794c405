package dev.devledger.adapters.commandline;

/** How a command ends (docs/contract.md, section 1). */
public enum Exit {
    GOOD(0),
    /** A difference was found, or it was refused; nothing was changed. */
    REFUSED(1),
    COULD_NOT_RUN(2);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /** The exit code of the process. */
    public int code() {
        return code;
    }
}
