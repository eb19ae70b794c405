package dev.devledger.bootstrap.architecture.planted.application.sync.pull;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector.RemoteTasks;

public final class Pulled {
    static void deletes(RemoteTasks remote) {
        remote.deleteList();
    }
}
