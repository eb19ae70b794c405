package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.simulation.TimeTestimony.Words;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person who logs time in a service. */
record ServicePerson(
        Random random, TimeService service, World world, List<EntityRef> tasks, TimeTestimony words, Instant at) {

    String act() {
        Instant now = at.truncatedTo(ChronoUnit.SECONDS);
        List<RemoteEntry> stopped = service.entries.values().stream()
                .filter(each -> !each.work().running())
                .filter(each -> !service.locked.contains(each.id()))
                .toList();
        RemoteEntry one = stopped.isEmpty() ? null : stopped.get(random.nextInt(stopped.size()));
        int what = random.nextInt(10);
        if (what < 3 || one == null) {
            Instant start = now.minusSeconds(600L + random.nextInt(20_000));
            String note = service.holds(false).contains(EntryField.NOTE) ? words.next() : "";
            String id = service.put(work(task(), start, start.plusSeconds(60L + random.nextInt(500)), note), null);
            return "logs " + id + " " + note;
        }
        return switch (what) {
            case 3, 4 -> {
                words.taken(Words.of(one.work()));
                String note = words.next();
                service.set(one.id(), one.work().noted(note));
                yield "notes " + one.id() + " " + note;
            }
            case 5 -> {
                service.set(one.id(), ended(one.work(), one.work().start().plusSeconds(30L + random.nextInt(900))));
                yield "ends " + one.id() + " at another time";
            }
            case 6 -> {
                words.taken(Words.of(one.work()));
                service.entries.remove(one.id());
                yield "deletes " + one.id() + " " + one.work().note();
            }
            case 7 -> {
                if (service.timer().isPresent()) {
                    RemoteEntry timer = service.timer().get();
                    Instant end =
                            timer.work().start().isAfter(now) ? timer.work().start() : now;
                    service.set(timer.id(), ended(timer.work(), end));
                    yield "stops " + timer.id();
                }
                yield "starts " + service.put(work(task(), now, null, ""), null);
            }
            case 8 -> {
                String task = task();
                if (task == null) {
                    yield "thinks";
                }
                service.set(one.id(), one.work().keeping(work(task, at, null, ""), Set.of(EntryField.PLACE)));
                yield "moves " + one.id() + " to " + task;
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    service.locked.add(one.id());
                    yield "locks " + one.id();
                }
                service.locked.clear();
                yield "unlocks all";
            }
        };
    }

    private @Nullable String task() {
        EntityRef task = tasks.get(random.nextInt(tasks.size()));
        return random.nextInt(4) > 0 && world.link(task) instanceof SyncLink.Linked linked
                ? linked.remote().id()
                : null;
    }

    private static RemoteEntryContent work(@Nullable String task, Instant start, @Nullable Instant end, String note) {
        return new RemoteEntryContent(
                task, null, start, end, ZoneOffset.UTC, note, Collections.emptySortedSet(), false, false);
    }

    private static RemoteEntryContent ended(RemoteEntryContent work, Instant end) {
        return new RemoteEntryContent(
                work.task(),
                work.project(),
                work.start(),
                end,
                work.zone(),
                work.note(),
                work.tags(),
                work.billable(),
                work.billed());
    }
}
