package dev.devledger.bootstrap.system;

/**
 * One started application with the sandboxes of TickTick and ClickUp, for the long tests of ClickUp: with a third service
 * each of their many cycles would take more than the start of one more application. It ends with the JVM.
 */
final class SharedClickUp {
    /** So long after a request that was not answered, or a first look, the next one proves something. */
    static final long LONGER_THAN_SETTLE = 220_000_000L;

    private static RunningDevledger running;

    private SharedClickUp() {}

    static synchronized RunningDevledger get() {
        if (running == null) {
            running = SharedDevledger.start(
                    SharedDevledger.newFolder(),
                    "devledger.clickup.mode=sandbox",
                    "devledger.clickup.poll-interval=1h",
                    "devledger.clickup.budget=off",
                    "devledger.clickup.settle=200ms",
                    "devledger.ticktick.settle=200ms",
                    "devledger.mcp.toolsets=default,clickup",
                    "devledger.ticktick.conflict-policy.description=hold",
                    "devledger.clickup.conflict-policy.description=hold",
                    "devledger.ticktick.poll-interval=1h"); // no look at the lists but those that a test causes
        }
        return running;
    }
}
