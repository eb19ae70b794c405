package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.application.sync.connector.Connector.Hints;
import dev.devledger.application.sync.connector.Connector.RemoteComments;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.connector.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An account of a service in memory, which may behave like any kind of service. */
public record MemoryConnector(
        ConnectedAccount account,
        SyncSettings settings,
        RemoteTasks tasks,
        MemoryRemote budget,
        UnaryOperator<ContentTranslator> linked,
        Optional<RemoteComments> comments)
        implements Connector {
    private static final Hints WEBHOOKS = new MemoryWebhooks(0);
    public static final ContentTranslator WORDS = Nature.CARDS;

    /** Makes an account without comments and without known links. */
    public MemoryConnector(ConnectedAccount account, SyncSettings settings, RemoteTasks tasks, MemoryRemote budget) {
        this(account, settings, tasks, budget, UnaryOperator.identity(), Optional.empty());
    }

    @Override
    public String title() {
        return "TickTick";
    }

    @Override
    public Capabilities capabilities() {
        return budget.nature().capabilities();
    }

    @Override
    public ConnectorProfile profile() {
        return new ConnectorProfile("list:" + settings.listName(), List.of(), Map.of());
    }

    @Override
    public ContentTranslator words() {
        return linked.apply(budget.nature().words());
    }

    @Override
    public Optional<Hints> hints() {
        return Optional.of(WEBHOOKS);
    }

    @Override
    public Layout layout() {
        return budget.nature().layout();
    }
}
