package dev.devledger.application.sync.simulation;

import java.util.Random;
import java.util.Set;

/** The ways in which a cycle ends early: the process dies, or another node takes over. */
final class Interruptions {
    private static final int NEVER = Integer.MAX_VALUE;

    private final World world;
    private final Scenario scenario;
    private final Set<Trait> traits;
    private final Chaos chaos;
    private final Random turns;
    private final Tally tally;

    Interruptions(World world, Scenario scenario, Chaos chaos, Random turns, Tally tally) {
        this.world = world;
        this.scenario = scenario;
        this.traits = scenario.itsTraits();
        this.chaos = chaos;
        this.turns = turns;
        this.tally = tally;
    }

    /** Begins a cycle, which may be ended early. */
    void begin() {
        boolean crashes = scenario.crashes() && chaos.crashes();
        world.steps.crashAt(crashes ? world.steps.taken() + turns.nextInt(40) : NEVER);
        if (crashes) {
            tally.crash();
        }
        if (traits.contains(Trait.TWO_NODES) && turns.nextInt(4) == 0) {
            world.lease.lostAfter(turns.nextInt(20));
            world.nextNode();
            tally.takeOver();
        }
    }

    /** From now on no cycle is ended early. */
    void areOver() {
        world.steps.crashAt(NEVER);
        world.lease.lostAfter(NEVER);
    }
}
