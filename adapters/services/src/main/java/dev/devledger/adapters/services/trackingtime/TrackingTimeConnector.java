package dev.devledger.adapters.services.trackingtime;

import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.application.directory.KnownAddresses;
import dev.devledger.application.directory.PersonDirectory;
import dev.devledger.application.sync.connector.CallLog.RemoteBudget;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.Layout;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.domain.project.Placement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that the sync asks of one TrackingTime account: its projects, archived ones too, and the tasks in them. */
public final class TrackingTimeConnector implements Connector {
    public static final Layout LAYOUT = new ListLayout(true, Placement.PROJECT);

    private static final List<String> HELD = List.of(
            "name", "title", "status", "customer", "service", "assignees", "estimateMinutes", "dueDate", "projectId");

    private final ConnectedAccount account;
    private final SyncSettings sync;
    private final Profile profile;
    private final RemoteBudget budget;
    private final Members members;
    private final RemoteTasks tasks;
    private final RemoteTime time;
    private final Words words;

    /**
     * What of the account is kept in step.
     *
     * @param account its id
     * @param placesNew what a new project is there
     * @param everybody whether the time of all its people is, and not only that of the own user
     * @param reach how far back time entries are compared
     * @param shown the settings that people may see
     */
    public record Profile(
            String account,
            Placement placesNew,
            boolean everybody,
            RemoteTime.Reach reach,
            Map<String, String> shown) {}

    public TrackingTimeConnector(
            ConnectedAccount account,
            SyncSettings sync,
            Profile profile,
            TrackingTimeClient client,
            RemoteBudget budget,
            PersonDirectory people,
            InstantSource clock) {
        this.account = account;
        this.sync = sync;
        this.profile = profile;
        this.budget = budget;
        this.members = new Members(client, sync.zone(), clock);
        ProjectLists lists = new ProjectLists(client, members);
        this.tasks = new TrackingTimeRemoteTasks(
                lists, new TaskReads(client, members, lists), new TaskWrites(client, members, sync.zone()));
        this.time = new TrackingTimeTime(
                client,
                members,
                new LedgerField(client, clock),
                new TrackingTimeTime.Scope(profile.everybody(), profile.reach()));
        this.words = new TrackingTimeWords(
                new KnownAddresses(
                        people,
                        () -> members.lastKnown().map(known -> known.names().keySet()),
                        clock),
                sync.zone());
    }

    @Override
    public ConnectedAccount account() {
        return account;
    }

    @Override
    public String title() {
        return "TrackingTime";
    }

    @Override
    public ConnectorProfile profile() {
        return new ConnectorProfile("account:" + profile.account(), HELD, profile.shown());
    }

    @Override
    public Placement placesNew() {
        return profile.placesNew();
    }

    @Override
    public SyncSettings settings() {
        return sync;
    }

    @Override
    public Capabilities capabilities() {
        return TrackingTimeCapabilities.ALL;
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public Layout layout() {
        return LAYOUT;
    }

    @Override
    public RemoteTasks tasks() {
        return tasks;
    }

    @Override
    public Optional<RemoteTime> time() {
        return Optional.of(time);
    }

    @Override
    public RemoteBudget budget() {
        return budget;
    }

    @Override
    public Optional<String> ownAddress() {
        return members.lastKnown().map(known -> known.around().addresses().get(known.user()));
    }

    @Override
    public String personName(String address) {
        return members.lastKnown()
                .map(known -> known.names().get(address))
                .orElseGet(() -> Connector.super.personName(address));
    }
}
