package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.application.direct.DirectReply;
import java.util.List;

/** Ends a call that takes several requests at the first one that is not answered with a yes. */
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

    /** After {@code written} was. */
    NotDone after(List<String> written) {
        return written.isEmpty() ? this : new NotDone(new DirectReply.Partly(written, reply));
    }
}
