package dev.devledger.bootstrap.architecture.planted.application.sync.cycle;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector.RemoteTasks;

public record CycleCalls(RemoteTasks remote) {
    public void write() {
        remote.createList();
    }
}
