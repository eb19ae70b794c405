package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.CallLog.RemoteBudget;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.Canonical;
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
 * decides nothing: the sync does, which is one for all services.
 */
public interface Connector {

    ConnectedAccount account();

    /** Returns the service's name as people write it. */
    String title();

    ConnectorProfile profile();

    SyncSettings settings();

    Capabilities capabilities();

    Words words();

    Layout layout();

    RemoteTasks tasks();

    RemoteBudget budget();

    /** Returns the part of the content that a remote list holds, or could hold. */
    default Canonical ofList(Canonical content) {
        Words words = words();
        return words.compared(EntityRef.Kind.LIST, words.known(content), "")
                .holding(capabilities().listHolds());
    }

    /** Returns the form of a new project in the service, if none is given. */
    default Placement placesNew() {
        return layout().placements().getFirst();
    }

    /**
     * Returns the placement to store for a project that already has this form in the service; empty if its placement
     * says it.
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

    /** Returns the service's name for the person with that e-mail address; else what the address says. */
    default String personName(String address) {
        int at = address.indexOf('@');
        return at > 0 ? address.substring(0, at) : address;
    }

    /** Returns the comments on tasks; empty if the service has none. */
    default Optional<RemoteComments> comments() {
        return Optional.empty();
    }

    /** Returns the time that is logged in the service; empty if it has none, or it is not to be kept in step. */
    default Optional<RemoteTime> time() {
        return Optional.empty();
    }

    /** Returns the reader of deliveries from a service that reports changes by itself. */
    default Optional<Hints> hints() {
        return Optional.empty();
    }

    /**
     * The description of a connector for people (docs/contract.md, section 6).
     *
     * @param scope the part of the account that is kept in step, such as {@code list:Dev Projects}
     * @param holds the fields of projects and tasks that the service can hold, by their names in REST
     * @param settings the settings in effect, by their names after the connector's; no secrets
     */
    record ConnectorProfile(String scope, List<String> holds, Map<String, String> settings) {}

    /**
     * The settings of the sync (docs/contract.md, section 2).
     *
     * @param listName the list that holds one card for each project
     * @param subtasks true if a card's tasks appear as subtasks
     * @param settle the least time before an unanswered create may be sent again
     * @param pollInterval the time between cycles that look for remote changes unprompted; zero for never
     * @param policies the policies for fields that both sides changed
     * @param zone the zone of days that come without one
     * @param asksToDelete true if a person is asked before a remote deletion is repeated in the ledger
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

        /** Settings that prove an absence as soon as an effect. */
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

        /** Returns the time until the next look at something that only the service can settle. */
        public Duration pollOrSettle() {
            return pollInterval.isZero() ? settle : pollInterval;
        }
    }

    /** The reader of a service's own deliveries, which also verifies them. */
    interface Hints {

        /**
         * Reads a delivery; empty if it is not from the service.
         *
         * @param headers the headers, by their names in small letters
         */
        Optional<Hint> accept(Map<String, String> headers, byte[] raw);
    }

    /**
     * A message that something may have changed in the service: a reason to look, and never a fact. It may be false,
     * come twice, late, or not at all.
     *
     * @param list the list; null if it is not given, or for the whole account if there is no object either
     * @param object the task; null for a list as a whole
     * @param deleted true if it is reported as gone, which only a whole list proves
     * @param dedupe the same text for each delivery of it
     */
    record Hint(@Nullable String list, @Nullable String object, boolean deleted, String dedupe) {
        /** A hint to look at everything. */
        public static final Hint EVERYTHING = new Hint(null, null, false, "");
    }
}
