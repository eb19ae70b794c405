package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.simulation.TimeTestimony.Words;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.StoredEntry;
import dev.devledger.application.time.TimeEntries.Timers;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Somebody who logs time in the ledger. */
record TimePerson(
        Random random, SharedLedger shared, World world, List<EntityRef> tasks, boolean agents, TimeTestimony words) {
    static final Timer.Worker AGENT = new Timer.Worker(PersonId.OWNER, "codex");

    String act() {
        int before = words.last();
        try {
            return acts();
        } catch (Rejection e) {
            words.unsaidSince(before);
            return "is refused: " + e.getMessage();
        }
    }

    private String acts() {
        TimeEntries time = shared.ports.time();
        Instant now = shared.wall.instant().truncatedTo(ChronoUnit.SECONDS);
        List<StoredEntry> live = shared.time.rows().stream()
                .filter(each -> !each.deleted())
                .filter(each -> !each.seen().details().running())
                .toList();
        StoredEntry one = live.isEmpty() ? null : live.get(random.nextInt(live.size()));
        int what = random.nextInt(10);
        if (what < 4 || one == null) {
            Instant start = now.minusSeconds(600L + random.nextInt(20_000));
            String note = words.next();
            world.people(
                    changes -> time.log(changes, details(start, start.plusSeconds(60L + random.nextInt(500)), note)));
            return "logs " + note;
        }
        String entry = one.seen().entry().value().toString();
        return switch (what) {
            case 4, 5 -> {
                String note = words.next();
                edit(entry, Patch.of(TimeEntryDetails.NOTE, note));
                words.taken(Words.of(one.seen().details()));
                yield "notes " + note + " for " + one.seen().details().note();
            }
            case 6 -> {
                world.people(changes -> time.delete(changes, entry, null));
                words.taken(Words.of(one.seen().details()));
                yield "deletes " + one.seen().details().note();
            }
            case 7 -> {
                Timers timers = new Timers(time);
                Timer.Worker worker = agents && random.nextBoolean() ? AGENT : Timer.Worker.of(PersonId.OWNER);
                if (time.directory().timer(worker).running().isEmpty()) {
                    String note = words.next();
                    TimeEntryDetails details = TimeEntryDetails.KIND.edited(
                            details(now, null, note), Patch.of(TimeEntryDetails.AGENT, worker.agent()));
                    world.people(changes -> timers.start(changes, details, true));
                    yield worker.agent() + " starts " + note;
                }
                world.people(changes -> timers.stop(changes, worker, null, null));
                yield worker.agent() + " stops";
            }
            case 8 -> {
                edit(
                        entry,
                        TimeEntryDetails.stopping(
                                one.seen().details().start().plusSeconds(30L + random.nextInt(900)), null));
                yield "ends " + one.seen().details().note() + " at another time";
            }
            default -> {
                TaskId task = new TaskId(tasks.get(random.nextInt(tasks.size())).id());
                edit(entry, Patch.of(TimeEntryDetails.TASK, task));
                yield "moves " + one.seen().details().note();
            }
        };
    }

    private void edit(String entry, Patch<TimeEntryDetails> edit) {
        world.people(changes -> shared.ports.time().edit(changes, entry, edit, null));
    }

    private TimeEntryDetails details(Instant start, @Nullable Instant end, String note) {
        boolean none = random.nextInt(5) == 0;
        return new TimeEntryDetails(
                PersonId.OWNER,
                none ? null : new TaskId(tasks.get(random.nextInt(tasks.size())).id()),
                null,
                start,
                end,
                ZoneOffset.UTC,
                note,
                Collections.emptySortedSet(),
                false,
                false);
    }
}
