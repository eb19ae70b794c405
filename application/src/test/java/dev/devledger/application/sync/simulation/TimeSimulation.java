package dev.devledger.application.sync.simulation;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.record.DirtyMarks.TimeMarks;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.application.time.TimeEntries.Timers;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import dev.devledger.domain.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** People who log time in the ledger and in two of its three services, by seed, with or without faults. */
final class TimeSimulation {
    private static final int STEPS = 90;
    private static final int SETTLING = 24;
    private static final int QUIET = 6;
    private static final int MOST_CALLS = 4;
    /** Every such world has time on tasks that come later. */
    private static final int LATE = 4;

    /** In the worlds from this one on, an agent has a timer as well. */
    static final long AGENTS_FROM = 100_000;

    private static final int NEVER = Integer.MAX_VALUE;

    private final long seed;
    private final boolean faults;
    private final TimeBug bug;
    private final Random random;
    private final Random chaos;
    private final SharedLedger shared = new SharedLedger();
    private final List<World> worlds = new ArrayList<>();
    private final List<TimeService> services = new ArrayList<>();
    private final Map<TimeService, World> worldOf = new HashMap<>();
    private final List<EntityRef> tasks = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final TimeTestimony testimony;
    private final ConflictPolicy policy;
    private boolean peaceful = true;
    private boolean acting;
    private int edits;

    TimeSimulation(long seed, boolean faults) {
        this(seed, faults, TimeBug.NONE);
    }

    /** @param bug that was put into what the sync sees of the services */
    TimeSimulation(long seed, boolean faults, TimeBug bug) {
        this.seed = seed;
        this.bug = bug;
        this.faults = faults;
        this.random = new Random(new Random(seed).nextLong());
        this.chaos = new Random(new Random(~seed).nextLong());
        this.policy = List.of(ConflictPolicy.values()).get(random.nextInt(ConflictPolicy.values().length));
        World.Kind kind =
                new World.Kind(true, policy, Duration.ZERO, ConnectorMode.SANDBOX, Sabotage.NONE, Nature.TICKTICK);
        List.of("ticktick", "clickup", "trackingtime").forEach(name -> worlds.add(new World(name, kind, shared)));
        service(worlds.get(1), TimeService.Ways.CLICKUP.saying(random.nextBoolean()), bug);
        service(worlds.get(2), TimeService.Ways.TRACKINGTIME, bug);
        this.testimony = new TimeTestimony(shared, services, worldOf::get);
        NewEventListener marks = shared.marks(() -> {});
        TimeMarks entries = new TimeMarks(
                services.stream().map(each -> worldOf.get(each).account).toList(), shared.timeWork);
        shared.ledger.listen(new NewEventListener() {
            @Override
            public void stored(List<LedgerEvent> events) {
                marks.stored(events);
                entries.stored(events);
            }

            @Override
            public void committed() {
                marks.committed();
            }
        });
        for (World each : worlds) {
            each.remote.addList(World.LIST);
            each.full();
        }
        EntityRef project = worlds.getFirst().project("Ledger");
        for (int each = 0; each < 3; each++) {
            tasks.add(worlds.getFirst().task(project, "Task " + each));
        }
        for (int round = 0; round < 3; round++) {
            worlds.forEach(World::full);
            shared.clock.forward(World.SETTLE);
        }
        if (bug == TimeBug.PLACE_FORGOTTEN) {
            shared.entries.forgetPlaces();
        }
        if (seed % LATE == 1) {
            services.forEach(this::workedBefore);
        }
    }

    /** After a start a wide window is read: what happens to old entries is seen at times only. */
    private void startAgain(TimeService service) {
        worldOf.get(service).hasTime(bug.in(service));
    }

    /** Of any age, on a task that is not shown yet, and some of it billed. */
    private void workedBefore(TimeService service) {
        World world = worldOf.get(service);
        Card late = world.phone.addBelow(world.remote.card("Ledger"), "Late in " + service.name);
        world.remote.leaveOut(late);
        Random ages = new Random(seed + service.name.hashCode());
        for (int daysAgo : List.of(1, 30, 40, 390)) {
            Instant start = shared.clock
                    .instant()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .minus(Duration.ofDays(daysAgo))
                    .minusSeconds(ages.nextInt(10_000));
            service.put(
                    new RemoteEntryContent(
                            late.id,
                            null,
                            start,
                            start.plusSeconds(60L + ages.nextInt(900)),
                            ZoneOffset.UTC,
                            service.holds(false).contains(EntryField.NOTE) ? testimony.next() : "",
                            Collections.emptySortedSet(),
                            false,
                            ages.nextBoolean()),
                    null);
        }
        startAgain(service);
    }

    private void service(World world, TimeService.Ways ways, TimeBug bug) {
        TimeService service = new TimeService(
                world.account.connector(),
                ways,
                shared.clock,
                shared.steps,
                this::turn,
                () -> meanwhile(world.account.connector()),
                work -> testimony().taken(TimeTestimony.Words.of(work)));
        services.add(service);
        worldOf.put(service, world);
        world.hasTime(bug.in(service));
    }

    private TimeTestimony testimony() {
        return testimony;
    }

    private TimeService.Turn turn() {
        if (peaceful || !faults || chaos.nextInt(6) > 0) {
            return TimeService.Turn.WELL;
        }
        return List.of(TimeService.Turn.values()).get(1 + chaos.nextInt(TimeService.Turn.values().length - 1));
    }

    /** Somebody writes there between two calls of a cycle. */
    private void meanwhile(String service) {
        if (!peaceful && !acting && random.nextInt(12) == 0) {
            services.stream().filter(each -> each.name.equals(service)).forEach(this::actThere);
        }
    }

    List<String> trace() {
        return trace;
    }

    /** How many entries were compared in the end. */
    int compared() {
        return testimony.compared();
    }

    /** What is wrong with it; empty where it is as it should be. */
    Optional<String> fails() {
        try {
            live();
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
            return Optional.of("seed " + seed + " (" + policy + ", faults " + faults + "): "
                    + (e instanceof Broken ? e.getMessage() : e + " at " + at));
        }
    }

    private void live() {
        peaceful = false;
        for (int step = 0; step < STEPS; step++) {
            if (step == STEPS / 2) {
                worlds.forEach(each -> each.remote.showAll());
            }
            step();
        }
        peaceful = true;
        shared.steps.crashAt(NEVER);
        shared.wall.ahead(Duration.ZERO);
        worlds.forEach(each -> each.lease.lostAfter(NEVER));
        services.forEach(each -> each.locked.clear());
        trace.add("settles");
        worlds.getFirst()
                .people(changes -> new Timers(shared.ports.time()).stop(changes, TimePerson.AGENT, null, null));
        for (int round = 0; round < SETTLING; round++) {
            shared.clock.forward(round % 6 == 5 ? Duration.ofMinutes(400) : World.SETTLE.plusSeconds(5));
            decide();
            if (round == 3) {
                testimony.placed();
            }
            if (seed % LATE == 1 && round > 2 && round % 4 > 1) { // twice in a row: what was agreed to is done
                services.forEach(this::startAgain);
            }
            worlds.forEach(World::fullOrDie);
        }
        int writes = services.stream().mapToInt(each -> each.writes).sum();
        if (writes > 4 * edits + 20) {
            throw new Broken("T5", writes + " writes after " + edits + " edits");
        }
        testimony.settled();
        staysQuiet();
    }

    private void step() {
        int what = random.nextInt(12);
        switch (what) {
            case 0, 1, 2 ->
                testimonyOf(
                        "here " + new TimePerson(random, shared, worlds.getFirst(), tasks, agents(), testimony).act());
            case 3, 4, 5 -> actThere(services.get(random.nextInt(2)));
            case 6, 7, 8, 9 -> cycle(worlds.get(1 + random.nextInt(2)), random.nextInt(3) > 0);
            case 10 -> {
                if (faults && random.nextInt(4) == 0) {
                    boolean wrong = random.nextBoolean();
                    shared.wall.ahead(wrong ? Duration.ofMinutes(random.nextInt(600)) : Duration.ZERO);
                    trace.add("the clock is " + (wrong ? "ahead" : "right"));
                } else {
                    cycle(worlds.getFirst(), true);
                }
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    decide();
                }
            }
        }
        shared.clock.forward(Duration.ofSeconds(5L + random.nextInt(90)));
    }

    private boolean agents() {
        return seed >= AGENTS_FROM;
    }

    private void actThere(TimeService service) {
        acting = true;
        testimonyOf(service.name + " "
                + new ServicePerson(random, service, worldOf.get(service), tasks, testimony, shared.clock.instant())
                        .act());
        acting = false;
    }

    private void testimonyOf(String what) {
        trace.add("  " + what);
        edits++;
    }

    private void cycle(World world, boolean full) {
        trace.add((full ? "full" : "narrow") + " cycle of " + world.account.connector());
        if (faults) {
            boolean dies = chaos.nextInt(5) == 0;
            shared.steps.crashAt(dies ? shared.steps.taken() + chaos.nextInt(30) : NEVER);
            if (chaos.nextInt(6) == 0) {
                world.lease.lostAfter(chaos.nextInt(12));
                world.nextNode();
            } else {
                world.lease.lostAfter(NEVER);
            }
        }
        if (full) {
            world.fullOrDie();
        } else {
            world.cycle();
        }
        shared.steps.crashAt(NEVER);
        if (shared.time.timer(Timer.Worker.of(PersonId.OWNER)).running().size() > 1) {
            throw new Broken("T4", "two entries run at once");
        }
        for (Timer.Running each : shared.time.timer(TimePerson.AGENT).running()) {
            UUID entry = each.entry().value();
            if (!shared.entries.find(world.account, Set.of(entry)).isEmpty()) {
                throw new Broken("T4", "the timer of an agent runs in " + world.account.connector());
            }
        }
    }

    /** Whatever a person is asked about is answered, by any of the answers that keep both sides together. */
    private void decide() {
        for (World world : worlds) {
            for (PendingApprovals.PendingPlan each : world.holds.list(world.account)) {
                try {
                    world.holds.approve(world.account, each.planHash(), "owner");
                } catch (Rejection e) {
                    trace.add("  cannot approve: " + e.getMessage());
                }
            }
        }
        for (ConflictBook.Entry each : shared.conflicts.all()) {
            if (each.state() == State.OPEN) {
                Choice choice = random.nextBoolean() ? Choice.LOCAL : Choice.REMOTE;
                trace.add("  decides " + choice + ": " + each.summary());
                if (choice == Choice.REMOTE) { // whatever is here by now
                    shared.time
                            .find(each.link().entity().id().toString())
                            .ifPresent(now -> testimony.taken(
                                    TimeTestimony.Words.of(now.seen().details())));
                }
                try {
                    worlds.getFirst().resolve(each, choice, null);
                } catch (Rejection e) {
                    trace.add("  is refused: " + e.getMessage());
                }
            }
        }
    }

    private void staysQuiet() {
        int before = shared.ledger.size();
        for (int round = 0; round < QUIET; round++) {
            shared.clock.forward(World.SETTLE);
            for (TimeService service : services) {
                service.writes = 0;
                service.calls = 0;
                worldOf.get(service).fullOrDie();
                if (service.writes > 0 || service.calls > MOST_CALLS) {
                    throw new Broken(
                            "T6", service.calls + " calls and " + service.writes + " writes with nobody there");
                }
            }
        }
        if (shared.ledger.size() != before) {
            throw new Broken("T6", "with nobody there are events " + shared.ledger.eventsFrom(before));
        }
    }

    /** Bugs in what the sync sees of a service, each of which breaks something. */
    enum TimeBug {
        NONE("nothing"),
        ADDED_TWICE("an add without an answer is sent again at once"),
        UNHEARD_IS_GONE("what is not answered is not there"),
        STALE_LOOK("what a window has shown is written over"),
        AN_HOUR_OFF("times that come back are an hour later"),
        NOTHING_RUNS("what runs is not read"),
        PLACE_FORGOTTEN("what an entry is for is forgotten where it was not known at first");

        private final String words;

        TimeBug(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        RemoteTimeEntries in(TimeService service) {
            return this == NONE || this == PLACE_FORGOTTEN ? service : BuggyTime.of(this, service);
        }
    }
}
