package dev.devledger.application.direct;

import java.time.Duration;
import java.util.List;

/** What a call that went straight to a service came to. */
public sealed interface DirectReply {

    /** The service's own JSON. */
    record Json(String body) implements DirectReply {}

    /**
     * The service's own JSON of what is new.
     *
     * @param place where it can be read, such as {@code /tasks/12}; empty where it can not
     */
    record Made(String place, String body) implements DirectReply {}

    /** Done, and there is nothing to say. */
    record Done() implements DirectReply {}

    /** A no. Where it has a {@code code}, that is the service's own; it is empty where the service gave none. */
    sealed interface No extends DirectReply {}

    /** Unknown, or an empty answer where there should be one. */
    record NotFound(String code, String detail) implements No {
        public NotFound(String detail) {
            this("", detail);
        }
    }

    /** The account that is connected may not see or do this; others may. */
    record Forbidden(String code, String detail) implements No {}

    record RateLimited(Duration retryAfter) implements No {}

    /** No account is connected, or it no longer lets us in; {@code detail} says what to do. */
    record NotAuthorized(String detail) implements No {}

    /** No answer that says anything. Of a change it says what is known of it. */
    record Away(String code, String detail) implements No {
        public Away(String detail) {
            this("", detail);
        }
    }

    /**
     * The body is not what the service takes; found before anything was sent.
     *
     * @param expected what it should be, where that is not said yet; mostly empty
     */
    record Invalid(String field, String detail, String expected) implements No {
        public Invalid(String field, String detail) {
            this(field, detail, "");
        }
    }

    /** The service says that what was sent is wrong. */
    record WrongValue(String code, String detail) implements No {}

    /** The service has a rule against it as things are there. */
    record AgainstRule(String code, String detail) implements No {}

    /** Any other no. */
    record Refused(String code, String detail) implements No {}

    /** The service said yes and holds something else. */
    record NotApplied(String id, List<Difference> differences) implements No {
        public NotApplied {
            differences = List.copyOf(differences);
        }
    }

    /** A field, what was sent of it, and what the service has. */
    record Difference(String field, String sent, String got) {}

    /** A change of several requests, of which some were done before one was not. */
    record Partly(List<String> written, No no) implements No {
        public Partly {
            written = List.copyOf(written);
        }
    }
}
