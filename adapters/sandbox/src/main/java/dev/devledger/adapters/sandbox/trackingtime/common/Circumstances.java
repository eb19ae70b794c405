package dev.devledger.adapters.sandbox.trackingtime.common;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How this TrackingTime differs from the plain one. Only tests change it. Safe to use from any thread. */
public final class Circumstances {
    private static final int WRONG_VERB = 200;

    private final Map<String, Integer> made = new TreeMap<>();
    private volatile Set<TrackingTimeHabit> habits = Set.of();
    private volatile int limit;
    private volatile int wrongVerbStatus = WRONG_VERB;
    private volatile boolean revoked;

    public boolean has(TrackingTimeHabit habit) {
        return habits.contains(habit);
    }

    public Set<TrackingTimeHabit> habits() {
        return habits;
    }

    public void become(Set<TrackingTimeHabit> next) {
        habits = Set.copyOf(next);
    }

    /** How many calls a minute there may be with a password; 0 where nobody counts. */
    public int limit() {
        return limit;
    }

    public void limit(int calls) {
        limit = calls;
    }

    /** The HTTP status of the page that a wrong verb meets. */
    public int wrongVerbStatus() {
        return wrongVerbStatus;
    }

    public void wrongVerbStatus(int status) {
        wrongVerbStatus = status;
    }

    public boolean revoked() {
        return revoked;
    }

    /** Every password there is, the application's own too, opens nothing any more. */
    public void revoked(boolean all) {
        revoked = all;
    }

    /** Something was made because it was called by a name that nobody knew. */
    public synchronized void made(String kind) {
        made.merge(kind, 1, Integer::sum);
    }

    public synchronized Map<String, Integer> made() {
        return new TreeMap<>(made);
    }

    public synchronized void clear() {
        habits = Set.of();
        limit = 0;
        wrongVerbStatus = WRONG_VERB;
        revoked = false;
        made.clear();
    }
}
