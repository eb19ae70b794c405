package dev.devledger.application.sync.time;

import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.time.EntryState.EntryQuestion;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.StoredEntry;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryPairs;
import dev.devledger.domain.sync.time.EntryRules;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
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

/** Pairs the entries of the ledger with the service's entries, and finds the entries that are on one side only. */
record TimeEntryPairing(CycleContext connection, RemoteTimeEntries remote, TimePeople people) {

    /**
     * @param entries the entries of people whose time is in step, each with its remote state
     * @param unknown the remote entries that belong to no entry of the ledger
     */
    record Both(List<EntryState> entries, List<RemoteEntry> unknown, TimeEntryTranslator words) {}

    /**
     * Returns both sides for a whole window: the entries that are linked to its rows, that start in the window in the
     * ledger, or that are being added.
     */
    Both within(RemoteTimeEntries.Window window, Map<String, RemoteEntry> rows) {
        return within(window, rows, Set.of());
    }

    /**
     * Returns both sides as {@link #within(RemoteTime.Window, Map)} does, and in addition the entries in
     * {@code beyond}, wherever they are.
     */
    Both within(RemoteTimeEntries.Window window, Map<String, RemoteEntry> rows, Set<UUID> beyond) {
        TimeEntryDirectory directory = connection.ledger().time().directory();
        Map<String, UUID> owners = connection.ports().entries().owners(connection.account(), rows.keySet());
        Set<UUID> entries = new HashSet<>(owners.values());
        entries.addAll(beyond);
        entries.addAll(connection
                .ports()
                .entries()
                .open(connection.account(), window.from(), window.to())
                .keySet());
        directory
                .started(people.all(), window.from(), window.to())
                .forEach(known -> entries.add(known.seen().entry().value()));
        return both(entries, owners, rows);
    }

    /** Returns the states of these entries, with the remote side as far as the rows show it. */
    List<EntryState> of(Collection<UUID> entries, Map<String, RemoteEntry> rows) {
        Map<String, UUID> owners = connection.ports().entries().owners(connection.account(), rows.keySet());
        return both(entries, owners, rows).entries();
    }

    private Both both(Collection<UUID> entries, Map<String, UUID> owners, Map<String, RemoteEntry> rows) {
        Map<UUID, EntryLink> links = connection.ports().entries().find(connection.account(), entries);
        Map<UUID, StoredEntry> locals = locals(entries, links.keySet());
        Map<UUID, EntryQuestion> questions = questions(links.keySet());
        TimeEntryTranslator words = words(locals.values(), links.values(), rows.values());
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
                    row == null ? new EntryRules.RemoteSide.Unseen() : new EntryRules.RemoteSide.Seen(row),
                    words,
                    questions.get(entry)));
        });
        return new Both(
                states, unknown.stream().filter(row -> !paired.contains(row)).toList(), words);
    }

    /** Returns the questions about these entries that a person can still answer. */
    private Map<UUID, EntryQuestion> questions(Collection<UUID> linked) {
        Map<UUID, EntryQuestion> questions = new HashMap<>();
        if (!linked.isEmpty()) {
            List<EntityRef> entries = linked.stream().map(EntityRef::entry).toList();
            connection
                    .ports()
                    .conflicts()
                    .standing(connection.account(), entries)
                    .forEach(each -> {
                        if (each.dispute() instanceof Dispute.EntryDispute dispute) {
                            questions.put(each.entity().id(), new EntryQuestion(each.id(), dispute));
                        }
                    });
        }
        return questions;
    }

    /** Returns those of these entries whose person's time is in step, or was when they were linked, oldest first. */
    private Map<UUID, StoredEntry> locals(Collection<UUID> entries, Set<UUID> linked) {
        Map<UUID, StoredEntry> locals = new LinkedHashMap<>();
        connection
                .ledger()
                .time()
                .directory()
                .findAll(entries.stream().map(UUID::toString).toList())
                .values()
                .stream()
                .filter(known -> people.isThere(known.seen().details().person())
                        || linked.contains(known.seen().entry().value()))
                .sorted(Comparator.comparing(
                                (StoredEntry known) -> known.seen().details().start())
                        .thenComparingLong(known -> known.seen().key().number()))
                .forEach(known -> locals.put(known.seen().entry().value(), known));
        return locals;
    }

    private TimeEntryTranslator words(Collection<StoredEntry> locals, Collection<EntryLink> links, Collection<RemoteEntry> rows) {
        Stream<EntryContent> sent = links.stream()
                .flatMap(link -> link instanceof EntryLink.Adding adding ? Stream.of(adding.sent()) : Stream.of());
        List<EntryContent> contents = Stream.concat(
                        locals.stream()
                                .map(known -> EntryContent.of(known.seen().details())),
                        sent)
                .toList();
        List<RemoteEntryContent> works = rows.stream().map(RemoteEntry::work).toList();
        return TimeEntryTranslator.of(connection, remote, people, contents, works);
    }

    /** Returns the entries whose remote counterpart may be among the unknown rows. */
    private List<EntryPairs.Candidate> candidates(
            Map<UUID, StoredEntry> locals, Map<UUID, EntryLink> links, Map<String, RemoteEntry> rows, TimeEntryTranslator words) {
        List<EntryPairs.Candidate> candidates = new ArrayList<>();
        locals.forEach((entry, local) -> {
            EntryLink link = links.getOrDefault(entry, new EntryLink.None());
            boolean shown = link.object().filter(rows::containsKey).isPresent();
            EntryContent said = link instanceof EntryLink.Adding adding
                    ? adding.sent()
                    : EntryContent.of(local.seen().details());
            boolean wanted = link instanceof EntryLink.Adding || !local.deleted();
            boolean known = link instanceof EntryLink.Linked || link instanceof EntryLink.Apart;
            boolean theirs = words.isThere(said.whose());
            if (!known && !shown && wanted && theirs) {
                boolean sent = link instanceof EntryLink.Adding;
                boolean ownStart = said.running() && !remote.holds(true).contains(EntryField.START);
                candidates.add(new EntryPairs.Candidate(
                        entry,
                        words.there(said, local.seen().details().timeZone()),
                        sent,
                        link instanceof EntryLink.Adding(var any, var since) && ownStart ? since : null));
            }
        });
        return candidates;
    }
}
