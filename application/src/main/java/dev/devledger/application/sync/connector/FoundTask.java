package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.RemoteTask;

/** What a read for one task has found. */
public sealed interface FoundTask {

    record There(RemoteTask value) implements FoundTask {}

    /** @param deleted whether the service says that it was: where it does not, nothing is said of elsewhere */
    record NotThere(boolean deleted) implements FoundTask {
        public NotThere() {
            this(false);
        }
    }

    /** It is there, and cannot be read. */
    record Unreadable(Quarantined value) implements FoundTask {}
}
