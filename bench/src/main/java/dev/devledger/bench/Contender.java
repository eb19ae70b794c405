package dev.devledger.bench;

import java.time.Duration;

/** Something that can be done by so many at once, for so long. */
interface Contender {
    String name();

    Sample run(int connections, Duration window);
}
