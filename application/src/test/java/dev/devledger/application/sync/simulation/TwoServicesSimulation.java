package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Quirk;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.merge.ConflictPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** People in two services of any nature and at their one ledger, by seed, with or without faults. */
final class TwoServicesSimulation {
    private static final int STEPS = 80;
    private static final int SETTLING = 20;
    private static final int QUIET = 10;
    /** For each thing that a person does: much of it is written together, and what fails is written again. */
    private static final int MOST_WRITES = 1;

    private static final List<Fault> FAULTS = List.of(
            Fault.RATE_LIMITED, Fault.AWAY, Fault.LOST_REQUEST, Fault.LOST_ANSWER, Fault.REFUSED, Fault.DELAYED);

    private final long seed;
    private final Random random;
    private final Testimony testimony = new Testimony();
    private final TwoServices both;
    private final TwoServicesInvariants invariants;
    private final TwoDevelopers developer;
    private final Map<World, PhoneUser> people;
    private final Map<World, Integer> writes;
    private final double rate;
    private final List<String> trace = new ArrayList<>();
    private final String natures;
    private boolean peaceful;
    private int edits;

    TwoServicesSimulation(long seed, boolean faults) {
        this.seed = seed;
        this.random = new Random(new Random(seed).nextLong()); // seeds in a row begin alike otherwise
        ConflictPolicy policy = List.of(ConflictPolicy.values()).get(random.nextInt(ConflictPolicy.values().length));
        Random steps = new Random(~seed);
        Random feeds = new Random(~new Random(seed).nextLong());
        Nature one = quirky(seed, "one", Nature.of(random).maybeInSteps(steps.nextLong()).mayFeed(feeds));
        Nature two = quirky(seed, "two", Nature.of(random).maybeInSteps(steps.nextLong()).mayFeed(feeds));
        this.natures = policy + ", " + one + ", " + two;
        this.both = new TwoServices(policy, one, two);
        this.rate = faults ? List.of(0.0, 0.05, 0.2).get(random.nextInt(3)) : 0;
        this.developer = new TwoDevelopers(both, random, testimony);
        this.people = Map.of(both.one, person(both.one), both.two, person(both.two));
        this.writes = new HashMap<>();
        this.invariants = new TwoServicesInvariants(both, testimony);
        for (World each : both.all()) {
            begin(each);
        }
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

    private PhoneUser person(World service) {
        return new PhoneUser(service.remote, service.phone, random, testimony, Set.of());
    }

    private void begin(World service) {
        // Drawn apart, so that all else is what it was without.
        service.remote.pages(Scenario.page(new Random(31 * seed + name(service).hashCode())));
        service.remote.addList(World.LIST);
        service.remote.remembersNothing();
        service.full(); // while it is empty: later it would be somebody's
        service.remote.calls();
        writes.put(service, 0);
        service.remote.chaos(call -> fault(service, call));
        service.remote.onOverwritten(this::overwritten);
    }

    private void overwritten(Canonical before, CanonicalChanges by) {
        Canonical after = by.applyTo(before);
        testimony.overwritten(Field.TITLE, before.title(), after.title());
        testimony.overwritten(Field.DESCRIPTION, before.description(), after.description());
        testimony.overwritten(Field.TAGS, before.tags().toString(), after.tags().toString());
    }

    private Fault fault(World service, Call call) {
        Fault fault = peaceful || random.nextDouble() >= rate ? Fault.NONE : FAULTS.get(random.nextInt(FAULTS.size()));
        boolean fits = TwoServicesInvariants.writes(call) || (fault != Fault.REFUSED && fault != Fault.DELAYED);
        trace.add("    " + name(service) + " " + call + " " + (fits ? fault : Fault.NONE));
        return fits ? fault : Fault.NONE;
    }

    private String name(World service) {
        return service.connector.account().connector();
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
            return Optional.of("seed " + seed + " (" + natures + ", faults " + rate + "): "
                    + (e instanceof Broken ? e.getMessage() : e + " at " + at));
        }
    }

    private void live() {
        for (int step = 0; step < STEPS; step++) {
            trace.add("step " + step);
            step();
            invariants.linksAreOneToOne();
        }
        peaceful = true;
        for (int round = 0; round < SETTLING; round++) {
            round(Duration.ofMinutes(round == SETTLING / 2 ? 400 : 2));
        }
        invariants.settled();
        staysQuiet();
        for (World each : both.all()) {
            count(each);
            if (writes.get(each) > MOST_WRITES * edits) {
                throw new Broken("I7", name(each) + " has " + writes.get(each) + " writes after " + edits + " edits");
            }
        }
    }

    private void step() {
        World service = random.nextBoolean() ? both.one : both.two;
        switch (random.nextInt(10)) {
            case 0, 1 -> edited("developer " + developer.act());
            case 2, 3, 4, 5 ->
                edited("person of " + name(service) + " " + people.get(service).act());
            case 6 -> cycle(service, false);
            case 7, 8 -> cycle(service, true);
            default -> both.clock.forward(Duration.ofSeconds(1L + random.nextInt(90)));
        }
        both.all().forEach(each -> each.remote.passTime());
    }

    private void edited(String what) {
        trace.add("  " + what);
        edits++;
    }

    private void cycle(World service, boolean full) {
        trace.add("  " + (full ? "full" : "narrow") + " cycle of " + name(service));
        if (full) {
            service.full();
        } else {
            service.cycle();
        }
    }

    private void round(Duration time) {
        both.clock.forward(time);
        both.all().forEach(each -> each.remote.passTime());
        boolean first = random.nextBoolean();
        cycle(first ? both.one : both.two, true);
        cycle(first ? both.two : both.one, true);
    }

    /** Nothing echoes, and nothing goes to and fro. */
    private void staysQuiet() {
        both.all().forEach(this::count);
        int before = both.events();
        for (int round = 0; round < QUIET; round++) {
            round(World.SETTLE);
        }
        if (both.events() != before) {
            throw new Broken("I7", "with nobody there are events " + both.ledger.eventsFrom(before));
        }
        for (World each : both.all()) {
            int written = writes.get(each);
            count(each);
            // What has no room there is tried now and then, and its link says so.
            if (writes.get(each) - written > QUIET * TwoServicesInvariants.withoutRoom(each)) {
                throw new Broken("I7", name(each) + " is written to with nobody there");
            }
        }
    }

    private void count(World service) {
        long since = service.remote.calls().stream()
                .filter(TwoServicesInvariants::writes)
                .count();
        writes.merge(service, (int) since, Integer::sum);
    }

    /** How many were compared in the end, in both services together. */
    int agreed() {
        return invariants.agreed();
    }
}
