package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.client.CallBudget;
import dev.devledger.adapters.ticktick.client.Repeats;
import dev.devledger.adapters.ticktick.client.TickTickAccount;
import dev.devledger.adapters.ticktick.client.TickTickClient;
import dev.devledger.adapters.ticktick.client.TickTickSettings;
import dev.devledger.application.sync.connector.CallLog;
import dev.devledger.application.sync.connector.RemoteBudget;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.ticktick.TickTickPassThrough;

/** Everything that talks to one TickTick account: one client and one budget behind all its ports. */
public final class TickTickConnector implements AutoCloseable {
    private final CallBudget budget;
    private final TickTickClient client;
    private final RemoteTasks remoteTasks;
    private final TickTickPassThrough passThrough;

    /** @param calls of all nodes that call this account; not used where the budget is off */
    public TickTickConnector(TickTickSettings settings, TickTickAccount account, CallLog calls) {
        this.budget = new CallBudget(settings.budget(), settings.callLimit(), calls, System::nanoTime);
        this.client = new TickTickClient(settings, account, budget, Repeats.JITTER);
        this.remoteTasks = new TickTickRemoteTasks(client, settings.timeZone());
        this.passThrough = new TickTickHttpPassThrough(client);
    }

    public RemoteTasks remoteTasks() {
        return remoteTasks;
    }

    public TickTickPassThrough passThrough() {
        return passThrough;
    }

    public RemoteBudget budget() {
        return budget;
    }

    /** Ends the calls under way, as failed, and gives the connections back. */
    @Override
    public void close() {
        client.close();
    }
}
