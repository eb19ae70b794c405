package dev.devledger.adapters.rest.page;

import dev.devledger.application.sync.SyncStatus;
import dev.devledger.application.sync.connector.ConnectorMode;

/** How the sync is doing, in words. */
record SyncView(SyncStatus status) {
    boolean isSandbox() {
        return status.mode() == ConnectorMode.SANDBOX;
    }

    boolean isOff() {
        return status.mode() == ConnectorMode.OFF;
    }

    String where() {
        return switch (status.mode()) {
            case SANDBOX -> "TickTick is the sandbox: nothing leaves this machine.";
            case OFF -> "TickTick is off.";
            case LIVE -> "TickTick is live: your own account.";
        };
    }

    String state() {
        return switch (status.state()) {
            case IDLE ->
                switch (status.pending()) {
                    case 0 -> "No change waits for the next sync.";
                    case 1 -> "1 change waits for the next sync.";
                    default -> status.pending() + " changes wait for the next sync.";
                };
            case RUNNING -> "A sync is running.";
            case ATTENTION -> "Something needs your attention:";
            case RATE_LIMITED -> "TickTick takes no more calls for now. The sync goes on by itself.";
            case UNREACHABLE -> "TickTick cannot be reached. Devledger tries again by itself.";
            case NEEDS_AUTHORIZATION -> "Devledger has no access to TickTick yet.";
            case OFF -> ""; // where it is says so
        };
    }

    static String waiting(int count, String what) {
        return count == 1 ? "1 " + what + " waits" : count + " " + what + "s wait";
    }
}
