package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.RemoteTask;

/** What a read for one task has found. */
public sealed interface FoundTask {

    record There(RemoteTask value) implements FoundTask {}

    record NotThere() implements FoundTask {}

    /** It is there, and cannot be read. */
    record Unreadable(Quarantined value) implements FoundTask {}
}
