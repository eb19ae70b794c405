package dev.devledger.adapters.sandbox.ticktick.common;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** The names of the time zone database. */
public final class Zones {
    /** Names in the database that not every Java knows. */
    private static final Map<String, String> OLD =
            Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu", "ROC", "Asia/Taipei");

    private Zones() {}

    public static Optional<ZoneId> find(String name) {
        try {
            return Optional.of(ZoneId.of(name, OLD));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** A name that nobody knows is kept by some, and then the clock has to show something. */
    public static ZoneId orUtc(String name) {
        return find(name).orElse(ZoneOffset.UTC);
    }
}
