package dev.devledger.bootstrap.architecture.planted.application.sync.read;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.bootstrap.architecture.planted.application.sync.memory.PendingApprovals;
import dev.devledger.bootstrap.architecture.planted.application.sync.memory.PendingWork;

record InnocentRead(RemoteTasks remote, PendingWork work, PendingApprovals holds) {
    void read() {
        remote.lists();
        work.due();
        holds.list();
    }
}
