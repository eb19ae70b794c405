package dev.devledger.adapters.mcp.tool;

import org.jspecify.annotations.Nullable;

/** Whom a long call tells how far it has come. */
@FunctionalInterface
public interface ProgressListener {
    ProgressListener NOBODY = (done, total, message) -> {};

    /** {@code done} grows with each call, {@code total} is null where it is not known. */
    void at(double done, @Nullable Double total, String message);
}
