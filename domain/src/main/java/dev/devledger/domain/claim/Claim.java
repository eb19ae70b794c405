package dev.devledger.domain.claim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the decisions on claims need to know of the past of those of a task. */
public sealed interface Claim {
    /** The number of the last claim, which is also how many there were; 0 where there was none. */
    long number();

    /** What was handed over last, null where nothing was. */
    @Nullable
    String handOver();

    record Free(long number, @Nullable String handOver) implements Claim {}

    /** By the agent, unless its time is over. */
    record Taken(
            String agent,
            Instant since,
            Instant until,
            long number,
            @Nullable String handOver) implements Claim {
        boolean isLive(Instant at) {
            return at.isBefore(until);
        }

        Taken prolonged(Instant longer) {
            return new Taken(agent, since, longer, number, handOver);
        }
    }
}
