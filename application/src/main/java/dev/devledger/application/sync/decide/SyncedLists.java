package dev.devledger.application.sync.decide;

import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.local.CardLists.CardListNames;
import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the synced lists: lists that are linked, and existing lists with the right name. */
public final class SyncedLists {
    private final Connector connector;
    private final ConnectedAccount account;
    private final MissingLists missing;
    private final LinkBook book;
    private final ConflictBook conflicts;
    private final List<Planned> asked = new ArrayList<>();
    private final List<Planned> imported = new ArrayList<>();

    public SyncedLists(Connector connector, ProjectQueries projects, LinkBook book, ConflictBook conflicts) {
        this.connector = connector;
        this.account = connector.account();
        this.missing = new MissingLists(connector, projects);
        this.book = book;
        this.conflicts = conflicts;
    }

    /** The questions to a person which of several lists of the right name is meant. */
    public List<Planned> asked() {
        return asked;
    }

    /** The new lists of users, if each list is a project. */
    public List<Planned> imported() {
        return imported;
    }

    public List<SyncedList> find(Map<String, RemoteList> lists, Collection<EntityRef> marked) {
        Map<EntityRef, SyncLink> links = book.lists(account);
        List<SyncedList> scopes = new ArrayList<>();
        links.forEach((owner, link) -> {
            switch (link) {
                case SyncLink.Linked linked ->
                    scopes.add(new SyncedList(owner, linked.remote().list(), true));
                case SyncLink.Deleting deleting ->
                    scopes.add(new SyncedList(owner, deleting.remote().list(), true));
                default -> {}
            }
        });
        links.forEach((owner, link) -> {
            if (owner.holdsCards()) {
                letGo(owner, link, lists).ifPresent(scopes::add);
            }
        });
        Map<EntityRef, String> wanted = missing.names(links, lists.values(), marked);
        if (!wanted.isEmpty()) {
            Set<String> taken = book.taken(account, lists.keySet());
            wanted.forEach((owner, name) -> named(owner, name, lists, taken).ifPresent(scopes::add));
        }
        if (connector.layout().takesLists()) {
            takeOver(lists, scopes);
        }
        return scopes;
    }

    /**
     * Imports unknown lists, except those with a project's name: an unanswered create may have made such a list, or a
     * person may be asked about it.
     */
    private void takeOver(Map<String, RemoteList> lists, List<SyncedList> scopes) {
        Map<String, RemoteList> unknown = new LinkedHashMap<>(lists);
        unknown.values().removeIf(list -> !list.writable() || list.name().isEmpty());
        scopes.forEach(scope -> unknown.remove(scope.list()));
        if (!unknown.isEmpty()) {
            unknown.keySet().removeAll(book.taken(account, List.copyOf(unknown.keySet())));
        }
        unknown.values().stream()
                .filter(list -> !missing.hasProject(list))
                .map(Planned.ListImported::new)
                .forEach(imported::add);
    }

    /** Keeps a card list while cards in it are linked, even if the list's own link is closed. */
    private Optional<SyncedList> letGo(EntityRef cards, SyncLink link, Map<String, RemoteList> lists) {
        if (!(link instanceof SyncLink.Closed closed)) {
            return Optional.empty();
        }
        String list = closed.remote().list();
        return book.linked(account).containsKey(list)
                ? Optional.of(new SyncedList(cards, list, !lists.containsKey(list)))
                : Optional.empty();
    }

    private Optional<SyncedList> named(EntityRef owner, String name, Map<String, RemoteList> lists, Set<String> taken) {
        List<RemoteList> named = lists.values().stream()
                .filter(list -> list.writable() && !taken.contains(list.id()))
                .filter(list -> missing.isCalled(list, name))
                .toList();
        if (!named.isEmpty()) {
            Set<String> answered = conflicts.answered(account, owner);
            named = named.stream().filter(list -> !answered.contains(list.id())).toList();
        }
        if (named.size() > 1) {
            String question =
                    named.size() + " lists in " + connector.title() + " are called \"" + name + "\"; which one is it?";
            asked.add(new Planned.Question(owner, new Dispute.AmbiguousObject(question, candidates(named))));
        }
        return named.size() == 1
                ? Optional.of(new SyncedList(owner, named.getFirst().id(), false))
                : Optional.empty();
    }

    private static List<Dispute.Candidate> candidates(List<RemoteList> lists) {
        return lists.stream()
                .map(list ->
                        new Dispute.Candidate(new RemoteRef(list.id(), list.id()), CanonicalContent.list(list.name())))
                .toList();
    }

    /** The lists that the ledger wants, or would want, and that have no link. */
    static final class MissingLists {
        private static final int MOST = 200;

        private final Connector connector;
        private final DesiredState wanted;
        private final ProjectQueries projects;

        MissingLists(Connector connector, ProjectQueries projects) {
            this.connector = connector;
            this.wanted = new DesiredState(connector);
            this.projects = projects;
        }

        /** Returns the names of the missing lists. */
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
                if (wanted.list(project) instanceof DesiredObject.Present) {
                    missing.put(EntityRef.list(project.id()), project.name());
                }
            }
            return missing;
        }

        /**
         * Adds all consecutively numbered card lists: the account may have had them before it was linked to this
         * ledger.
         */
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
            return connector
                    .words()
                    .listName(list.name())
                    .equals(connector.words().listName(name));
        }

        /** True if a project has that name, whatever the state of its list. */
        boolean hasProject(RemoteList list) {
            ProjectFilter named = ProjectFilter.ALL.with(
                    ProjectFilter.TEXTS, List.of(list.name().strip()));
            return projects.list(named, new PageRequest(MOST, null)).items().stream()
                    .anyMatch(project -> isCalled(list, project.name()));
        }

        private static boolean isFree(@Nullable SyncLink link) {
            return link == null || link instanceof SyncLink.None || link instanceof SyncLink.Stopped;
        }
    }
}
