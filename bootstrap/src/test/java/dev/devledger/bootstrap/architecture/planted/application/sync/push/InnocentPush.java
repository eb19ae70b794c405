package dev.devledger.bootstrap.architecture.planted.application.sync.push;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.bootstrap.architecture.planted.application.sync.cycle.CycleCalls;
import dev.devledger.bootstrap.architecture.planted.application.sync.memory.PendingWork;

record InnocentPush(RemoteTasks remote, CycleCalls calls, PendingWork work) {
    void push() {
        remote.createList();
        calls.write();
        work.mark();
    }
}
