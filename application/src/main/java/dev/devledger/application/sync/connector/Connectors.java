package dev.devledger.application.sync.connector;

import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The connectors that there are, each of another name, and some of them off. */
public record Connectors(List<Connector> all) {
    public Connectors {
        all = List.copyOf(all);
    }

    /** Those that are not off. */
    public List<Connector> on() {
        return all.stream().filter(each -> !each.account().off()).toList();
    }

    public List<ConnectedAccount> accounts() {
        return accounts(null);
    }

    public List<String> names() {
        return accounts().stream().map(ConnectedAccount::connector).toList();
    }

    /** Where a project can be: in the first service that has cards as its placement says, in each other as is said there. */
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

    /** As people write the service's name; empty where there is no connector of that name. */
    public Optional<String> title(String name) {
        return all.stream()
                .filter(each -> each.account().connector().equals(name))
                .findFirst()
                .map(Connector::title);
    }

    /** As people write the service's name; where there is no connector of that name, the name itself. */
    public String titleOrName(String name) {
        return title(name).orElse(name);
    }

    /** That of the connector of that name; without a name all of them. */
    public List<ConnectedAccount> accounts(@Nullable String name) {
        return named(name).stream().map(Connector::account).toList();
    }

    /** Those that are on; where none is, all of them, as that is then what there is to tell. */
    public List<Connector> onOrAll() {
        List<Connector> on = on();
        return on.isEmpty() ? all : on;
    }

    /** The only one of that name; without a name all of them. */
    public List<Connector> named(@Nullable String name) {
        return name == null ? all : List.of(of(name));
    }

    /** @throws Rejection that says which there are, where there is none of that name */
    public Connector of(String name) {
        return all.stream()
                .filter(each -> each.account().connector().equals(name))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid("connector", "must be one of: " + String.join(", ", names())));
    }

    /** Whose link that is; empty where it is of an account that is not connected now. */
    public Optional<Connector> of(SyncLinkId link) {
        return all.stream()
                .filter(each -> each.account().link(link.entity()).equals(link))
                .findFirst();
    }
}
