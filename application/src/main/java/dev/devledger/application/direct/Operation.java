package dev.devledger.application.direct;

import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A route's part of the API's description that the {@link DirectCalls.DirectCall} itself does not have.
 *
 * @param id empty if it is the call's name
 * @param summary empty if it is the call's meaning
 * @param description further text; mostly empty
 * @param query the parameters that are no flags of the route
 * @param body the name of the schema component of the body; empty if the service has one component for all calls
 * @param answer the text about the answer, if the service has no component for it
 * @param schema the name of the schema component of the answer, with {@code []} for a list
 * @param canMiss true if the call may be answered with 404; null if it may be exactly when its path has an id
 */
public record Operation(
        String id,
        String summary,
        String description,
        List<Argument> query,
        String body,
        String answer,
        String schema,
        @Nullable Boolean canMiss) {

    public static final Operation PLAIN = of("");

    public Operation {
        query = List.copyOf(query);
    }

    public static Operation of(String summary) {
        return new Operation("", summary, "", List.of(), "", "", "", null);
    }

    public Operation named(String other) {
        return new Operation(other, summary, description, query, body, answer, schema, canMiss);
    }

    public Operation saying(String more) {
        return new Operation(id, summary, more, query, body, answer, schema, canMiss);
    }

    public Operation asking(Argument... parameters) {
        return new Operation(id, summary, description, List.of(parameters), body, answer, schema, canMiss);
    }

    public Operation taking(String component) {
        return new Operation(id, summary, description, query, component, answer, schema, canMiss);
    }

    public Operation answering(String words, String component) {
        return new Operation(id, summary, description, query, body, words, component, canMiss);
    }

    public Operation missing(boolean can) {
        return new Operation(id, summary, description, query, body, answer, schema, can);
    }

    /**
     * One call with its arguments.
     *
     * @param call the name of the call
     * @param ids the values in the path, by the names of the arguments
     * @param query the query as it was sent
     * @param json an object: the body of a request, or the other arguments of a tool
     * @param workspace the only workspace that the caller means; null for all that the account can see
     */
    public record DirectRequest(
            String call,
            Map<String, String> ids,
            Map<String, List<String>> query,
            String json,
            @Nullable String workspace) {

        public DirectRequest {
            ids = Map.copyOf(ids);
            query = Map.copyOf(query);
        }

        public static DirectRequest of(String call) {
            return new DirectRequest(call, Map.of(), Map.of(), "{}", null);
        }

        public DirectRequest with(String argument, String id) {
            Map<String, String> more = new HashMap<>(ids);
            more.put(argument, id);
            return with(more);
        }

        public DirectRequest with(Map<String, String> all) {
            return new DirectRequest(call, all, query, json, workspace);
        }

        public DirectRequest asking(Map<String, List<String>> parameters) {
            return new DirectRequest(call, ids, parameters, json, workspace);
        }

        public DirectRequest saying(String object) {
            return new DirectRequest(call, ids, query, object, workspace);
        }

        public DirectRequest in(@Nullable String only) {
            return new DirectRequest(call, ids, query, json, only);
        }

        /** Returns the value of an argument in the path. */
        public String id(String argument) {
            String id = ids.get(argument);
            if (id == null) {
                throw new IllegalArgumentException(call + " has no " + argument);
            }
            return id;
        }
    }

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
}
