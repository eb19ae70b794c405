package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.CardWords;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.RemoteBudget;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.domain.sync.content.RemoteStatus;
import java.util.List;

/** An account of a service that is in memory, of TickTick's nature. */
public record MemoryConnector(ConnectedAccount account, SyncSettings settings, RemoteTasks tasks, RemoteBudget budget)
        implements Connector {
    public static final Words WORDS =
            new CardWords(64, List.of(RemoteStatus.BLOCKED, RemoteStatus.PAUSED, RemoteStatus.PLANNED));

    @Override
    public String title() {
        return "TickTick";
    }

    @Override
    public Words words() {
        return WORDS;
    }
}
