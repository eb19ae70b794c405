package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.Containers.Scope;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import dev.devledger.adapters.services.kernel.ListTranslator;
import dev.devledger.application.directory.MemberAddresses;
import dev.devledger.application.directory.PersonDirectory;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.DeletedById;
import dev.devledger.application.sync.connector.Capabilities.Feed;
import dev.devledger.application.sync.connector.Capabilities.Listed;
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
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The connector of one ClickUp account. */
public final class ClickUpConnector implements Connector {
    /** The longest delay of a change in the feed, and the largest difference of two clocks. */
    static final Duration OVERLAP = Duration.ofMinutes(5);

    private static final int LEVELS = 8;

    /** The capabilities. The rate is what the limit of the smallest plan allows if a write takes two calls. */
    public static final Capabilities CAPABILITIES = new Capabilities(
            new Capabilities.Batch(1, 1, 1),
            LEVELS,
            Capabilities.ListCapacity.UNLIMITED,
            Duration.ofSeconds(2),
            Listed.ALL,
            DeletedById.IS_TOLD,
            EnumSet.complementOf(EnumSet.of(Field.CUSTOMER, Field.SERVICE)),
            new Feed.ChangesSince(OVERLAP),
            EnumSet.of(Field.TITLE, Field.DESCRIPTION, Field.PRIORITY, Field.DATES),
            true,
            EnumSet.of(Field.TAGS, Field.CHECKLIST, Field.BLOCKED_BY),
            false);

    public static final Layout LAYOUT = new ListLayout(true);

    private static final List<String> HELD =
            List.of(("name title description status stage priority tags assignees estimateMinutes startDate"
                            + " dueDate allDay checklist notes blockedBy projectId parentId")
                    .split(" "));

    private final ConnectedAccount account;
    private final SyncSettings sync;
    private final Profile profile;
    private final BudgetUsage budget;
    private final Workspace workspace;
    private final RemoteTasks tasks;
    private final RemoteComments comments;
    private final @Nullable RemoteTimeEntries time;
    private final ContentTranslator words;
    private final @Nullable Hints hints;

    /** The people whose time entries are synchronized. */
    public enum TimeOf {
        NOBODY,
        OWN_USER,
        EVERYBODY
    }

    /**
     * The part of the account that is synchronized.
     *
     * @param workspace the workspace's id; null for the only one that is granted
     * @param scope such as {@code folder:Dev Projects}
     * @param space the space in which lists are made, by name or id; null for the only one
     * @param abandonedStatus the closing statuses that mean abandoned
     * @param placesNew the placement of new projects
     * @param time true if time entries are synchronized
     * @param shown the settings shown to users
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
            BudgetUsage budget,
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
                : new ClickUpTimeEntries(client, workspace, profile.time() == TimeOf.EVERYBODY);
        this.words = new ClickUpTranslator(new MemberAddresses(
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

    private ClickUpConnector(ClickUpConnector other, ContentTranslator words, @Nullable Hints hints) {
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
    public Optional<RemoteTimeEntries> time() {
        return Optional.ofNullable(time);
    }

    /** Returns this connector, with {@link ContentTranslator} that know which ledger task each remote task is linked with. */
    public ClickUpConnector knowing(UnaryOperator<ContentTranslator> tasksOfTheLedger) {
        return new ClickUpConnector(this, tasksOfTheLedger.apply(words), hints);
    }

    /** Returns this connector, with a webhook through which ClickUp delivers changes. */
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
    public BudgetUsage budget() {
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

    /**
     * The values of the ledger that ClickUp can hold: people who are in the workspace, days without a zone, stages in
     * lower case, and no tag {@code abandoned}, as it marks abandoned tasks.
     */
    record ClickUpTranslator(MemberAddresses people) implements ListTranslator {
        @Override
        public CanonicalContent known(CanonicalContent content) {
            SortedSet<String> tags = new TreeSet<>(content.tags());
            tags.remove(AccountContext.TAG);
            return new CanonicalContent(
                    content.title(),
                    content.description().isBlank() ? "" : content.description(),
                    content.priority(),
                    tags,
                    content.startDate(),
                    content.dueDate(),
                    null,
                    content.checklist(),
                    content.status(),
                    content.parent(),
                    content.stage() == null ? null : content.stage().strip().toLowerCase(Locale.ROOT),
                    content.estimateMinutes(),
                    people.of(content.assignees()),
                    content.blockedBy(),
                    null,
                    null,
                    content.oddDates());
        }

        /** Adds the stage to the status and the status to the stage, as both are one status in ClickUp. */
        @Override
        public Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields) {
            Set<Field> there = EnumSet.noneOf(Field.class);
            there.addAll(fields);
            if (there.contains(Field.STATUS) || there.contains(Field.STAGE)) {
                there.addAll(EnumSet.of(Field.STATUS, Field.STAGE));
            }
            return there;
        }

        /** Returns the fields whose text ClickUp changes: it rewrites markdown, and strips the space around names. */
        @Override
        public Set<Field> ownForms() {
            return EnumSet.of(Field.TITLE, Field.DESCRIPTION);
        }

        @Override
        public StartDateSupport starts() {
            return StartDateSupport.OWN;
        }

        @Override
        public Set<String> reservedTags() {
            return Set.of(AccountContext.TAG);
        }
    }
}
