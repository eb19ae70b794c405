package dev.devledger.adapters.services.trackingtime;

import dev.devledger.adapters.services.kernel.ListTranslator;
import dev.devledger.adapters.services.trackingtime.TrackingTimeEntries.LedgerField;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.json.TaskJson.TaskBodies;
import dev.devledger.application.directory.MemberAddresses;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.DeletedById;
import dev.devledger.application.sync.connector.Capabilities.Feed;
import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.connector.Layout;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The connector of one TrackingTime account: its projects, including archived ones, and the tasks in them. */
public final class TrackingTimeConnector implements Connector {
    /**
     * The capabilities. The rate follows from two calls for a write and a hundred calls a minute. TrackingTime has no
     * subtasks, and no known limit of tasks.
     */
    public static final Capabilities CAPABILITIES = new Capabilities(
            new Capabilities.Batch(1, 1, 1),
            1,
            Capabilities.ListCapacity.UNLIMITED,
            Duration.ofSeconds(2),
            Listed.ALL,
            DeletedById.IS_DENIED,
            EnumSet.of(Field.TITLE, Field.STATUS, Field.DATES, Field.ESTIMATE, Field.ASSIGNEES, Field.PARENT),
            Feed.NONE,
            EnumSet.of(Field.TITLE, Field.STATUS, Field.CUSTOMER, Field.SERVICE),
            false,
            Set.of(),
            false);

    public static final Layout LAYOUT = new ListLayout(true, Placement.PROJECT);

    private static final List<String> HELD = List.of(
            "name", "title", "status", "customer", "service", "assignees", "estimateMinutes", "dueDate", "projectId");

    private final ConnectedAccount account;
    private final SyncSettings sync;
    private final Profile profile;
    private final BudgetUsage budget;
    private final Members members;
    private final RemoteTasks tasks;
    private final RemoteTimeEntries time;
    private final ContentTranslator words;

    /**
     * The part of the account that is synchronized.
     *
     * @param account the account's id
     * @param placesNew the placement of new projects
     * @param everybody true if the time of all people of the account is synchronized, false for the token's user only
     * @param reach the period in which time entries are compared
     * @param shown the settings shown to users
     */
    public record Profile(
            String account,
            Placement placesNew,
            boolean everybody,
            RemoteTimeEntries.Reach reach,
            Map<String, String> shown) {}

    public TrackingTimeConnector(
            ConnectedAccount account,
            SyncSettings sync,
            Profile profile,
            TrackingTimeClient client,
            BudgetUsage budget,
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
        this.time = new TrackingTimeEntries(
                client,
                members,
                new LedgerField(client, clock),
                new TrackingTimeEntries.Scope(profile.everybody(), profile.reach()));
        this.words = new TrackingTimeTranslator(
                new MemberAddresses(
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
        return CAPABILITIES;
    }

    @Override
    public ContentTranslator words() {
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
    public Optional<RemoteTimeEntries> time() {
        return Optional.of(time);
    }

    @Override
    public BudgetUsage budget() {
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

    /**
     * The values of the ledger that TrackingTime can hold: if a task is open or closed, but not how it ended; a due
     * day, but no hour, start or zone; and people who are in the account. There are no subtasks.
     */
    record TrackingTimeTranslator(MemberAddresses people, ZoneId zone) implements ListTranslator {
        @Override
        public CanonicalContent known(CanonicalContent content) {
            return new CanonicalContent(
                    content.title(),
                    "",
                    Priority.NONE,
                    new TreeSet<>(),
                    null,
                    content.dueDate() == null ? null : TaskBodies.day(content.dueDate(), zone),
                    null,
                    List.of(),
                    content.status().isTerminal() ? RemoteStatus.COMPLETED : RemoteStatus.OPEN,
                    null,
                    null,
                    content.estimateMinutes(),
                    people.of(content.assignees()),
                    new TreeSet<>(),
                    content.customer(),
                    content.service(),
                    content.oddDates());
        }

        /**
         * Returns the fields whose text TrackingTime changes: it strips the space around names, and may change the case
         * of a customer's or service's name.
         */
        @Override
        public Set<Field> ownForms() {
            return EnumSet.of(Field.TITLE, Field.CUSTOMER, Field.SERVICE);
        }

        @Override
        public StartDateSupport starts() {
            return StartDateSupport.NONE;
        }
    }
}
