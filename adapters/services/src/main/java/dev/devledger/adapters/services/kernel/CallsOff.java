package dev.devledger.adapters.services.kernel;

import dev.devledger.application.direct.DirectCall;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectRequest;
import java.util.List;

/**
 * A service that is off; each call says how to get one.
 *
 * @param all those that would be offered
 * @param how such as {@code TrackingTime is off. To connect it, …}
 */
public record CallsOff(List<DirectCall> table, List<DirectCall> all, String how) implements DirectCalls {

    public static CallsOff of(List<DirectCall> table, boolean withAll, String how) {
        return new CallsOff(
                table, table.stream().filter(call -> withAll || call.standard()).toList(), how);
    }

    /** Of the connection, that there is none is an answer. */
    @Override
    public DirectReply send(DirectRequest request) {
        return request.call().endsWith("connection")
                ? Connections.told("off", how)
                : new DirectReply.NotAuthorized(how);
    }
}
