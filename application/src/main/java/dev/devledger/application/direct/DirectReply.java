package dev.devledger.application.direct;

import java.time.Duration;
import java.util.List;

/** The outcome of a direct call to a service. */
public sealed interface DirectReply {

    /** The service's own JSON. */
    record Json(String body) implements DirectReply {}

    /**
     * The service's own JSON of a new object.
     *
     * @param place the path of the new object, such as {@code /tasks/12}; empty if it cannot be read
     */
    record Made(String place, String body) implements DirectReply {}

    /** Done, without a body. */
    record Done() implements DirectReply {}

    /** A refusal. Its {@code code}, if it has one, is the service's own error code; empty if the service gave none. */
    sealed interface Refusal extends DirectReply {}

    /** The object is unknown, or the answer is empty where there should be a body. */
    record NotFound(String code, String detail) implements Refusal {
        public NotFound(String detail) {
            this("", detail);
        }
    }

    /** The connected account may not see or do this; another account may. */
    record Forbidden(String code, String detail) implements Refusal {}

    record RateLimited(Duration retryAfter) implements Refusal {}

    /** No account is connected, or the service no longer accepts the connection; {@code detail} says what to do. */
    record NotAuthorized(String detail) implements Refusal {}

    /** The service gave no meaningful answer. After a change, {@code detail} says what is known of its outcome. */
    record Unreachable(String code, String detail) implements Refusal {
        public Unreachable(String detail) {
            this("", detail);
        }
    }

    /**
     * A body that the service would not accept; nothing was sent.
     *
     * @param expected the expected value, if {@code detail} does not say it; mostly empty
     */
    record Invalid(String field, String detail, String expected) implements Refusal {
        public Invalid(String field, String detail) {
            this(field, detail, "");
        }
    }

    /** The service rejected a sent value. */
    record WrongValue(String code, String detail) implements Refusal {}

    /** A rule of the service forbids the call in the present state of the object. */
    record AgainstRule(String code, String detail) implements Refusal {}

    /** Any other refusal. */
    record Refused(String code, String detail) implements Refusal {}

    /** The service confirmed the change, but then holds other values. */
    record NotApplied(String id, List<Difference> differences) implements Refusal {
        public NotApplied {
            differences = List.copyOf(differences);
        }
    }

    /** A field with the value that was sent and the value that the service holds. */
    record Difference(String field, String sent, String got) {}

    /** A change that takes several requests, of which one failed after others were done. */
    record PartialWrite(List<String> written, Refusal no) implements Refusal {
        public PartialWrite {
            written = List.copyOf(written);
        }
    }
}
