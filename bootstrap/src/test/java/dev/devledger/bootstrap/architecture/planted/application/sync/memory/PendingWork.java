package dev.devledger.bootstrap.architecture.planted.application.sync.memory;

public interface PendingWork {
    void due();

    void mark();
}
