package dev.devledger.application.direct;

import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import java.util.List;
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
}
