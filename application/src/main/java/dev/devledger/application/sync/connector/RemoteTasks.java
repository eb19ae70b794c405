package dev.devledger.application.sync.connector;

/** A connected task service as the sync sees it. */
public interface RemoteTasks extends RemoteReads, RemoteWrites {}
