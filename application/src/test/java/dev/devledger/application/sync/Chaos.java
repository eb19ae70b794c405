package dev.devledger.application.sync;

import dev.devledger.application.sync.MemoryRemote.Call;
import dev.devledger.application.sync.MemoryRemote.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What goes wrong between both sides: some of the faults, drawn anew for each world. */
final class Chaos {
    private static final Set<Call> ADDING = EnumSet.of(Call.CREATE, Call.CREATE_ALL, Call.CREATE_LIST);
    private static final Set<Call> READING = EnumSet.of(
            Call.LISTS, Call.FIND, Call.FIND_ANYWHERE, Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.EVERYWHERE);

    /** One kind of read that fails again and again, while the others do not: the same list is not read twice in a row. */
    private static final List<Call> LOOKS =
            List.of(Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.FIND, Call.FIND_ANYWHERE);

    private static final int A_CALL_GOES_DOWN = 60;

    private final Random random;
    private final Set<Fault> active = EnumSet.noneOf(Fault.class);
    private final double rate;
    private final boolean crashes;
    /** What is down for a while, and for how many calls yet. */
    private Call down = Call.OPEN_TASKS;

    private int downFor;

    Chaos(Random random) {
        this.random = random;
        for (Fault fault : Fault.values()) {
            if (fault != Fault.NONE && random.nextInt(3) > 0) {
                active.add(fault);
            }
        }
        this.rate = List.of(0.0, 0.03, 0.1, 0.25).get(random.nextInt(4));
        this.crashes = random.nextBoolean();
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
            return Fault.LOST_REQUEST;
        }
        if (random.nextDouble() >= rate || active.isEmpty()) {
            return Fault.NONE;
        }
        List<Fault> all = List.copyOf(active.stream().sorted().toList());
        Fault fault = all.get(random.nextInt(all.size()));
        boolean fits =
                switch (fault) {
                    case DELAYED -> ADDING.contains(call);
                    case STALE -> call == Call.OPEN_TASKS;
                    case REFUSED -> !READING.contains(call);
                    case NONE, RATE_LIMITED, AWAY, UNAUTHORIZED, LOST_REQUEST, LOST_ANSWER -> true;
                };
        return fits ? fault : Fault.NONE;
    }

    @Override
    public String toString() {
        return "faults " + active + " at " + rate + (crashes ? ", with crashes" : "");
    }
}
