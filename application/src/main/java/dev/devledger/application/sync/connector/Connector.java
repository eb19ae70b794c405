package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.Layout.CardLayout;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One account of a connected service: its names, its capabilities, the meaning of its content, and its settings. It
 * decides nothing: one sync decides for all services.
 */
public interface Connector {

    ConnectedAccount account();

    /** Returns the service's name as people write it. */
    String title();

    ConnectorProfile profile();

    SyncSettings settings();

    Capabilities capabilities();

    ContentTranslator words();

    Layout layout();

    RemoteTasks tasks();

    BudgetUsage budget();

    /** Returns the part of the content that a remote list can hold. */
    default CanonicalContent ofList(CanonicalContent content) {
        ContentTranslator words = words();
        return words.compared(EntityRef.Kind.LIST, words.known(content), "")
                .holding(capabilities().listHolds());
    }

    /** Returns the form of a new project in the service, if its creator names none. */
    default Placement placesNew() {
        return layout().placements().getFirst();
    }

    /**
     * Returns the placement to store for a project that already has this form in the service; empty if the field
     * {@code placement} says it.
     */
    default SortedMap<String, Placement> placed(Placement form) {
        return layout().hasCards()
                ? Collections.emptySortedMap()
                : new TreeMap<>(Map.of(account().connector(), layout().shownAs(form)));
    }

    /** Returns the e-mail address of the account's user; empty if it is not known, or not known yet. */
    default Optional<String> ownAddress() {
        return Optional.empty();
    }

    /**
     * Returns the service's name for the person with that e-mail address; by default, the part of the address before
     * the at sign.
     */
    default String personName(String address) {
        int at = address.indexOf('@');
        return at > 0 ? address.substring(0, at) : address;
    }

    /** Returns the comments on tasks; empty if the service has none. */
    default Optional<RemoteComments> comments() {
        return Optional.empty();
    }

    /**
     * Returns the access to time that is logged in the service; empty if the service has none, or if time is not to be
     * synced.
     */
    default Optional<RemoteTimeEntries> time() {
        return Optional.empty();
    }

    /** Returns the reader of deliveries from a service that reports changes by itself. */
    default Optional<Hints> hints() {
        return Optional.empty();
    }

    /**
     * The description of a connector for people (docs/contract.md, section 6).
     *
     * @param scope the part of the account that is synced, such as {@code list:Dev Projects}
     * @param holds the fields of projects and tasks that the service can hold, by their names in REST
     * @param settings the settings in effect, without secrets, by their names without the connector's name
     */
    record ConnectorProfile(String scope, List<String> holds, Map<String, String> settings) {}

    /**
     * The settings of the sync (docs/contract.md, section 2).
     *
     * @param listName the name of the list that holds one card for each project
     * @param subtasks true if a card's tasks appear as subtasks
     * @param settle the least time before an unanswered create may be sent again
     * @param pollInterval the time between cycles that look for remote changes without a request; zero for never
     * @param policies the policies for fields that both sides changed
     * @param zone the time zone of days that have none
     * @param asksToDelete true if a person is asked before the ledger follows a remote deletion
     * @param absence the least time between two reads that prove an absence
     */
    record SyncSettings(
            String listName,
            boolean subtasks,
            Duration settle,
            Duration pollInterval,
            ConflictPolicies policies,
            ZoneId zone,
            boolean asksToDelete,
            Duration absence) {

        /** Settings in which {@code settle} is also the time that proves an absence. */
        public SyncSettings(
                String listName,
                boolean subtasks,
                Duration settle,
                Duration pollInterval,
                ConflictPolicies policies,
                ZoneId zone,
                boolean asksToDelete) {
            this(listName, subtasks, settle, pollInterval, policies, zone, asksToDelete, settle);
        }

        /** Settings of a service whose deletions are followed without a question. */
        public SyncSettings(
                String listName,
                boolean subtasks,
                Duration settle,
                Duration pollInterval,
                ConflictPolicies policies,
                ZoneId zone) {
            this(listName, subtasks, settle, pollInterval, policies, zone, false);
        }

        /** Returns the time until the next look at a question that only the service can answer. */
        public Duration pollOrSettle() {
            return pollInterval.isZero() ? settle : pollInterval;
        }
    }

    /** Verifies and reads the messages that a service sends by itself. */
    interface Hints {

        /**
         * Reads a message; empty if it is not from the service.
         *
         * @param headers the headers, by their names in small letters
         */
        Optional<Hint> accept(Map<String, String> headers, byte[] raw);
    }

    /**
     * A message that something may have changed in the service: a reason to read, never a fact. It may be false, late,
     * repeated or missing.
     *
     * @param list the list; null if the message does not name it; if {@code object} is null too, the hint is about the
     *     whole account
     * @param object the task; null if the hint is about the whole list
     * @param deleted true if the object is reported as deleted, which only a read of a whole list proves
     * @param dedupe a text that is the same for each repetition of this hint
     */
    record Hint(@Nullable String list, @Nullable String object, boolean deleted, String dedupe) {
        /** A hint to read everything. */
        public static final Hint EVERYTHING = new Hint(null, null, false, "");
    }

    /** A connected task service as the sync sees it. */
    interface RemoteTasks extends RemoteReads, RemoteWrites {}

    /**
     * The comments on tasks of a connected service. Every method is one remote request at most; none retries, and none
     * throws because of the remote or the network: the {@link RemoteAnswer} tells the outcome.
     */
    interface RemoteComments {

        /**
         * Returns a page of the comments of that task, newest first.
         *
         * @param cursor the next cursor of the page before, null for the first
         */
        RemoteAnswer<RemotePage<List<Comment>>> page(RemoteRef task, @Nullable String cursor);

        /**
         * Adds a comment and returns its id. Not idempotent: two calls add two. Notifies the same people as any comment
         * does.
         */
        RemoteAnswer<String> add(RemoteRef task, String text);
    }

    /**
     * The account that is kept in step.
     *
     * @param connector the name shown to users, in small letters
     * @param account the name that tells the sandbox from a real account, so that the sandbox's links are never used for a
     *     real account, nor the other way round
     * @param url the address of a remote task, for people
     * @param layout where projects are placed in the service
     */
    record ConnectedAccount(
            String connector,
            String account,
            ConnectedAccount.ConnectorMode mode,
            Function<RemoteRef, String> url,
            Layout layout) {

        /** An account in which projects have the form that their placement says. */
        public ConnectedAccount(String connector, String account, ConnectorMode mode, Function<RemoteRef, String> url) {
            this(connector, account, mode, url, new CardLayout());
        }

        public SyncLinkId link(EntityRef entity) {
            return new SyncLinkId(connector, account, entity);
        }

        /** Returns the form that {@link Layout#standsAs(String, Placement, Map)} returns, as people call it. */
        public Placement shownAs(Placement placement, Map<String, Placement> placements) {
            return layout.shownAs(layout.standsAs(connector, placement, placements));
        }

        public boolean off() {
            return mode == ConnectorMode.OFF;
        }

        /** The kind of account that the ledger is kept in step with. */
        public enum ConnectorMode {
            /** A person's own account. */
            LIVE,
            /** An account in this process: nothing leaves the machine. */
            SANDBOX,
            /** No account: changes wait. */
            OFF;

            /** Returns the word by which the mode is shown and configured. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
