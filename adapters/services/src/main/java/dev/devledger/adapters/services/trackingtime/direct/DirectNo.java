package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.RemoteHttp.Connections;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.application.direct.DirectReply;

/** From what came of a request that was not answered with a yes to what its caller is told. */
final class DirectNo {
    static final String CONNECT =
            "To connect TrackingTime, set devledger.trackingtime.app-password to an app password (in TrackingTime: User"
                    + " settings, Apps & integrations) and devledger.trackingtime.account-id to the account."
                    + " devledger.trackingtime.mode=sandbox serves a small TrackingTime to try it.";

    private static final String MAYBE = " If this was a change, it may have been made.";
    private static final int UNKNOWN_PATH = 400;
    private static final int ERROR = 500;

    private DirectNo() {}

    static DirectReply.No of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NoAccess(var text) -> new DirectReply.Forbidden("403", Connections.sentence(text));
            case Outcome.AgainstRule(var text) -> new DirectReply.AgainstRule("502", Connections.sentence(text));
            case Outcome.Refused(var status, var text) -> refused(status, Connections.sentence(text));
            case Outcome.Held(var hold, var reason, var after) -> Connections.held(hold, reason, after, CONNECT);
            case Outcome.Broken(var reason, var maybeDone) ->
                new DirectReply.Away(Connections.sentence(reason) + (maybeDone ? MAYBE : ""));
            case Outcome.Answered answered -> throw new IllegalStateException("An answer is no failure");
            case Outcome.Csv csv -> new DirectReply.Away("TrackingTime answered with a table.");
        };
    }

    /** Its 500 is whatever is wrong with what was sent: TrackingTime has one status for all of that. */
    private static DirectReply.No refused(int status, String text) {
        return status == ERROR
                ? new DirectReply.WrongValue(String.valueOf(status), text)
                : new DirectReply.Refused(status == 0 ? String.valueOf(UNKNOWN_PATH) : String.valueOf(status), text);
    }
}
