package dev.devledger.bootstrap.architecture.planted.application.sync.connector;

public interface RemoteTasks {
    void lists();

    void createList();

    void deleteList();
}
