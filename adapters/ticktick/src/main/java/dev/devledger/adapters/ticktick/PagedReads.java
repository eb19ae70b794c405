package dev.devledger.adapters.ticktick;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The reads that TickTick cuts at 200 rows without a sign of it (docs/ticktick.md, section 10): all of them, or no
 * answer.
 */
final class PagedReads {
    static final int PAGE = 200;

    /** So long a read that was cut short may go on: what it has seen may be otherwise after that. */
    static final Duration KEPT = Duration.ofMinutes(3);

    private PagedReads() {}

    /** Page by page until a short one. A full page that brings nothing new leads nowhere, so there may be more. */
    static <T> RemoteAnswer<T> all(
            IntSupplier known, Supplier<RemoteAnswer<Integer>> next, Supplier<T> whole, Runnable before) {
        while (true) {
            int knownBefore = known.getAsInt();
            RemoteAnswer<Integer> page = next.get();
            if (!(page instanceof Ok<Integer>(var size))) {
                return page.failed();
            }
            if (size < PAGE) {
                return new Ok<>(whole.get());
            }
            if (known.getAsInt() == knownBefore) {
                return new Unknown<>("TickTick returned only the first " + PAGE + " tasks, and not the others");
            }
            before.run();
        }
    }
}
