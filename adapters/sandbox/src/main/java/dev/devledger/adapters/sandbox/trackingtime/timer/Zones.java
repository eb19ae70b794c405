package dev.devledger.adapters.sandbox.trackingtime.timer;

import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.trackingtime.common.Circumstances;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import dev.devledger.adapters.sandbox.trackingtime.common.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.common.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Which wall a time is of. */
public record Zones(People people, Circumstances circumstances, SandboxClock clock) {

    /** As it is said, else that of the account. */
    public ZoneId of(long account, Given given) {
        return given.text("timezone")
                .map(zone -> WallTime.zone(zone, circumstances.has(TrackingTimeHabit.ZONES_BY_NAME)))
                .orElseGet(() ->
                        circumstances.has(TrackingTimeHabit.NO_ZONE_IS_UTC) ? ZoneOffset.UTC : people.zone(account));
    }

    WallTime at(long account, Given given, String field) {
        LocalDateTime local = WallTime.parse(given.needed(field));
        return WallTime.at(local, of(account, given));
    }
}
