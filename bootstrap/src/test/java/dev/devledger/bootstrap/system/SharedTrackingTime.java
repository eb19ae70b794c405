package dev.devledger.bootstrap.system;

/**
 * Started applications with all three sandboxes, for all tests that need TrackingTime's, and the short ones of ClickUp: one, and
 * another one for those that leave behind what its status tells ever after. They end with the JVM.
 */
final class SharedTrackingTime {
    /** So long after a request that was not answered, or a first look, the next one proves something. */
    static final long LONGER_THAN_SETTLE = 220_000_000L;

    private static RunningDevledger running;
    private static RunningDevledger troubled;

    private SharedTrackingTime() {}

    static synchronized RunningDevledger get() {
        if (running == null) {
            running = start();
        }
        return running;
    }

    static synchronized RunningDevledger troubled() {
        if (troubled == null) {
            troubled = start();
        }
        return troubled;
    }

    private static RunningDevledger start() {
        return SharedDevledger.start(
                SharedDevledger.newFolder(),
                "devledger.trackingtime.mode=sandbox",
                "devledger.trackingtime.poll-interval=1h", // no look at the projects but those that a test causes
                "devledger.trackingtime.budget=off",
                "devledger.trackingtime.settle=200ms",
                "devledger.trackingtime.absence=200ms",
                "devledger.trackingtime.conflict-policy.estimate=hold",
                "devledger.clickup.mode=sandbox",
                "devledger.clickup.poll-interval=1h",
                "devledger.clickup.budget=off",
                "devledger.clickup.settle=200ms",
                "devledger.ticktick.settle=200ms",
                "devledger.ticktick.poll-interval=1h",
                "devledger.mcp.toolsets=default,clickup,trackingtime");
    }
}
