package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.application.directory.KnownAddresses;
import dev.devledger.application.directory.PersonDirectory;
import dev.devledger.application.sync.connector.CallLog.RemoteBudget;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.application.sync.connector.Connector.Hints;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.ConnectorMemory;
import dev.devledger.application.sync.connector.Layout;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.application.sync.connector.RemoteComments;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.domain.project.Placement;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that the sync asks of one ClickUp account. */
public final class ClickUpConnector implements Connector {
    public static final Layout LAYOUT = new ListLayout(true);

    private static final List<String> HELD = List.of(
            "name",
            "title",
            "description",
            "status",
            "stage",
            "priority",
            "tags",
            "assignees",
            "estimateMinutes",
            "startDate",
            "dueDate",
            "allDay",
            "checklist",
            "notes",
            "blockedBy",
            "projectId",
            "parentId");

    private final ConnectedAccount account;
    private final SyncSettings sync;
    private final Profile profile;
    private final RemoteBudget budget;
    private final Workspace workspace;
    private final RemoteTasks tasks;
    private final RemoteComments comments;
    private final @Nullable RemoteTime time;
    private final Words words;
    private final @Nullable Hints hints;

    /** Whose time is kept in step. */
    public enum TimeOf {
        NOBODY,
        OWN_USER,
        EVERYBODY
    }

    /**
     * What of the account is kept in step.
     *
     * @param workspace its id; null for the only one that is granted
     * @param scope such as {@code folder:Dev Projects}
     * @param space where lists are made, by name or id; null for the only one
     * @param abandonedStatus the closing statuses that mean so
     * @param placesNew what a new project is there
     * @param time whether time entries are
     * @param shown the settings that people may see
     */
    public record Profile(
            @Nullable String workspace,
            String scope,
            @Nullable String space,
            List<String> abandonedStatus,
            Placement placesNew,
            TimeOf time,
            Map<String, String> shown) {}

    public ClickUpConnector(
            ConnectedAccount account,
            SyncSettings sync,
            Profile profile,
            ClickUpClient client,
            RemoteBudget budget,
            PersonDirectory people,
            ConnectorMemory memory,
            InstantSource clock) {
        this.account = account;
        this.sync = sync;
        this.profile = profile;
        this.budget = budget;
        this.workspace = new Workspace(
                client, profile.workspace(), sync.zone(), lower(profile.abandonedStatus()), memory, clock);
        Containers containers = new Containers(client, workspace, Scope.of(profile.scope()), profile.space(), memory);
        this.tasks = new ClickUpRemoteTasks(client, workspace, containers, clock);
        this.comments = new TaskComments(client, workspace);
        this.time = profile.time() == TimeOf.NOBODY
                ? null
                : new ClickUpTime(client, workspace, profile.time() == TimeOf.EVERYBODY);
        this.words = new ClickUpWords(new KnownAddresses(
                people, () -> workspace.lastKnown().map(known -> known.names().keySet()), clock));
        this.hints = null;
    }

    private static Set<String> lower(List<String> words) {
        return words.stream()
                .flatMap(each -> Arrays.stream(each.split(",")))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private ClickUpConnector(ClickUpConnector other, Words words, @Nullable Hints hints) {
        this.account = other.account;
        this.sync = other.sync;
        this.profile = other.profile;
        this.budget = other.budget;
        this.workspace = other.workspace;
        this.tasks = other.tasks;
        this.comments = other.comments;
        this.time = other.time;
        this.words = words;
        this.hints = hints;
    }

    @Override
    public Optional<RemoteComments> comments() {
        return Optional.of(comments);
    }

    @Override
    public Optional<RemoteTime> time() {
        return Optional.ofNullable(time);
    }

    /** The same, where it is known which of its tasks are whose. */
    public ClickUpConnector knowing(UnaryOperator<Words> tasksOfTheLedger) {
        return new ClickUpConnector(this, tasksOfTheLedger.apply(words), hints);
    }

    /** The same, where ClickUp delivers what changes. */
    public ClickUpConnector delivering(Hints to) {
        return new ClickUpConnector(this, words, to);
    }

    @Override
    public Optional<Hints> hints() {
        return Optional.ofNullable(hints);
    }

    @Override
    public ConnectedAccount account() {
        return account;
    }

    @Override
    public String title() {
        return "ClickUp";
    }

    @Override
    public ConnectorProfile profile() {
        return new ConnectorProfile(profile.scope(), HELD, profile.shown());
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
        return ClickUpCapabilities.ALL;
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
    public RemoteBudget budget() {
        return budget;
    }

    @Override
    public Optional<String> ownAddress() {
        return workspace.lastKnown().map(known -> known.around().addresses().get(known.user()));
    }

    @Override
    public String personName(String address) {
        return workspace
                .lastKnown()
                .map(known -> known.names().get(address))
                .orElseGet(() -> Connector.super.personName(address));
    }
}
