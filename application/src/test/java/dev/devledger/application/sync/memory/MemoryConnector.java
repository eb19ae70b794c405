package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.DeletedById;
import dev.devledger.application.sync.connector.CardWords;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/** An account of a service that is in memory, of TickTick's nature. */
public record MemoryConnector(ConnectedAccount account, SyncSettings settings, RemoteTasks tasks, MemoryRemote budget)
        implements Connector {
    public static final Words WORDS =
            new CardWords(64, List.of(RemoteStatus.BLOCKED, RemoteStatus.PAUSED, RemoteStatus.PLANNED));

    /** Of TickTick, as docs/ticktick.md has them. */
    public static final Capabilities TICKTICK = new Capabilities(
            new Capabilities.Batch(50, 50, 50),
            5,
            new Capabilities.Room(999, 800),
            Duration.ofSeconds(2),
            DeletedById.STAYS_READABLE,
            EnumSet.allOf(Field.class));

    @Override
    public String title() {
        return "TickTick";
    }

    @Override
    public Capabilities capabilities() {
        return budget.capabilities();
    }

    @Override
    public Words words() {
        return WORDS;
    }
}
