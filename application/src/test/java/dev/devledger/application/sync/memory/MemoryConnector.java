package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.connector.Words;

/** An account of a service that is in memory, of any nature. */
public record MemoryConnector(ConnectedAccount account, SyncSettings settings, RemoteTasks tasks, MemoryRemote budget)
        implements Connector {
    public static final Words WORDS = Nature.CARDS;

    @Override
    public String title() {
        return "TickTick";
    }

    @Override
    public Capabilities capabilities() {
        return budget.nature().capabilities();
    }

    @Override
    public Words words() {
        return budget.nature().words();
    }
}
