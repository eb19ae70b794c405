package dev.devledger.bootstrap.system;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

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

    /** Nothing is left to be brought to TickTick, and nothing is on its way there; as {@link Ledger#idle}. */
    static void untilSynced(Api api) {
        Ledger ledger = new Ledger(api);
        ledger.sync();
        until("nothing pending", () -> {
            if (ledger.syncStatus().path("held").asInt() > 0) {
                ledger.agree();
                ledger.sync();
            }
            return isIdle(ledger.syncStatus());
        });
    }

    /** As above, without asking for a cycle: what was changed goes out by itself. What another test left may be wrong. */
    static void untilIdle(Api api) {
        until("nothing pending", () -> isIdle(new Ledger(api).syncStatus()));
    }

    private static boolean isIdle(JsonNode status) {
        return status.path("pending").asInt() == 0
                && Set.of("idle", "attention").contains(status.path("state").asString());
    }
}
