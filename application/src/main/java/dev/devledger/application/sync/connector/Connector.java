package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.budget.RemoteBudget;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
}
