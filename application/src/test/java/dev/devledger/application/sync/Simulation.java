package dev.devledger.application.sync;

import dev.devledger.application.sync.MemoryRemote.Call;
import dev.devledger.domain.sync.ConflictPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A world in which people work on both sides while things go wrong between them; then nothing goes wrong any more, people
 * stop, and it settles. All of it follows from the seed.
 */
final class Simulation {
    private static final Set<Call> LOOKS = EnumSet.of(
            Call.LISTS, Call.FIND, Call.FIND_ANYWHERE, Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.EVERYWHERE);
    private static final int SETTLING = 10;

    private final long seed;
    private final World world;
    private final Random turns;
    private final Chaos chaos;
    private final Developer developer;
    private final PhoneUser phone;
    private final Invariants invariants;
    private final Unproven unproven;
    private final List<String> trace = new ArrayList<>();
    private boolean peaceful;

    Simulation(long seed) {
        this.seed = seed;
        Random seeds = new Random(seed);
        Testimony testimony = new Testimony();
        this.world = new World(List.of(ConflictPolicy.values()).get(seeds.nextInt(ConflictPolicy.values().length)));
        this.turns = new Random(seeds.nextLong());
        this.chaos = new Chaos(new Random(seeds.nextLong()));
        this.developer = new Developer(world, new Random(seeds.nextLong()), testimony);
        this.phone = new PhoneUser(world, new Random(seeds.nextLong()), testimony);
        this.invariants = new Invariants(world, testimony);
        this.unproven = new Unproven(world);
        world.remote.addList(World.LIST);
        world.remote.chaos(call -> peaceful ? MemoryRemote.Fault.NONE : fault(call));
        world.remote.onEachCall(this::meanwhile);
    }

    private MemoryRemote.Fault fault(Call call) {
        MemoryRemote.Fault fault = chaos.fault(call);
        unproven.called(call, fault);
        if (fault != MemoryRemote.Fault.NONE) {
            trace.add("    " + call + " has " + fault);
        }
        return fault;
    }

    List<String> trace() {
        return trace;
    }

    /** Throws an error that tells the seed, what was broken, and what happened before. */
    void run(int steps) {
        try {
            for (int step = 0; step < steps; step++) {
                trace.add("step " + step);
                step();
                invariants.eachStep();
            }
            peaceful = true;
            world.steps.crashAt(Integer.MAX_VALUE);
            settle();
            invariants.settled();
            quiet();
        } catch (RuntimeException | Error e) {
            int from = Math.max(0, trace.size() - Integer.getInteger("devledger.simulation.trace", 60));
            throw new AssertionError(
                    "seed " + seed + " (" + chaos + ", "
                            + world.settings.policies().general() + "): " + e.getMessage() + "\n"
                            + String.join("\n", trace.subList(from, trace.size())),
                    e);
        }
    }

    private void step() {
        switch (turns.nextInt(10)) {
            case 0, 1, 2 -> trace.add("  developer " + developer.act());
            case 3, 4, 5 -> trace.add("  phone " + phone.act());
            case 6 -> {
                trace.add("  narrow cycle");
                crashing();
                invariants.cycleBegins();
                world.cycle();
            }
            case 7, 8 -> {
                trace.add("  full cycle");
                crashing();
                invariants.cycleBegins();
                unproven.begin();
                world.fullOrDie();
                unproven.end();
                tell();
            }
            default -> world.clock.forward(Duration.ofSeconds(1L + turns.nextInt(90)));
        }
        world.remote.passTime();
    }

    private void crashing() {
        world.steps.crashAt(chaos.crashes() ? world.steps.taken() + turns.nextInt(40) : Integer.MAX_VALUE);
    }

    private void tell() {
        if (!world.cycles.isEmpty()) {
            Cycles.Cycle cycle = world.cycles.getLast();
            trace.add("    " + cycle.pulled() + " pulled, " + cycle.pushed() + " pushed, " + cycle.conflicts()
                    + " conflicts, " + cycle.error());
        }
    }

    /** Others do not wait for a cycle to end; between the look at a task and its write they do (sync design, I2). */
    private void meanwhile(Call call) {
        trace.add("    " + call);
        if (!peaceful && LOOKS.contains(call) && call != Call.LISTS && turns.nextInt(20) == 0) {
            world.steps.outside(() -> {
                trace.add("      meanwhile "
                        + (turns.nextBoolean() ? "developer " + developer.act() : "phone " + phone.act()));
                world.remote.passTime();
                invariants.meanwhile();
            });
        }
    }

    private void settle() {
        for (int cycle = 0; cycle < SETTLING; cycle++) {
            if (cycle == SETTLING / 2) {
                world.clock.forward(FullRead.OVERLAP); // what was finished is in no read from the next one on
            }
            world.clock.forward(World.SETTLE.plusSeconds(1));
            world.remote.passTime();
            trace.add("settling " + cycle);
            invariants.cycleBegins();
            world.full();
            tell();
            invariants.eachStep();
        }
    }

    private void quiet() {
        int before = world.ledger.size();
        world.remote.calls();
        for (int cycle = 0; cycle < 2; cycle++) {
            world.clock.forward(World.SETTLE);
            trace.add("quiet " + cycle);
            world.full();
        }
        List<Call> writes = world.remote.calls().stream()
                .filter(call -> !LOOKS.contains(call))
                .toList();
        if (world.ledger.size() != before || !writes.isEmpty()) {
            throw new Invariants.Broken(
                    "I7", "writes " + writes + " and events " + world.ledger.eventsFrom(before) + " with nobody there");
        }
    }
}
