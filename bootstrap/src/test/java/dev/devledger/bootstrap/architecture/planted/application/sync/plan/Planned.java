package dev.devledger.bootstrap.architecture.planted.application.sync.plan;

import dev.devledger.bootstrap.architecture.planted.application.ledger.ChangeSet;

public final class Planned {
    public record Order() {}

    record AsAChangeSet(ChangeSet changes) {}
}
