package dev.devledger.bootstrap.architecture.planted.application.sync.memory;

public interface PendingApprovals {
    void list();

    void replace();
}
