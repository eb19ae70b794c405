package dev.devledger.bootstrap.architecture.planted.application.sync.read;

import dev.devledger.bootstrap.architecture.planted.application.ledger.Ledger;
import dev.devledger.bootstrap.architecture.planted.application.sync.connector.RemoteWrites;
import dev.devledger.bootstrap.architecture.planted.application.sync.cycle.CycleCalls;
import dev.devledger.bootstrap.architecture.planted.application.sync.memory.PendingApprovals;
import dev.devledger.bootstrap.architecture.planted.application.sync.memory.PendingWork;

public final class ReadThatWrites {
    record ToTheLedger(Ledger ledger) {}

    static void marks(PendingWork work) {
        work.mark();
    }

    static void shows(PendingApprovals holds) {
        holds.replace();
    }

    static void creates(RemoteWrites remote) {
        remote.createList();
    }

    static void handsOn(CycleCalls calls) {
        Runnable write = calls::write;
        write.run();
    }
}
