package dev.devledger.application.sync.simulation;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.StoredEntry;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people have written of their time, and what has to hold once all is settled. */
final class TimeTestimony {
    private static final Pattern WORD = Pattern.compile("w\\d+x");

    /** Those in a text. */
    static final class Words {
        private Words() {}

        static Set<String> of(RemoteEntryContent work) {
            return of(work.note());
        }

        static Set<String> of(TimeEntryDetails details) {
            return of(String.valueOf(details.note()));
        }

        static Set<String> of(String text) {
            Set<String> words = new HashSet<>();
            Matcher each = WORD.matcher(text);
            while (each.find()) {
                words.add(each.group());
            }
            return words;
        }
    }

    private final SharedLedger shared;
    private final List<TimeService> services;
    private final Function<TimeService, World> worldOf;
    private final Set<String> taken = new HashSet<>();
    private int last;
    private int compared;

    TimeTestimony(SharedLedger shared, List<TimeService> services, Function<TimeService, World> worldOf) {
        this.shared = shared;
        this.services = services;
        this.worldOf = worldOf;
    }

    String next() {
        last++;
        return "w" + last + "x";
    }

    int last() {
        return last;
    }

    /** What was to be said since then, and was refused, as of an entry that is billed. */
    void unsaidSince(int before) {
        for (int each = before + 1; each <= last; each++) {
            taken.add("w" + each + "x");
        }
    }

    /** Somebody who saw them took them away. */
    void taken(Set<String> words) {
        taken.addAll(words);
    }

    int compared() {
        return compared;
    }

    void settled() {
        nothingIsLost();
        nothingIsDoubled();
        services.forEach(this::isTheSame);
    }

    /** What an entry is for there is known here as soon as its task is, also where no window shows it. */
    void placed() {
        for (TimeService service : services) {
            World world = worldOf.apply(service);
            for (StoredEntry each : live()) {
                UUID entry = each.seen().entry().value();
                EntryLink link = shared.entries
                        .find(new EntryLinkId(world.account.connector(), world.account.account(), entry))
                        .orElse(new EntryLink.None());
                if (each.seen().details().task() == null
                        && link.unplacedFor()
                                .filter(task -> world.remote.live().stream().anyMatch(card -> card.id.equals(task)))
                                .isPresent()) {
                    throw new Broken("T1", each + " has no task, and its task is known: " + link);
                }
            }
        }
    }

    private List<StoredEntry> live() {
        return shared.time.rows().stream().filter(each -> !each.deleted()).toList();
    }

    private void nothingIsLost() {
        Set<String> lost = new TreeSet<>();
        Set<String> written = new HashSet<>();
        for (LedgerEvent event : shared.ledger.events()) {
            if (event.payload() instanceof ConflictEvent) {
                written.addAll(Words.of(event.payload().toString()));
            }
        }
        live().forEach(each -> written.addAll(Words.of(each.seen().details())));
        for (int each = 1; each <= last; each++) {
            lost.add("w" + each + "x");
        }
        lost.removeAll(written);
        lost.removeAll(taken);
        if (!lost.isEmpty()) {
            throw new Broken(
                    "T3",
                    "nobody took " + lost + " away, and no entry and no conflict has it"
                            + story(lost.iterator().next()));
        }
    }

    /** What became of what had it once. */
    private String story(String word) {
        return shared.time.rows().stream()
                .map(each -> each.seen().entry())
                .filter(entry -> of(entry.value()).anyMatch(each -> each.contains(word)))
                .flatMap(entry -> of(entry.value()))
                .collect(Collectors.joining("\n  ", "\n  ", ""));
    }

    private Stream<String> of(UUID entry) {
        return shared.ledger.events().stream()
                .map(each -> each.by().actor() + " " + each.payload())
                .filter(each -> each.contains(entry.toString()));
    }

    private void nothingIsDoubled() {
        unique(
                "the ledger",
                live().stream().map(each -> Words.of(each.seen().details())).toList());
        for (TimeService service : services) {
            unique(
                    service.name,
                    service.entries.values().stream()
                            .map(each -> Words.of(each.work()))
                            .toList());
            Map<String, UUID> owners = shared.entries.owners(worldOf.apply(service).account, service.entries.keySet());
            Set<UUID> seen = new HashSet<>();
            for (RemoteEntry each : service.entries.values()) {
                UUID owner = owners.get(each.id());
                if (owner == null) {
                    throw new Broken("T2", each + " of " + service.name + " is no entry here");
                }
                if (!seen.add(owner)) {
                    throw new Broken("T2", owner + " is twice in " + service.name);
                }
            }
            long running = service.entries.values().stream()
                    .filter(each -> each.work().running())
                    .count();
            if (running > 1) {
                throw new Broken("T4", running + " run in " + service.name);
            }
        }
    }

    private void unique(String where, List<Set<String>> all) {
        Map<String, Integer> times = new HashMap<>();
        all.forEach(each -> each.forEach(word -> times.merge(word, 1, Integer::sum)));
        times.forEach((word, count) -> {
            if (count > 1) {
                throw new Broken("T2", word + " is " + count + " times in " + where + story(word));
            }
        });
    }

    private void isTheSame(TimeService service) {
        World world = worldOf.apply(service);
        for (StoredEntry each : live()) {
            UUID entry = each.seen().entry().value();
            EntryLink link = shared.entries
                    .find(new EntryLinkId(world.account.connector(), world.account.account(), entry))
                    .orElse(new EntryLink.None());
            if (!(link instanceof EntryLink.Linked(var object, var base)) || !service.entries.containsKey(object)) {
                throw new Broken("T1", each + " is not in " + service.name + ": " + link);
            }
            isTheSame(
                    service,
                    world,
                    each.seen().details(),
                    service.entries.get(object).work());
            compared++;
        }
        if (service.entries.size() != live().size()) {
            throw new Broken("T1", service.name + " has " + service.entries.size() + " for " + live().size());
        }
    }

    private static void isTheSame(TimeService service, World world, TimeEntryDetails here, RemoteEntryContent there) {
        Set<EntryField> holds = service.holds(there.running());
        String why = "";
        if (holds.contains(EntryField.NOTE)
                && !Objects.requireNonNullElse(here.note(), "").equals(there.note())) {
            why = "note";
        }
        if (holds.contains(EntryField.START) && !here.start().equals(there.start())) {
            why = "start";
        }
        if (!Objects.equals(here.end(), there.end())) {
            why = "end";
        }
        if (here.task() != null
                && world.link(EntityRef.task(here.task().value())) instanceof SyncLink.Linked linked
                && !linked.remote().id().equals(there.task())) {
            why = "task";
        }
        if (here.task() == null && there.task() != null) {
            why = "task";
        }
        if (!why.isEmpty()) {
            throw new Broken("T1", why + " differs in " + service.name + ": " + here + ", " + there);
        }
    }
}
