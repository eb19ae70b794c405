package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import java.util.List;
import java.util.Map;

/** A connector of which only the account and the title are used. */
public record CannedConnector(ConnectedAccount account, String title) implements Connector {
    public CannedConnector(String name, String title) {
        this(new ConnectedAccount(name, "sandbox", ConnectorMode.SANDBOX, remote -> ""), title);
    }

    @Override
    public ConnectorProfile profile() {
        return new ConnectorProfile("list:All", List.of("title"), Map.of("settle", "60s"));
    }

    @Override
    public SyncSettings settings() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Capabilities capabilities() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContentTranslator words() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Layout layout() {
        return new ListLayout();
    }

    @Override
    public RemoteTasks tasks() {
        throw new UnsupportedOperationException();
    }

    @Override
    public BudgetUsage budget() {
        throw new UnsupportedOperationException();
    }
}
