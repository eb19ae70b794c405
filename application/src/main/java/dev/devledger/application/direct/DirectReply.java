package dev.devledger.application.direct;

import java.time.Duration;
import java.util.List;

/** The outcome of a call that went straight to a service. */
public sealed interface DirectReply {

    /** The service's own JSON. */
    record Json(String body) implements DirectReply {}

    /**
     * The service's own JSON of a new object.
     *
     * @param place its path, such as {@code /tasks/12}; empty if it cannot be read
     */
    record Made(String place, String body) implements DirectReply {}

    /** Done, without a body. */
    record Done() implements DirectReply {}

    /** A refusal. Its {@code code}, if any, is the service's own; it is empty if the service gave none. */
    sealed interface Refusal extends DirectReply {}

    /** Unknown, or an empty answer where there should be a body. */
    record NotFound(String code, String detail) implements Refusal {
        public NotFound(String detail) {
            this("", detail);
        }
    }

    /** The connected account may not see or do this; others may. */
    record Forbidden(String code, String detail) implements Refusal {}

    record RateLimited(Duration retryAfter) implements Refusal {}

    /** No account is connected, or the service no longer accepts it; {@code detail} says what to do. */
    record NotAuthorized(String detail) implements Refusal {}

    /** No meaningful answer. For a change, {@code detail} says what is known of it. */
    record Unreachable(String code, String detail) implements Refusal {
        public Unreachable(String detail) {
            this("", detail);
        }
    }

    /**
     * A body that the service does not take; found before anything was sent.
     *
     * @param expected the expected value, if {@code detail} does not say it; mostly empty
     */
    record Invalid(String field, String detail, String expected) implements Refusal {
        public Invalid(String field, String detail) {
            this(field, detail, "");
        }
    }

    /** The service rejects a sent value. */
    record WrongValue(String code, String detail) implements Refusal {}

    /** A rule of the service forbids it in the present state. */
    record AgainstRule(String code, String detail) implements Refusal {}

    /** Any other refusal. */
    record Refused(String code, String detail) implements Refusal {}

    /** The service confirmed, but holds something else. */
    record NotApplied(String id, List<Difference> differences) implements Refusal {
        public NotApplied {
            differences = List.copyOf(differences);
        }
    }

    /** A field, the value that was sent, and the one that the service has. */
    record Difference(String field, String sent, String got) {}

    /** A change of several requests, of which some were done before one failed. */
    record PartialWrite(List<String> written, Refusal no) implements Refusal {
        public PartialWrite {
            written = List.copyOf(written);
        }
    }
}
