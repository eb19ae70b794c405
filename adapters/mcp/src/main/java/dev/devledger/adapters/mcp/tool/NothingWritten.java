package dev.devledger.adapters.mcp.tool;

/** A call failed, surely before anything of it was kept. */
public final class NothingWritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException failure;

    public NothingWritten(RuntimeException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    RuntimeException failure() {
        return failure;
    }
}
