package dev.devledger.bootstrap.system;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** For what happens behind the requests. */
final class Wait {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Wait() {}

    static void until(String what, BooleanSupplier there) {
        until(LONGEST, what, there);
    }

    static void until(Duration longest, String what, BooleanSupplier there) {
        Instant end = Instant.now().plus(longest);
        while (!there.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("After " + longest.toSeconds() + " s still not: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Nothing is left to be brought to TickTick, and nothing is on its way there. */
    static void untilSynced(Api api) {
        api.post("/api/sync/run", null).expect(200);
        untilIdle(api);
    }

    /** As above, without asking for a cycle: what was changed goes out by itself. What another test left may be wrong. */
    static void untilIdle(Api api) {
        until("nothing pending", () -> {
            var status =
                    api.get("/api/sync/status").expect(200).json().path("items").path(0);
            return status.path("pending").asInt() == 0
                    && Set.of("idle", "attention").contains(status.path("state").asString());
        });
    }
}
