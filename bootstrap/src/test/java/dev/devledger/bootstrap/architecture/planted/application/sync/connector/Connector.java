package dev.devledger.bootstrap.architecture.planted.application.sync.connector;

public interface Connector {
    interface RemoteTasks extends RemoteWrites {
        void lists();
    }
}
