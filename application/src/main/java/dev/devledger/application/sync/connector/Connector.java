package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.merge.ConflictPolicy.ConflictPolicies;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
}
