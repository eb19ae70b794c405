package dev.devledger.application.imports;

import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ids of version 7 (RFC 9562) that count up: the time, random bits, and a number. Rows that come one after the other then
 * stand so in the indexes too, which random ids would make the database look up page by page.
 */
final class OrderedIds {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final long high;
    private final long low;

    OrderedIds(Instant at) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        high = at.toEpochMilli() << 16 | VERSION | random.nextLong(1 << 12);
        low = VARIANT | random.nextLong(1L << 30) << 32;
    }

    Iterator<UUID> all() {
        return IntStream.iterate(0, number -> number + 1).mapToObj(this::at).iterator();
    }

    UUID at(int number) {
        return new UUID(high, low | Integer.toUnsignedLong(number));
    }
}
