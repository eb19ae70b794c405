package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All connectors, each with a name of its own; some may be off. */
public record Connectors(List<Connector> all) {
    public Connectors {
        all = List.copyOf(all);
    }

    /** Returns the connectors that are not off. */
    public List<Connector> on() {
        return all.stream().filter(each -> !each.account().off()).toList();
    }

    public List<ConnectedAccount> accounts() {
        return accounts(null);
    }

    public List<String> names() {
        return accounts().stream().map(ConnectedAccount::connector).toList();
    }

    /**
     * Returns the rules for the placements of projects: the field {@code placement} decides for the first service that
     * has cards; every other service has a setting of its own.
     */
    public PlacementRules placing() {
        String own = null;
        SortedMap<String, PlacementRules.Service> others = new TreeMap<>();
        for (Connector each : all) {
            String name = each.account().connector();
            if (each.layout().hasCards()) {
                own = own == null ? name : own;
            } else {
                others.put(
                        name,
                        new PlacementRules.Service(new TreeSet<>(each.layout().placements()), each.placesNew()));
            }
        }
        return new PlacementRules(own, others);
    }

    /** Returns the service's name as people write it; empty if no connector has that name. */
    public Optional<String> title(String name) {
        return all.stream()
                .filter(each -> each.account().connector().equals(name))
                .findFirst()
                .map(Connector::title);
    }

    /** Returns the service's name as people write it; the name itself if no connector has it. */
    public String titleOrName(String name) {
        return title(name).orElse(name);
    }

    /** Returns the account of the connector of that name; all accounts if the name is null. */
    public List<ConnectedAccount> accounts(@Nullable String name) {
        return named(name).stream().map(Connector::account).toList();
    }

    /** Returns the connectors that are on; all connectors if none is on, as there is nothing else to report. */
    public List<Connector> onOrAll() {
        List<Connector> on = on();
        return on.isEmpty() ? all : on;
    }

    /** Returns the connector of that name; all connectors if the name is null. */
    public List<Connector> named(@Nullable String name) {
        return name == null ? all : List.of(of(name));
    }

    /** @throws Rejection that lists the names of all connectors, if none has this name */
    public Connector of(String name) {
        return all.stream()
                .filter(each -> each.account().connector().equals(name))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid("connector", "must be one of: " + String.join(", ", names())));
    }

    /** Returns the connector of that link; empty if its account is not connected now. */
    public Optional<Connector> of(SyncLinkId link) {
        return all.stream()
                .filter(each -> each.account().link(link.entity()).equals(link))
                .findFirst();
    }

    /**
     * The facts that a connector has learned about its account and needs after a restart, by names that the connector
     * chooses.
     */
    public interface ConnectorMemory {
        default Optional<String> get(String name) {
            return Optional.ofNullable(all(Set.of(name)).get(name));
        }

        /** Returns the known values of these names. */
        Map<String, String> all(Set<String> names);

        /** Replaces the value of that name. */
        void put(String name, String value);

        /** Returns the same memory, for a reader that writes nothing. */
        default ConnectorMemory reading() {
            ConnectorMemory known = this;
            return new ConnectorMemory() {
                @Override
                public Map<String, String> all(Set<String> names) {
                    return known.all(names);
                }

                @Override
                public void put(String name, String value) {
                    // not stored: the fact is learned again
                }
            };
        }

        /** Returns a memory that lasts as long as the process. */
        static ConnectorMemory ofThisProcess() {
            Map<String, String> known = new ConcurrentHashMap<>();
            return new ConnectorMemory() {
                @Override
                public Map<String, String> all(Set<String> names) {
                    Map<String, String> all = new HashMap<>(known);
                    all.keySet().retainAll(names);
                    return all;
                }

                @Override
                public void put(String name, String value) {
                    known.put(name, value);
                }
            };
        }
    }
}
