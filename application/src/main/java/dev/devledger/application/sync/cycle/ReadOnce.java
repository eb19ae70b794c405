package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Each list as it was read once in a cycle, and again where that has to reach back further. */
final class ReadOnce {
    private final Clock clock;
    private final Map<String, ListRead> reads = new HashMap<>();

    ReadOnce(Clock clock) {
        this.clock = clock;
    }

    RemoteAnswer<ListRead> read(String list, Instant since, Supplier<RemoteAnswer<Listing>> request) {
        ListRead known = reads.get(list);
        if (known != null && !known.since().isAfter(since)) {
            return new RemoteAnswer.Ok<>(known);
        }
        Instant startedAt = clock.instant();
        RemoteAnswer<ListRead> read = request.get().map(all -> new ListRead(startedAt, since, all));
        if (read instanceof RemoteAnswer.Ok<ListRead>(var now)) {
            reads.put(list, now);
        }
        return read;
    }
}
