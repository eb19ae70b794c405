package dev.devledger.application.proof;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A place outside of the database where the heads of sealed batches are kept. */
public interface HeadSink {

    /** The property that names it. */
    String name();

    /** The newest that it has; empty where it has none. */
    Optional<KeptHead> last() throws IOException;

    /** Takes the next ones, in their order. Of those it has taken when it fails none is lost. */
    void take(List<LedgerHead> heads) throws IOException;
}
