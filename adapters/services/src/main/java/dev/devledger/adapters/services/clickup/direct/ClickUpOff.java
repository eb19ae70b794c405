package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.application.direct.DirectCall;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectReply;
import org.jspecify.annotations.Nullable;

/** There is no ClickUp; each call says how to get one. */
public record ClickUpOff() implements DirectCalls {
    @Override
    public DirectReply send(DirectCall call, @Nullable String workspace) {
        return call instanceof DirectCall.Connection
                ? DirectAccount.told("off", "ClickUp is off. " + DirectNo.CONNECT)
                : DirectNo.off();
    }
}
