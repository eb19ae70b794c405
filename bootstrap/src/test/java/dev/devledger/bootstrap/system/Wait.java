package dev.devledger.bootstrap.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.databind.JsonNode;

/** For what happens behind the requests. */
final class Wait {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private static final int TRIES = 8;

    private Wait() {}

    static void until(String what, BooleanSupplier there) {
        until(LONGEST, what, there);
    }

    static void until(Duration longest, String what, BooleanSupplier there) {
        until(longest, () -> what, there);
    }

    private static void until(Duration longest, Supplier<String> what, BooleanSupplier there) {
        Instant end = Instant.now().plus(longest);
        while (!there.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("After " + longest.toSeconds() + " s still not: " + what.get());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** On a machine that is busy with something else it may take longer now and then, but not each time. */
    static void untilWithin(Duration limit, String what, Executable work) {
        List<Duration> all = new ArrayList<>();
        while (all.size() < TRIES) {
            long begun = System.nanoTime();
            try {
                work.execute();
            } catch (Throwable failed) {
                throw failed instanceof Error own ? own : new AssertionError(what, failed);
            }
            all.add(Duration.ofNanos(System.nanoTime() - begun));
            if (all.getLast().compareTo(limit) < 0) {
                return;
            }
        }
        throw new AssertionError(what + " within " + limit + " in none of " + all);
    }

    /** Nothing is left to be brought to TickTick, and nothing is on its way there; as {@link Ledger#idle}. */
    static void untilSynced(Api api) {
        Ledger ledger = new Ledger(api);
        ledger.sync();
        untilIdle(ledger, () -> {
            if (ledger.syncStatus().path("held").asInt() > 0) {
                ledger.agree();
                ledger.sync();
            }
            return isIdle(ledger.syncStatus());
        });
    }

    /** As above, without asking for a cycle: what was changed goes out by itself. What another test left may be wrong. */
    static void untilIdle(Api api) {
        Ledger ledger = new Ledger(api);
        untilIdle(ledger, () -> isIdle(ledger.syncStatus()));
    }

    private static void untilIdle(Ledger ledger, BooleanSupplier idle) {
        until(LONGEST, () -> "nothing pending: " + ledger.syncStatus(), idle);
    }

    private static boolean isIdle(JsonNode status) {
        return status.path("pending").asInt() == 0
                && Set.of("idle", "attention").contains(status.path("state").asString());
    }
}
