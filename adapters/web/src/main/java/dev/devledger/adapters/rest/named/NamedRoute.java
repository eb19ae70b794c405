package dev.devledger.adapters.rest.named;

import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.direct.NamedCall;
import dev.devledger.application.direct.NamedCall.Argument;
import dev.devledger.application.direct.NamedCalls;
import dev.devledger.domain.shared.Rejection.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The call that a path means.
 *
 * @param ids those of its arguments that stand in the path
 */
record NamedRoute(NamedCall call, ObjectNode ids) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ID = "[0-9]{1,18}";

    static NamedRoute of(NamedCalls calls, String method, String path) {
        return calls.all().stream()
                .filter(call -> call.route().method().equals(method) && fits(call, path))
                .min(Comparator.comparing(call -> call.route().path().contains("{")))
                .map(call -> new NamedRoute(call, ids(call, path)))
                .orElseThrow(() -> nothingThere(calls, method, path));
    }

    private static ProblemException nothingThere(NamedCalls calls, String method, String path) {
        List<String> others = calls.all().stream()
                .filter(call -> fits(call, path))
                .map(call -> call.route().method())
                .filter(each -> !each.equals(method))
                .distinct()
                .sorted()
                .toList();
        if (others.isEmpty()) {
            return new ProblemException(new Problem(ProblemCode.NOT_FOUND, ProblemCode.NOT_FOUND.detail()));
        }
        Problem problem = new Problem(ProblemCode.METHOD_NOT_ALLOWED, ProblemCode.METHOD_NOT_ALLOWED.detail());
        return new ProblemException(problem.with("Allow", String.join(", ", others)));
    }

    private static boolean fits(NamedCall call, String path) {
        String[] words = call.route().path().split("/", -1);
        String[] given = path.split("/", -1);
        if (words.length != given.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (words[i].startsWith("{") ? !given[i].matches(ID) : !words[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode ids(NamedCall call, String path) {
        ObjectNode ids = JsonNodeFactory.instance.objectNode();
        String[] words = call.route().path().split("/", -1);
        String[] given = path.split("/", -1);
        for (int i = 0; i < words.length; i++) {
            if (words[i].startsWith("{")) {
                ids.put(words[i].substring(1, words[i].length() - 1), Long.parseLong(given[i]));
            }
        }
        return ids;
    }

    /** What the query says, in the types that the call takes; what is wrong with them is for the call to tell. */
    ObjectNode arguments(QueryParameters query) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, List<String>> each : query.all().entrySet()) {
            arguments.set(each.getKey(), value(each.getKey(), each.getValue()));
        }
        return arguments.setAll(ids);
    }

    private JsonNode value(String name, List<String> given) {
        NamedCall.Kind kind = call.arguments().stream()
                .filter(each -> each.name().equals(name))
                .map(Argument::kind)
                .findFirst()
                .orElse(NamedCall.Kind.TEXT);
        if (kind == NamedCall.Kind.WHOLES) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            given.forEach(text -> List.of(text.split(",", -1)).forEach(each -> all.add(read(each))));
            return all;
        }
        if (given.size() > 1) {
            throw twice(name);
        }
        return kind == NamedCall.Kind.TEXT
                ? JsonNodeFactory.instance.stringNode(given.getFirst())
                : read(given.getFirst());
    }

    private static ProblemException twice(String name) {
        return new ProblemException(new Problem(ProblemCode.INVALID, name + ": appears twice; only once is allowed")
                .withErrors(List.of(new Violation(name, "appears twice; only once is allowed"))));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException noJson) {
            return JsonNodeFactory.instance.stringNode(text);
        }
    }
}
