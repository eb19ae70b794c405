package dev.devledger.bench.measure;

import dev.devledger.bench.measure.Contest.Contender;
import dev.devledger.bench.measure.Load.Request;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A request that changes something. {@code changes} counts what the database holds of such changes. */
public record OverHttp(Server server, Load load, Request request, LongSupplier changes) implements Contender {
    @Override
    public String name() {
        return request.name();
    }

    /** Fails where a request was answered and its change is not there. */
    @Override
    public Sample run(int connections, Duration window) {
        long before = changes.getAsLong();
        Sample sample = load.run(server, request, connections, window);
        long made = changes.getAsLong() - before;
        if (made != sample.requests()) {
            throw new IllegalStateException("%s at %d connections: %d requests were answered, %d changes are stored"
                    .formatted(name(), connections, sample.requests(), made));
        }
        return sample;
    }
}
