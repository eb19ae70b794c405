package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.kernel.SandboxHost;
import java.time.ZoneId;

/** One for all tests. */
final class TrackingTimeServer {
    /** The application's own password. */
    static final String OWNER = "owner-password";

    static final ZoneId ZONE = SandboxHost.ZONE;
    static final String URL = SandboxHost.start(TrackingTimeSandboxConfiguration.class, OWNER);

    private TrackingTimeServer() {}
}
