package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Endpoint.Method;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends one request. Arguments that the path names are put into the path. Other arguments go into the query of a read
 * or delete, else into the body.
 */
record SingleRequest(Method method, String path, UnaryOperator<Endpoint> kind, List<Consumer<ObjectNode>> changes)
        implements Flow {

    static SingleRequest get(String path) {
        return new SingleRequest(Method.GET, path, UnaryOperator.identity(), List.of());
    }

    static SingleRequest post(String path) {
        return new SingleRequest(Method.POST, path, UnaryOperator.identity(), List.of());
    }

    /** Returns a POST that changes nothing. */
    static SingleRequest ask(String path) {
        return new SingleRequest(Method.POST, path, Endpoint::asking, List.of());
    }

    static SingleRequest put(String path) {
        return new SingleRequest(Method.PUT, path, UnaryOperator.identity(), List.of());
    }

    static SingleRequest delete(String path) {
        return new SingleRequest(Method.DELETE, path, UnaryOperator.identity(), List.of());
    }

    SingleRequest withoutAccount() {
        return new SingleRequest(method, path, TrackingTimeApi::ofPerson, changes);
    }

    private SingleRequest and(Consumer<ObjectNode> change) {
        List<Consumer<ObjectNode>> more = new ArrayList<>(changes);
        more.add(change);
        return new SingleRequest(method, path, kind, more);
    }

    /** Converts an argument with ids to {@code "data": [{"id": 1}]}. */
    SingleRequest idsOf(String argument) {
        return and(sent -> {
            ArrayNode data = Requests.array();
            for (JsonNode id : sent.path(argument)) data.addObject().set("id", id);
            sent.remove(argument);
            sent.set("data", data);
        });
    }

    /** Sends a list as a text that contains its JSON. */
    SingleRequest inText(String argument) {
        return and(sent -> {
            if (sent.has(argument)) sent.put(argument, sent.path(argument).toString());
        });
    }

    /** Renames the argument for the object that is kept: TrackingTime calls it {@code into}. */
    static SingleRequest merge() {
        return post("projects/merge/{source_id}").and(sent -> sent.set("into", sent.remove("target_id")));
    }

    SingleRequest orElse(String argument, boolean value) {
        return and(sent -> {
            if (!sent.has(argument)) sent.put(argument, value);
        });
    }

    /** Leaves out an argument that would only add data that replies do not show. */
    SingleRequest without(String argument) {
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

    /** Returns the data. Webhooks are documented to be in a list of their own beside the data. */
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

    /** Puts arguments, which are numbers, into the path, and removes them from {@code sent}. */
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
