package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The faults of a world: some of all kinds, drawn anew for each world. */
final class Chaos {
    private static final Set<Call> ADDING = EnumSet.of(Call.CREATE, Call.CREATE_ALL, Call.CREATE_LIST, Call.COMMENT);
    private static final Set<Call> READING = EnumSet.of(
            Call.LISTS,
            Call.FIND,
            Call.FIND_ANYWHERE,
            Call.SEARCH_OPEN,
            Call.SEARCH_ALL,
            Call.OPEN_TASKS,
            Call.FINISHED_TASKS,
            Call.EVERYWHERE,
            Call.CHANGES,
            Call.COMMENTS);

    /** One kind of read that fails again and again, while the others do not: the same list is not read twice in a row. */
    private static final List<Call> LOOKS =
            List.of(Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.FIND, Call.FIND_ANYWHERE);

    private static final int A_CALL_GOES_DOWN = 60;

    private static final Set<Call> BATCHES = EnumSet.of(Call.CREATE_ALL, Call.UPDATE_ALL);
    /** There are few of them. */
    private static final int HALF_OF_A_BATCH = 3;

    private final Random random;
    private final Set<Fault> without;
    private final Set<Trait> traits;
    private final Set<Fault> active = EnumSet.noneOf(Fault.class);
    private final List<Fault> all;
    private final double rate;
    private final boolean crashes;
    /** What is down for a while, and for how many calls yet. */
    private Call down = Call.OPEN_TASKS;

    private int downFor;

    Chaos(Random random, Scenario scenario) {
        this.random = random;
        this.without = scenario.without();
        this.traits = scenario.itsTraits();
        for (Fault fault : Fault.values()) {
            if (fault != Fault.NONE && random.nextInt(3) > 0 && isKnown(fault)) {
                active.add(fault);
            }
        }
        this.all = List.copyOf(active);
        this.rate = List.of(0.0, 0.03, 0.1, 0.25).get(random.nextInt(4));
        this.crashes = random.nextBoolean();
    }

    private boolean isKnown(Fault fault) {
        return switch (fault) {
            case REPEATED -> traits.contains(Trait.REPEATED_WRITES);
            case PARTIAL -> traits.contains(Trait.PARTIAL_BATCHES);
            case KEPT -> traits.contains(Trait.KEPT_FIELDS);
            default -> true;
        };
    }

    /** True if the fault may occur in this world. */
    boolean has(Fault fault) {
        return rate > 0 && active.contains(fault) && !without.contains(fault);
    }

    /** Draws all further faults from these numbers. */
    void turn(long numbers) {
        random.setSeed(numbers);
    }

    boolean crashes() {
        return crashes && random.nextInt(4) == 0;
    }

    Fault fault(Call call) {
        if (rate > 0 && random.nextInt(A_CALL_GOES_DOWN) == 0) {
            down = LOOKS.get(random.nextInt(LOOKS.size()));
            downFor = 2 + random.nextInt(5);
        }
        if (call == down && downFor > 0) {
            downFor--;
            return without.contains(Fault.LOST_REQUEST) ? Fault.NONE : Fault.LOST_REQUEST;
        }
        if (has(Fault.PARTIAL) && BATCHES.contains(call) && random.nextInt(HALF_OF_A_BATCH) == 0) {
            return Fault.PARTIAL;
        }
        if (random.nextDouble() >= rate || active.isEmpty()) {
            return Fault.NONE;
        }
        Fault fault = all.get(random.nextInt(all.size()));
        boolean fits =
                switch (fault) {
                    case DELAYED ->
                        ADDING.contains(call) || (traits.contains(Trait.LATE_WRITES) && !READING.contains(call));
                    case STALE ->
                        call == Call.OPEN_TASKS || (traits.contains(Trait.STALE_READS) && READING.contains(call));
                    case REFUSED -> !READING.contains(call) || call == Call.CHANGES; // a cursor that became unknown
                    case REPEATED -> !READING.contains(call) && !ADDING.contains(call);
                    case PARTIAL -> BATCHES.contains(call);
                    case KEPT -> call == Call.UPDATE;
                    case NONE, RATE_LIMITED, AWAY, UNAUTHORIZED, LOST_REQUEST, LOST_ANSWER -> true;
                };
        return fits && !without.contains(fault) ? fault : Fault.NONE;
    }

    @Override
    public String toString() {
        return "faults " + active + " at " + rate + (crashes ? ", with crashes" : "");
    }
}
