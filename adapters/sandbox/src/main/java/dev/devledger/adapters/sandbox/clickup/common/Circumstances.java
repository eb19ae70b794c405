package dev.devledger.adapters.sandbox.clickup.common;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How this ClickUp differs from the plain one. Only tests change it. Safe to use from any thread. */
public final class Circumstances {
    private static final int CALLS_A_MINUTE = 100;
    private static final long WEBHOOK_MILLIS = 7_000;

    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private volatile Set<ClickUpHabit> habits = Set.of();
    private volatile int limit = CALLS_A_MINUTE;
    private volatile long webhookMillis = WEBHOOK_MILLIS;
    private volatile boolean allRevoked;

    public boolean has(ClickUpHabit habit) {
        return habits.contains(habit);
    }

    public Set<ClickUpHabit> habits() {
        return habits;
    }

    public void become(Set<ClickUpHabit> next) {
        habits = Set.copyOf(next);
    }

    public int limit() {
        return limit;
    }

    public void limit(int calls) {
        limit = calls;
    }

    /** How long a receiver may take for a delivery. */
    public long webhookMillis() {
        return webhookMillis;
    }

    public void webhookMillis(long millis) {
        webhookMillis = millis;
    }

    public boolean allRevoked() {
        return allRevoked;
    }

    /** Every token there is, the application's own too, opens nothing any more. */
    public void allRevoked(boolean revoked) {
        allRevoked = revoked;
    }

    /** Whether nobody may see it any more, as {@code list/901} or {@code task/86abc12}. */
    public boolean hides(String key) {
        return hidden.contains(key);
    }

    public Set<String> hidden() {
        return Set.copyOf(hidden);
    }

    public void hide(String key, boolean isHidden) {
        if (isHidden) hidden.add(key);
        else hidden.remove(key);
    }

    public void clear() {
        habits = Set.of();
        limit = CALLS_A_MINUTE;
        webhookMillis = WEBHOOK_MILLIS;
        allRevoked = false;
        hidden.clear();
    }
}
