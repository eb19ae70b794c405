package dev.devledger.adapters.rest.page;

import dev.devledger.application.sync.SyncStatus;

/** How the sync is doing, in words. */
record SyncView(SyncStatus status) {
    boolean isSandbox() {
        return status.mode().equals("sandbox");
    }

    boolean isOff() {
        return status.mode().equals("off");
    }

    String where() {
        return switch (status.mode()) {
            case "sandbox" -> "TickTick is the sandbox: nothing leaves this machine.";
            case "off" -> "TickTick is off.";
            default -> "TickTick is live: your own account.";
        };
    }

    String state() {
        return switch (status.state()) {
            case "idle" ->
                switch (status.pending()) {
                    case 0 -> "No change waits for the next sync.";
                    case 1 -> "1 change waits for the next sync.";
                    default -> status.pending() + " changes wait for the next sync.";
                };
            case "running" -> "A sync is running.";
            case "attention" -> "Something needs your attention:";
            case "rate-limited" -> "TickTick takes no more calls for now. The sync goes on by itself.";
            case "unreachable" -> "TickTick cannot be reached. Devledger tries again by itself.";
            case "needs-authorization" -> "Devledger has no access to TickTick yet.";
            default -> "";
        };
    }

    static String waiting(int count, String what) {
        return count == 1 ? "1 " + what + " waits" : count + " " + what + "s wait";
    }
}
