package dev.devledger.application.sync.time;

import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.connector.RemoteTimeEntries.Member;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.time.EntryState.EntryQuestion;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.StoredEntry;
import dev.devledger.domain.directory.Person.PersonId;
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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pairs the entries of the ledger with the service's entries, and finds the entries that are on one side only. */
record TimeEntryPairing(CycleContext connection, RemoteTimeEntries remote, TimeEntryPairing.TimePeople people) {

    /**
     * @param entries the entries of people whose time is in step, each with its remote state; without the timers of
     *     agents, which are sent when they have ended
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
     * Returns both sides as {@link #within(RemoteTimeEntries.Window, Map)} does, and in addition the entries in
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
        locals.entrySet()
                .removeIf(each -> EntryState.isTimerOfAgent(each.getValue())
                        && !(links.get(each.getKey()) instanceof EntryLink.Adding));
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

    private TimeEntryTranslator words(
            Collection<StoredEntry> locals, Collection<EntryLink> links, Collection<RemoteEntry> rows) {
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
            Map<UUID, StoredEntry> locals,
            Map<UUID, EntryLink> links,
            Map<String, RemoteEntry> rows,
            TimeEntryTranslator words) {
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

    /**
     * Matches people with users of the service: the account's user is the owner. All other users match a person by the
     * e-mail address, or by the name if the user has no address.
     */
    static final class TimePeople {
        private final Map<String, Member> others = new HashMap<>();
        private final Map<String, PersonId> persons = new HashMap<>();
        private final Map<PersonId, String> users = new HashMap<>();

        /** Matches all members with people, in one statement. */
        static TimePeople of(PersonDirectory directory, List<Member> others) {
            TimePeople people = new TimePeople();
            Map<String, List<PersonDirectory.StoredPerson>> called = others.isEmpty()
                    ? Map.of()
                    : directory.called(others.stream().map(TimePeople::word).toList());
            for (Member each : others) {
                people.others.put(each.user(), each);
                called.getOrDefault(word(each), List.of()).stream()
                        .filter(known -> !known.deleted() && isMet(each, known))
                        .findFirst()
                        .ifPresent(known -> people.met(each.user(), known.person()));
            }
            return people;
        }

        private static String word(Member member) {
            return member.address() == null ? member.name() : member.address();
        }

        private static boolean isMet(Member member, PersonDirectory.StoredPerson known) {
            return member.address() == null
                    ? known.email() == null && member.name().equalsIgnoreCase(known.name())
                    : member.address().equalsIgnoreCase(known.email());
        }

        void met(String user, PersonId person) {
            persons.put(user, person);
            if (!person.equals(PersonId.OWNER)) {
                users.putIfAbsent(person, user);
            }
        }

        /** Returns the members who have time in these rows, and whom the ledger does not know yet. */
        Set<Member> unmet(Collection<RemoteEntry> rows) {
            Set<Member> unmet = new HashSet<>();
            rows.stream()
                    .flatMap(row -> Stream.ofNullable(row.work().user()))
                    .filter(user -> !persons.containsKey(user))
                    .forEach(user -> unmet.add(others.getOrDefault(user, new Member(user, null, "user " + user))));
            return unmet;
        }

        /** Returns all people whose time is in step, as far as the ledger knows them. */
        Set<PersonId> all() {
            Set<PersonId> all = new HashSet<>(users.keySet());
            all.add(PersonId.OWNER);
            return all;
        }

        boolean isThere(PersonId person) {
            return person.equals(PersonId.OWNER) || users.containsKey(person);
        }

        /** Returns the person's user id in the service; null for the account's user. */
        @Nullable
        String user(PersonId person) {
            return users.get(person);
        }

        boolean isOf(@Nullable String user, PersonId person) {
            return person.equals(user == null ? PersonId.OWNER : persons.get(user));
        }

        PersonId person(@Nullable String user) {
            return user == null ? PersonId.OWNER : Objects.requireNonNull(persons.get(user), "nobody has met " + user);
        }
    }
}
