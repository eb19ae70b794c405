package dev.devledger.application.sync.decide;

import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.local.CardListNames;
import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lists that are wanted, or would be, and have no link. */
final class MissingLists {
    private static final int MOST = 200;

    private final Connector connector;
    private final DesiredState wanted;
    private final ProjectQueries projects;

    MissingLists(Connector connector, ProjectQueries projects) {
        this.connector = connector;
        this.wanted = new DesiredState(connector);
        this.projects = projects;
    }

    /** Their names. */
    Map<EntityRef, String> names(
            Map<EntityRef, SyncLink> links, Collection<RemoteList> lists, Collection<EntityRef> marked) {
        Map<EntityRef, String> missing = new LinkedHashMap<>();
        if (connector.layout().hasCards()) {
            cardLists(links, lists, missing);
        }
        Set<UUID> ids = marked.stream()
                .filter(each -> each.kind() == EntityRef.Kind.LIST)
                .filter(each -> isFree(links.get(each)))
                .map(EntityRef::id)
                .collect(Collectors.toSet());
        List<ProjectView> views = ids.isEmpty() ? List.of() : projects.findAll(ids);
        for (ProjectView project : views) {
            if (wanted.list(project) instanceof Wanted.Present) {
                missing.put(EntityRef.list(project.id()), project.name());
            }
        }
        return missing;
    }

    /** All that follow each other by their numbers: an account may have had them before it was linked to this ledger. */
    private void cardLists(
            Map<EntityRef, SyncLink> links, Collection<RemoteList> lists, Map<EntityRef, String> missing) {
        boolean goesOn = true;
        for (int number = 1; goesOn; number++) {
            EntityRef cards = EntityRef.cards(number);
            if (isFree(links.get(cards))) {
                String name = CardListNames.of(connector.settings(), number);
                missing.put(cards, name);
                goesOn = lists.stream().anyMatch(list -> isCalled(list, name));
            }
        }
    }

    boolean isCalled(RemoteList list, String name) {
        return connector.words().listName(list.name()).equals(connector.words().listName(name));
    }

    /** Whether some project has that name, whatever is known of its list. */
    boolean hasProject(RemoteList list) {
        ProjectFilter named =
                ProjectFilter.ALL.with(to -> to.texts = List.of(list.name().strip()));
        return projects.list(named, new PageRequest(MOST, null)).items().stream()
                .anyMatch(project -> isCalled(list, project.name()));
    }

    private static boolean isFree(@Nullable SyncLink link) {
        return link == null || link instanceof SyncLink.None || link instanceof SyncLink.Stopped;
    }
}
