package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.NamedCall;
import dev.devledger.application.direct.NamedCalls;
import java.util.List;

/** There is no TrackingTime; each call says how to get one. */
public record TrackingTimeOff(boolean withAll) implements NamedCalls {
    @Override
    public List<NamedCall> all() {
        return TrackingTimeCalls.table(withAll);
    }

    @Override
    public DirectReply send(String name, String arguments) {
        return DirectNo.off();
    }

    @Override
    public DirectReply connection() {
        return Accounts.told("off", "TrackingTime is off. " + DirectNo.CONNECT);
    }
}
