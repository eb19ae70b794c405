package dev.devledger.domain.sync.content;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Zones have several names, and new ones now and then: Europe/Kiev is Europe/Kyiv. */
public final class Zones {
    private Zones() {}

    /** Whether each day begins and ends at the same time in both. */
    public static boolean areSame(@Nullable ZoneId one, @Nullable ZoneId another) {
        if (one == null || another == null) {
            return one == null && another == null;
        }
        return one.equals(another) || one.getRules().equals(another.getRules());
    }
}
