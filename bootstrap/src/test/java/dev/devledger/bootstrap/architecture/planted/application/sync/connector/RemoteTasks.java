package dev.devledger.bootstrap.architecture.planted.application.sync.connector;

public interface RemoteTasks extends RemoteWrites {
    void lists();
}
