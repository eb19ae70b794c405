package dev.devledger.application.sync.time;

import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.application.sync.cycle.Connection;
import dev.devledger.application.time.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntryDirectory.Known;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryPairs;
import dev.devledger.domain.sync.time.EntryRules;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Brings together what both sides have: which entry of the ledger is which one there, and what is on one side only. */
record TimeSides(Connection connection, RemoteTime remote) {

    /**
     * @param entries of the ledger's person, each with what is there of it
     * @param unknown what is there and nobody's
     */
    record Both(List<EntryState> entries, List<RemoteEntry> unknown, EntryWords words) {}

    /** Of a whole window; also of what the ledger knows to be in it, or to be there in whatever form. */
    Both within(RemoteTime.Window window, Map<String, RemoteEntry> rows) {
        TimeEntryDirectory directory = connection.ledger().time().directory();
        Map<String, UUID> owners = connection.ports().entries().owners(connection.account(), rows.keySet());
        Set<UUID> entries = new HashSet<>(owners.values());
        entries.addAll(connection
                .ports()
                .entries()
                .open(connection.account(), window.from(), window.to())
                .keySet());
        directory
                .started(PersonId.OWNER, window.from(), window.to())
                .forEach(known -> entries.add(known.seen().entry().value()));
        return both(entries, owners, rows);
    }

    /** Of these entries, as far as the rows show them. */
    List<EntryState> of(Collection<UUID> entries, Map<String, RemoteEntry> rows) {
        Map<String, UUID> owners = connection.ports().entries().owners(connection.account(), rows.keySet());
        return both(entries, owners, rows).entries();
    }

    private Both both(Collection<UUID> entries, Map<String, UUID> owners, Map<String, RemoteEntry> rows) {
        Map<UUID, EntryLink> links = connection.ports().entries().find(connection.account(), entries);
        Map<UUID, Known> locals = locals(entries);
        EntryWords words = words(locals.values(), links.values(), rows.values());
        Set<String> leftOut = Set.copyOf(connection.ports().holds().leftOut(connection.account()));
        List<RemoteEntry> unknown = rows.values().stream()
                .filter(row -> !owners.containsKey(row.id()) && !leftOut.contains(row.id()))
                .toList();
        Map<UUID, RemoteEntry> shown = new HashMap<>(EntryPairs.of(candidates(locals, links, rows, words), unknown));
        Set<RemoteEntry> paired = new HashSet<>(shown.values());
        List<EntryState> states = new ArrayList<>();
        locals.forEach((entry, local) -> {
            EntryLink link = links.getOrDefault(entry, new EntryLink.None());
            RemoteEntry row = link.object().map(rows::get).orElse(shown.get(entry));
            states.add(new EntryState(
                    entry,
                    link,
                    local,
                    row == null ? new EntryRules.There.Unseen() : new EntryRules.There.Seen(row),
                    words));
        });
        return new Both(
                states, unknown.stream().filter(row -> !paired.contains(row)).toList(), words);
    }

    /** Those of the person whose account it is, oldest first. */
    private Map<UUID, Known> locals(Collection<UUID> entries) {
        Map<UUID, Known> locals = new LinkedHashMap<>();
        connection
                .ledger()
                .time()
                .directory()
                .findAll(entries.stream().map(UUID::toString).toList())
                .values()
                .stream()
                .filter(known -> known.seen().details().person().equals(PersonId.OWNER))
                .sorted(Comparator.comparing(
                                (Known known) -> known.seen().details().start())
                        .thenComparingLong(known -> known.seen().key().number()))
                .forEach(known -> locals.put(known.seen().entry().value(), known));
        return locals;
    }

    private EntryWords words(Collection<Known> locals, Collection<EntryLink> links, Collection<RemoteEntry> rows) {
        Stream<EntryContent> sent = links.stream()
                .flatMap(link -> link instanceof EntryLink.Adding adding ? Stream.of(adding.sent()) : Stream.of());
        List<EntryContent> contents = Stream.concat(
                        locals.stream()
                                .map(known -> EntryContent.of(known.seen().details())),
                        sent)
                .toList();
        List<RemoteWork> works = rows.stream().map(RemoteEntry::work).toList();
        return EntryWords.of(connection, remote.holdsProjects(), contents, works);
    }

    /** Those of which nobody knows what they are there. */
    private static List<EntryPairs.Candidate> candidates(
            Map<UUID, Known> locals, Map<UUID, EntryLink> links, Map<String, RemoteEntry> rows, EntryWords words) {
        List<EntryPairs.Candidate> candidates = new ArrayList<>();
        locals.forEach((entry, local) -> {
            EntryLink link = links.getOrDefault(entry, new EntryLink.None());
            boolean shown = link.object().filter(rows::containsKey).isPresent();
            EntryContent said = link instanceof EntryLink.Adding adding
                    ? adding.sent()
                    : EntryContent.of(local.seen().details());
            boolean wanted = link instanceof EntryLink.Adding || !local.deleted();
            boolean known = link instanceof EntryLink.Linked || link instanceof EntryLink.Apart;
            if (!known && !shown && wanted) {
                candidates.add(new EntryPairs.Candidate(
                        entry, words.there(said, local.seen().details().timeZone())));
            }
        });
        return candidates;
    }
}
