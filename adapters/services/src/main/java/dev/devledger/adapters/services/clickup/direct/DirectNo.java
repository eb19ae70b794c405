package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.kernel.RemoteHttp.Connections;
import dev.devledger.application.direct.DirectReply;

/** From what came of a request that was not answered with a yes to what its caller is told. */
final class DirectNo {
    static final String CONNECT =
            "To connect ClickUp, set devledger.clickup.access-token to a personal token (pk_…), or"
                    + " devledger.clickup.client-id and .client-secret and open /oauth/clickup/connect."
                    + " devledger.clickup.mode=sandbox serves a small ClickUp to try it.";

    private DirectNo() {}

    static DirectReply.No of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Deleted() -> new DirectReply.NotFound("ITEM_013", "ClickUp says that this was deleted.");
            case Outcome.NotFound(var code, var text) -> new DirectReply.NotFound(code, Connections.sentence(text));
            case Outcome.NoAccess(var code, var text) ->
                new DirectReply.Forbidden(
                        code,
                        Connections.sentence(text)
                                + " Either the connected account may not see this workspace or place, or there is no such"
                                + " thing: ClickUp says the same of both.");
            case Outcome.Refused(var status, var code, var text)
            when status == 400 || status == 422 -> new DirectReply.WrongValue(code, Connections.sentence(text));
            case Outcome.Refused(var status, var code, var text) ->
                new DirectReply.Refused(code, Connections.sentence(text));
            case Outcome.Held(var hold, var reason, var after) -> Connections.held(hold, reason, after, CONNECT);
            case Outcome.Broken(var code, var reason, var maybeDone) ->
                new DirectReply.Away(
                        code,
                        Connections.sentence(reason)
                                + (maybeDone ? " If this was a change, it may have been made." : ""));
            case Outcome.Answered answered -> throw new IllegalStateException("An answer is no failure");
        };
    }
}
