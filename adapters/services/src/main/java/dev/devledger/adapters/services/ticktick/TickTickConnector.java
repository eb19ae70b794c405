package dev.devledger.adapters.services.ticktick;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp.Tries;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.DeletedById;
import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.connector.ContentTranslator.CardTranslator;
import dev.devledger.application.sync.connector.Layout;
import dev.devledger.application.sync.connector.Layout.CardLayout;
import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The connector of one TickTick account. All its ports share one client and one budget. */
public final class TickTickConnector implements Connector, AutoCloseable {
    /**
     * The capabilities. Sources in docs/ticktick.md: section 4, row 10, for a batch, which is also the limit of moves;
     * section 10 for levels and the size of a list; section 2 for the rate, as a write takes two calls; sections 3, 9
     * and 10 for the content of a list and for deleted tasks.
     */
    public static final Capabilities CAPABILITIES = new Capabilities(
            new Capabilities.Batch(50, 50, 50),
            5,
            new Capabilities.ListCapacity(999, 800),
            Duration.ofSeconds(2),
            Listed.OPEN,
            DeletedById.STAYS_READABLE,
            EnumSet.complementOf(EnumSet.of(
                    Field.STAGE, Field.ESTIMATE, Field.ASSIGNEES, Field.BLOCKED_BY, Field.CUSTOMER, Field.SERVICE)));

    /**
     * The length of a list's name, and the statuses of a project that are written as a tag (docs/ticktick.md, section
     * 5).
     */
    private static final ContentTranslator WORDS =
            new CardTranslator(64, List.of(RemoteStatus.BLOCKED, RemoteStatus.PAUSED, RemoteStatus.PLANNED));

    private static final List<String> HELD =
            List.of(("name title description status priority tags startDate dueDate allDay timeZone checklist"
                            + " projectId parentId")
                    .split(" "));

    private final ConnectedAccount account;
    private final SyncSettings sync;
    private final Map<String, String> shown;
    private final CallBudget budget;
    private final TickTickClient client;
    private final RemoteTasks remoteTasks;
    private final DirectCalls calls;

    /**
     * @param shown the settings shown to users
     * @param access the rights that the connector's calls need
     * @param calls the log shared by all nodes that use the account; not used if the budget is off
     */
    public TickTickConnector(
            ConnectedAccount account,
            SyncSettings sync,
            Map<String, String> shown,
            ClientLimits settings,
            ServiceAccount access,
            SharedCallBudget calls) {
        this.account = account;
        this.sync = sync;
        this.shown = shown;
        this.budget = settings.budget(calls);
        this.client = new TickTickClient(settings, access, budget, Tries.JITTER);
        this.remoteTasks = new TickTickRemoteTasks(client, sync.zone());
        this.calls = TickTickCalls.of(client);
    }

    @Override
    public ConnectedAccount account() {
        return account;
    }

    @Override
    public String title() {
        return "TickTick";
    }

    @Override
    public ConnectorProfile profile() {
        return new ConnectorProfile("list:" + sync.listName(), HELD, shown);
    }

    @Override
    public SyncSettings settings() {
        return sync;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public ContentTranslator words() {
        return WORDS;
    }

    @Override
    public Layout layout() {
        return new CardLayout();
    }

    @Override
    public RemoteTasks tasks() {
        return remoteTasks;
    }

    public DirectCalls calls() {
        return calls;
    }

    @Override
    public BudgetUsage budget() {
        return budget;
    }

    /** Ends the running calls, which then fail, and closes the connections. */
    @Override
    public void close() {
        client.close();
    }
}
