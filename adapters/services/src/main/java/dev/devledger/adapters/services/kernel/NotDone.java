package dev.devledger.adapters.services.kernel;

import dev.devledger.application.direct.DirectReply;
import java.util.List;

/** Ends a direct call at the first request that is not answered with a yes, or before any. */
public final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never leaves the call that it ends
    private final DirectReply.No reply;

    public NotDone(DirectReply.No reply) {
        super("not done", null, false, false);
        this.reply = reply;
    }

    public static NotDone invalid(String field, String detail) {
        return new NotDone(new DirectReply.Invalid(field, detail));
    }

    public DirectReply.No reply() {
        return reply;
    }

    /** After {@code written} was. */
    public NotDone after(List<String> written) {
        return written.isEmpty() ? this : new NotDone(new DirectReply.Partly(written, reply));
    }
}
