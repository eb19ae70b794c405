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
 * One account of a connected service: how it is called, what it can, what its content means, and how a person wants
 * it to be kept in step. It decides nothing: that is the sync's, which is one for all services.
 */
public interface Connector {

    ConnectedAccount account();

    /** The service's name as people write it. */
    String title();

    ConnectorProfile profile();

    SyncSettings settings();

    Capabilities capabilities();

    Words words();

    Layout layout();

    RemoteTasks tasks();

    RemoteBudget budget();

    /** What of that a list there holds, or could hold. */
    default Canonical ofList(Canonical content) {
        Words words = words();
        return words.compared(EntityRef.Kind.LIST, words.known(content), "")
                .holding(capabilities().listHolds());
    }

    /** As what a new project stands there, where nothing is said of it. */
    default Placement placesNew() {
        return layout().placements().getFirst();
    }

    /** What is to be said of a project that is there as this already; nothing where its placement says it. */
    default SortedMap<String, Placement> placed(Placement form) {
        return layout().hasCards()
                ? Collections.emptySortedMap()
                : new TreeMap<>(Map.of(account().connector(), layout().shownAs(form)));
    }

    /** The e-mail address of the person whose account it is; empty where it is not known, or not known yet. */
    default Optional<String> ownAddress() {
        return Optional.empty();
    }

    /** What a person of that e-mail address is called there; else what the address says. */
    default String personName(String address) {
        int at = address.indexOf('@');
        return at > 0 ? address.substring(0, at) : address;
    }

    /** What is said about tasks there; empty where the service has no room for it. */
    default Optional<RemoteComments> comments() {
        return Optional.empty();
    }

    /** The time that is logged there; empty where the service has none, or it is not to be kept in step. */
    default Optional<RemoteTime> time() {
        return Optional.empty();
    }

    /** What reads the deliveries of a service that says by itself that something has changed. */
    default Optional<Hints> hints() {
        return Optional.empty();
    }

    /**
     * What people are told of a connector (docs/contract.md, section 6).
     *
     * @param scope what of the account is kept in step, such as {@code list:Dev Projects}
     * @param holds the fields of projects and tasks that the service can hold, by their names in REST
     * @param settings as they are in effect, by their names after the connector's; no secrets
     */
    record ConnectorProfile(String scope, List<String> holds, Map<String, String> settings) {}

    /**
     * How the sync behaves (docs/contract.md, section 2).
     *
     * @param listName the list that holds one card for each project
     * @param subtasks whether a card's tasks appear as subtasks
     * @param settle the least time before an unanswered create may be sent again
     * @param pollInterval how often a cycle looks for changes at the remote without being asked for; zero for never
     * @param policies what becomes of a field that both sides changed
     * @param zone of days that come without one
     * @param asksToDelete whether a person is asked before what was deleted there is deleted here
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

        /** Where an absence is proven as soon as an effect is. */
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

        /** Of a service whose deletions are followed. */
        public SyncSettings(
                String listName,
                boolean subtasks,
                Duration settle,
                Duration pollInterval,
                ConflictPolicies policies,
                ZoneId zone) {
            this(listName, subtasks, settle, pollInterval, policies, zone, false);
        }

        /** When to look again at what only the other side can settle. */
        public Duration pollOrSettle() {
            return pollInterval.isZero() ? settle : pollInterval;
        }
    }

    /** What a service delivers by itself, read and verified. */
    interface Hints {

        /**
         * Empty where it is not from the service.
         *
         * @param headers by their names in small letters
         */
        Optional<Hint> accept(Map<String, String> headers, byte[] raw);
    }

    /**
     * That something may have changed there: a reason to look, and never a fact. It may be false, come twice, late, or not at all.
     *
     * @param list where; null where that is not said, and of the whole account where there is no object either
     * @param object which task; null of a list as a whole
     * @param deleted whether it is said to be gone, which a whole list alone proves
     * @param dedupe the same for each delivery of it
     */
    record Hint(@Nullable String list, @Nullable String object, boolean deleted, String dedupe) {
        /** Look at everything. */
        public static final Hint EVERYTHING = new Hint(null, null, false, "");
    }
}
