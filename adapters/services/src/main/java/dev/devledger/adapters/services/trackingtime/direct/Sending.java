package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Endpoint.Method;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.direct.Row.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request: arguments named in the path go there, the others into the query of a read or delete, and into the body
 * otherwise.
 */
record Sending(Method method, String path, UnaryOperator<Endpoint> kind, List<Consumer<ObjectNode>> changes)
        implements Flow {

    static Sending get(String path) {
        return new Sending(Method.GET, path, UnaryOperator.identity(), List.of());
    }

    static Sending post(String path) {
        return new Sending(Method.POST, path, UnaryOperator.identity(), List.of());
    }

    /** A POST that changes nothing. */
    static Sending ask(String path) {
        return new Sending(Method.POST, path, Endpoint::asking, List.of());
    }

    static Sending put(String path) {
        return new Sending(Method.PUT, path, UnaryOperator.identity(), List.of());
    }

    static Sending delete(String path) {
        return new Sending(Method.DELETE, path, UnaryOperator.identity(), List.of());
    }

    Sending withoutAccount() {
        return new Sending(method, path, TrackingTimeApi::ofPerson, changes);
    }

    private Sending and(Consumer<ObjectNode> change) {
        List<Consumer<ObjectNode>> more = new ArrayList<>(changes);
        more.add(change);
        return new Sending(method, path, kind, more);
    }

    /** Converts ids to {@code "data": [{"id": 1}]}. */
    Sending idsOf(String argument) {
        return and(sent -> {
            ArrayNode data = Requests.array();
            for (JsonNode id : sent.path(argument)) data.addObject().set("id", id);
            sent.remove(argument);
            sent.set("data", data);
        });
    }

    /** Sends a list as a text with JSON in it. */
    Sending inText(String argument) {
        return and(sent -> {
            if (sent.has(argument)) sent.put(argument, sent.path(argument).toString());
        });
    }

    /** Renames the argument of the object that stays: TrackingTime calls it {@code into}. */
    static Sending merge() {
        return post("projects/merge/{source_id}").and(sent -> sent.set("into", sent.remove("target_id")));
    }

    Sending orElse(String argument, boolean value) {
        return and(sent -> {
            if (!sent.has(argument)) sent.put(argument, value);
        });
    }

    /** Omits an argument that only adds data that is never shown. */
    Sending without(String argument) {
        return and(sent -> sent.remove(argument));
    }

    @Override
    public Told run(Requests requests, ObjectNode arguments) {
        ObjectNode sent = arguments.deepCopy();
        changes.forEach(change -> change.accept(sent));
        Endpoint endpoint = kind.apply(TrackingTimeApi.of(method, filled(path, sent)));
        boolean inQuery = method == Method.GET || method == Method.DELETE;
        Outcome.Answered answered = inQuery ? requests.send(queried(endpoint, sent)) : requests.send(endpoint, sent);
        return new Told(answered.data().isMissingNode() ? answered.whole() : data(answered), "", answered.note());
    }

    /** Returns the data; webhooks are said to be in a list of their own beside it. */
    private static JsonNode data(Outcome.Answered answered) {
        JsonNode beside = answered.whole().at("/webhooks/data");
        return beside.isArray() ? beside : answered.data();
    }

    static Endpoint queried(Endpoint endpoint, ObjectNode sent) {
        Endpoint asked = endpoint;
        for (var field : sent.properties()) {
            asked = asked.with(field.getKey(), field.getValue().asString(""));
        }
        return asked;
    }

    /** Fills the path with its arguments, which are numbers, and removes them from the others. */
    private static String filled(String path, ObjectNode sent) {
        String filled = path;
        for (String argument : List.copyOf(sent.propertyNames())) {
            String place = "{" + argument + "}";
            if (filled.contains(place)) {
                filled = filled.replace(place, sent.path(argument).asString(""));
                sent.remove(argument);
            }
        }
        return filled;
    }
}
