package dev.devledger.domain.sync;

public enum RemoteStatus {
    OPEN,
    COMPLETED,
    ABANDONED
}
