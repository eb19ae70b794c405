package dev.devledger.bootstrap.architecture.planted.application.sync.connector;

public interface RemoteWrites {
    void createList();

    void deleteList();
}
