package dev.devledger.bench.measure;

import java.time.Duration;

/** Something that can be done by so many at once, for so long. */
public interface Contender {
    String name();

    Sample run(int connections, Duration window);
}
