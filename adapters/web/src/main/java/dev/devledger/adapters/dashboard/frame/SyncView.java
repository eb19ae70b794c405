package dev.devledger.adapters.dashboard.frame;

import dev.devledger.adapters.dashboard.frame.ShownInstant.ShownDuration;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a sync, in words. */
public record SyncView(String title, SyncStatus status) {
    public static List<SyncView> of(Syncs syncs) {
        return syncs.meant(null).stream()
                .map(each -> new SyncView(each.title(), syncs.of(each).status()))
                .toList();
    }

    public boolean isSandbox() {
        return status.mode() == ConnectorMode.SANDBOX;
    }

    public boolean needsUser() {
        return switch (status.state()) {
            case ATTENTION, NEEDS_AUTHORIZATION -> true;
            case IDLE, RUNNING, RATE_LIMITED, UNREACHABLE, OFF -> status.openConflicts() > 0 || status.held() > 0;
        };
    }

    /** Returns the page of the service's sandbox. */
    public String sandbox() {
        return "/sandbox/" + status.connector();
    }

    public boolean isOff() {
        return status.mode() == ConnectorMode.OFF;
    }

    /** Returns the page that begins the connection, if the status message refers to this page; otherwise null. */
    @Nullable
    public String connect() {
        String path = "/oauth/" + status.connector() + "/connect";
        String told = status.message();
        return isLive() && told != null && told.contains(path) ? path : null;
    }

    private boolean isLive() {
        return status.mode() == ConnectorMode.LIVE;
    }

    public String where() {
        return switch (status.mode()) {
            case SANDBOX -> "Devledger uses the " + title + " sandbox: nothing leaves this machine.";
            case OFF -> title + " is off.";
            case LIVE -> "Devledger is connected to your own " + title + " account.";
        };
    }

    public String state() {
        return switch (status.state()) {
            case IDLE ->
                status.pending() == 0
                        ? "No change waits for the next sync."
                        : new CountPhrase(status.pending(), "change waits", "changes wait") + " for the next sync.";
            case RUNNING -> "A sync is running.";
            case ATTENTION -> "Something needs your attention:";
            // The message says whose limit it is, Devledger's or the service's.
            case RATE_LIMITED -> "Devledger has paused its calls to " + title + ". The sync goes on automatically.";
            case UNREACHABLE -> title + " cannot be reached. Devledger tries again automatically.";
            case NEEDS_AUTHORIZATION -> "Devledger has no access to " + title + " yet.";
            case OFF -> ""; // where() says so
        };
    }

    /** Describes how long the oldest change has waited; null if the time is too short to mention. */
    @Nullable
    public String oldest() {
        Long lag = status.lagSeconds();
        ShownDuration span = new ShownDuration(lag == null ? 0 : lag);
        return span.isNow() ? null : "The oldest change has waited for " + span + ".";
    }

    /** Describes the end of the connection; null if the connection has no end, or has ended. */
    @Nullable
    public String ends(Instant now) {
        Instant end = status.connectionEndsAt();
        if (end == null || !now.isBefore(end)) {
            return null;
        }
        ShownDuration left = ShownDuration.between(now, end);
        return "The connection ends in "
                + (left.isLongerThanDays(2) ? Duration.between(now, end).toDays() + " days" : left.toString());
    }
}
