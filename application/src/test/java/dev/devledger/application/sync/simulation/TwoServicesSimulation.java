package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.MemoryWebhooks;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Quirk;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** People in two services of any nature and at their one ledger, by seed, with or without faults. */
final class TwoServicesSimulation {
    private static final int STEPS = 120;
    private static final int SETTLING = 10;
    private static final int QUIET = 10;
    private static final int BLEEDS = 12;
    private static final int MOST_DELETED = 6;
    private static final Duration POLL = Duration.ofMinutes(1);
    /** For each thing that a person does: much of it is written together, and what fails is written again. */
    private static final int MOST_WRITES = 1;

    private static final Set<Trait> TRAITS = EnumSet.of(
            Trait.BLEEDING,
            Trait.CLOCK_JUMPS,
            Trait.DECIDER,
            Trait.LATE_WRITES,
            Trait.PARTIAL_BATCHES,
            Trait.REPEATED_WRITES,
            Trait.STALE_READS,
            Trait.TWO_NODES);

    /** One of the two, with whoever uses it, and what goes wrong with it. */
    private record Side(
            World world,
            Chaos chaos,
            Interruptions interruptions,
            PhoneUser person,
            Operator operator,
            Invariants invariants) {}

    private final Scenario scenario;
    private final Random random;
    private final Testimony testimony = new Testimony();
    private final TwoServices both;
    private final TwoServicesInvariants across;
    private final Developer developer;
    private final List<Side> sides;
    private final Weather weather;
    private final List<String> trace = new ArrayList<>();
    private final String natures;
    private final boolean polls;
    private boolean peaceful;
    private int edits;

    TwoServicesSimulation(long seed, boolean faults) {
        this(scenario(seed, faults));
    }

    private TwoServicesSimulation(Scenario scenario) {
        long seed = scenario.seed();
        this.scenario = scenario;
        this.random = new Random(new Random(seed).nextLong()); // seeds in a row begin alike otherwise
        ConflictPolicy policy = List.of(ConflictPolicy.values()).get(random.nextInt(ConflictPolicy.values().length));
        Random steps = new Random(~seed);
        Random feeds = new Random(~new Random(seed).nextLong());
        Nature one = quirky(
                seed, "one", Nature.of(random).maybeInSteps(steps.nextLong()).mayFeed(feeds));
        Nature two = quirky(
                seed, "two", Nature.of(random).maybeInSteps(steps.nextLong()).mayFeed(feeds));
        this.polls = new Random(new Random(31 * seed).nextLong()).nextInt(3) == 0;
        this.natures = policy + ", " + one + ", " + two + (polls ? ", polls" : "");
        this.both = new TwoServices(policy, one, two, polls ? POLL : Duration.ZERO, scenario.bug());
        this.developer = new Developer(both.one, random, testimony, scenario.itsTraits());
        this.across = new TwoServicesInvariants(both, testimony);
        this.sides = both.all().stream().map(this::side).toList();
        both.all().stream()
                .filter(any -> feeds.nextBoolean())
                .forEach(each -> each.tells(new MemoryWebhooks(feeds.nextLong())));
        this.weather = new Weather(both.one, new Random(0), scenario.itsTraits());
    }

    /** The same with a bug. */
    TwoServicesSimulation with(Sabotage bug) {
        return new TwoServicesSimulation(scenario.with(bug));
    }

    private static Scenario scenario(long seed, boolean faults) {
        SortedSet<Integer> steps =
                new TreeSet<>(IntStream.range(0, STEPS).boxed().toList());
        return faults
                ? new Scenario(seed, steps, Set.of(), true, false, TRAITS, Sabotage.NONE)
                : new Scenario(
                        seed,
                        steps,
                        EnumSet.allOf(Fault.class),
                        false,
                        false,
                        EnumSet.of(Trait.BLEEDING, Trait.DECIDER),
                        Sabotage.NONE);
    }

    private Side side(World world) {
        Chaos chaos = new Chaos(new Random(random.nextLong()), scenario);
        // Drawn apart, so that all else is what it was without.
        world.remote.pages(
                Scenario.page(new Random(31 * scenario.seed() + name(world).hashCode())));
        world.remote.addList(World.LIST);
        if (!chaos.has(Fault.STALE)) {
            world.remote.remembersNothing();
        }
        world.full(); // while it is empty: later it would be somebody's
        world.remote.calls();
        world.remote.chaos(call -> fault(world, chaos, call));
        world.remote.onOverwritten(testimony::overwritten);
        boolean tagsMany =
                both.all().stream().noneMatch(each -> each.remote.nature().inSteps());
        Invariants invariants = new Invariants(world, testimony);
        world.remote.onEachCall(invariants::called);
        return new Side(
                world,
                chaos,
                new Interruptions(world, scenario, chaos, random, new Tally()),
                new PhoneUser(world.remote, world.phone, random, testimony, scenario.itsTraits(), tagsMany),
                new Operator(world, random, testimony, invariants::approved, scenario.itsTraits()),
                invariants);
    }

    /** Each is drawn by itself, so that one more changes no world that does not have it. */
    private static Nature quirky(long seed, String service, Nature any) {
        Nature nature = any;
        for (Quirk quirk : Quirk.values()) {
            Random own = new Random(new Random(seed ^ (service + quirk).hashCode()).nextLong());
            nature = own.nextInt(3) == 0 ? nature.with(quirk) : nature;
        }
        return nature;
    }

    private Fault fault(World world, Chaos chaos, Call call) {
        Fault fault = peaceful ? Fault.NONE : chaos.fault(call);
        trace.add("    " + name(world) + " " + call + " " + fault);
        return fault;
    }

    private static String name(World world) {
        return world.account.connector();
    }

    List<String> trace() {
        return trace;
    }

    /** What is wrong with it; empty where it is as it should be. */
    Optional<String> fails() {
        try {
            live();
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
            return Optional.of("seed " + scenario.seed() + " (" + natures + ", " + scenario.itsTraits() + ", "
                    + sides.stream().map(Side::chaos).toList() + "): "
                    + (e instanceof Broken ? e.getMessage() : e + " at " + at));
        }
    }

    private void live() {
        for (int step : scenario.steps()) {
            trace.add("step " + step);
            step(step);
        }
        peaceful = true;
        sides.forEach(each -> each.interruptions().areOver());
        weather.clears();
        for (int round = 0; round < (polls ? 3 : 2) * SETTLING; round++) {
            boolean late = round > 0 && round % SETTLING == 0;
            round(Duration.ofMinutes(late ? 400 : 2), !polls);
        }
        across.settled();
        sides.forEach(each -> each.invariants().nothingWaitsForNobody());
        requireFewWrites();
        staysQuiet();
    }

    private void step(int step) {
        sides.forEach(each -> each.chaos().turn(scenario.random(step, name(each.world()))));
        weather.turn(scenario.random(step, "weather")).forEach(each -> trace.add("  " + each));
        Side side = sides.get(random.nextInt(sides.size()));
        String name = name(side.world());
        switch (random.nextInt(10)) {
            case 0, 1 -> edited("developer " + developer.act());
            case 2 -> edited("operator of " + name + " " + side.operator().act());
            case 3, 4, 5 -> edited("person of " + name + " " + side.person().act());
            case 6 -> cycle(side, false);
            case 7, 8 -> cycle(side, true);
            default -> both.clock.forward(Duration.ofSeconds(1L + random.nextInt(90)));
        }
        bleed(side, new Random(scenario.random(step, "bleeding")));
        passTime();
    }

    /** Now and then somebody deletes several in a row: of numbers of their own, so that all else is as without. */
    private void bleed(Side side, Random own) {
        if (scenario.has(Trait.BLEEDING) && own.nextInt(BLEEDS) == 0) {
            side.world().remote.live().stream()
                    .limit(1L + own.nextInt(MOST_DELETED))
                    .toList()
                    .forEach(card -> {
                        side.world().phone.delete(card);
                        edited("person of " + name(side.world()) + " deletes " + card.content.title() + " as well");
                    });
        }
    }

    private void passTime() {
        sides.forEach(each -> {
            each.world().remote.passTime();
            each.world().deliver();
            each.invariants().look();
        });
    }

    private void edited(String what) {
        trace.add("  " + what);
        edits++;
    }

    private void cycle(Side side, boolean full) {
        trace.add("  " + (full ? "full" : "narrow") + " cycle of " + name(side.world()));
        if (!peaceful) {
            side.interruptions().begin();
        }
        side.invariants().cycleBegins();
        if (full) {
            side.world().fullOrDie();
        } else if (peaceful) {
            side.world().narrowOrDie();
        } else {
            side.world().cycle();
        }
        side.invariants().worked();
        sides.forEach(each -> each.invariants().eachStep());
    }

    private void round(Duration time, boolean full) {
        both.clock.forward(time);
        passTime();
        int first = random.nextInt(sides.size());
        cycle(sides.get(first), full);
        cycle(sides.get(1 - first), full);
    }

    private void requireFewWrites() {
        for (World each : both.all()) {
            long written = written(each);
            if (written > (long) MOST_WRITES * edits) {
                throw new Broken("I7", name(each) + " has " + written + " writes after " + edits + " edits");
            }
        }
    }

    /** Nothing echoes, and nothing goes to and fro. */
    private void staysQuiet() {
        int before = both.events();
        for (int round = 0; round < QUIET; round++) {
            round(World.SETTLE, true);
        }
        if (both.events() != before) {
            throw new Broken("I7", "with nobody there are events " + both.ledger.eventsFrom(before));
        }
        for (World each : both.all()) {
            // What has no room there is tried now and then, and its link says so.
            if (written(each) > (long) QUIET * TwoServicesInvariants.withoutRoom(each)) {
                throw new Broken("I7", name(each) + " is written to with nobody there");
            }
        }
    }

    /** How many writes were sent since the last time that someone asked. */
    private static long written(World world) {
        return world.remote.calls().stream()
                .filter(TwoServicesInvariants::writes)
                .count();
    }

    /** How many were compared in the end, in both services together. */
    int agreed() {
        return across.agreed();
    }
}
