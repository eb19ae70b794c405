package dev.devledger.bootstrap.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** At which steps the application is killed. They are counted from the start, and anew from each kill. */
final class KillPlan {
    enum Step {
        /** Before it arrives in TickTick. */
        REQUEST,
        /** A request that changed something in TickTick, before its answer arrives. */
        EFFECT,
        /** A transaction that changed something in the ledger, before its answer arrives. */
        COMMIT
    }

    record Moment(Step step, int number) {
        @Override
        public String toString() {
            return step.name().toLowerCase(java.util.Locale.ROOT) + " " + number;
        }
    }

    private final Runnable kill;
    private final Deque<Moment> left;
    private final Map<Step, Integer> counted = new EnumMap<>(Step.class);
    private final List<String> kills = new ArrayList<>();

    KillPlan(Runnable kill, List<Moment> moments) {
        this.kill = kill;
        this.left = new ArrayDeque<>(moments);
    }

    static KillPlan none() {
        return new KillPlan(() -> {}, List.of());
    }

    /** Counts this step, and kills the application where it is the one; {@code what} is for people. */
    synchronized boolean kills(Step step, String what) {
        int number = counted.merge(step, 1, Integer::sum);
        if (left.isEmpty() || !left.getFirst().equals(new Moment(step, number))) {
            return false;
        }
        kills.add(left.removeFirst() + ", " + what);
        counted.clear();
        kill.run();
        return true;
    }

    /** How many steps of that kind there were since the last kill. */
    synchronized int counted(Step step) {
        return counted.getOrDefault(step, 0);
    }

    synchronized int killed() {
        return kills.size();
    }

    synchronized boolean isOver() {
        return left.isEmpty();
    }

    @Override
    public synchronized String toString() {
        return String.join("; then ", kills);
    }
}
