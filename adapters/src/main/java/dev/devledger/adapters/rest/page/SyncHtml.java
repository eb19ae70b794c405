package dev.devledger.adapters.rest.page;

import dev.devledger.application.sync.SyncStatus;
import org.springframework.web.util.HtmlUtils;

/** How the sync is doing, in words. */
record SyncHtml(SyncStatus status) {
    String html() {
        return "<p>" + HtmlUtils.htmlEscape(where() + " " + state()) + "</p>\n"
                + (status.message() == null ? "" : "<p>" + HtmlUtils.htmlEscape(status.message()) + "</p>\n")
                + todo(status.openConflicts(), "conflict waits", "conflicts wait", "decision", "/api/sync/conflicts")
                + todo(status.held(), "change waits", "changes wait", "approval", "/api/sync/approvals")
                + "<p class=\"hint\"><a href=\"/api/sync/status\">Sync status in detail</a></p>\n";
    }

    private String where() {
        return switch (status.mode()) {
            case "sandbox" -> "TickTick is the sandbox: nothing leaves this machine.";
            case "off" -> "TickTick is off.";
            default -> "TickTick is live: your own account.";
        };
    }

    private String state() {
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

    private static String todo(int count, String one, String many, String your, String address) {
        return count == 0
                ? ""
                : "<p><a href=\"" + address + "\">" + count + " " + (count == 1 ? one : many) + "</a> for your " + your
                        + ".</p>\n";
    }
}
