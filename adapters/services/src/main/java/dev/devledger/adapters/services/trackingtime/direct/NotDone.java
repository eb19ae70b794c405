package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.application.direct.DirectReply;

/** Ends a call at the first request that is not answered with a yes, or before any. */
final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never leaves the call that it ends
    private final DirectReply.No reply;

    NotDone(DirectReply.No reply) {
        super("not done", null, false, false);
        this.reply = reply;
    }

    static NotDone invalid(String field, String detail) {
        return new NotDone(new DirectReply.Invalid(field, detail));
    }

    DirectReply.No reply() {
        return reply;
    }
}
