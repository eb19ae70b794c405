package dev.devledger.adapters.rest.direct;

import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.BodyRequirement;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import io.swagger.v3.oas.models.Components;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The paths of a service's direct calls in the API's description. */
public interface DirectPaths {

    /** Returns the service's name in the paths. */
    String service();

    List<DirectCall> calls();

    String path(Route route);

    /** Returns the parameters of all operations of the path. */
    List<Map<String, Object>> parameters(DirectCall call, Route route, Components components);

    /** Adds the operation's parameters, body and responses. */
    void describe(DirectCall call, Route route, Components components, Map<String, Object> operation);

    /** @param components the components of the description */
    default Map<String, Map<String, Object>> all(Components components) {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (DirectCall call : calls()) {
            for (Route route : call.routes()) {
                paths.computeIfAbsent("/api/" + service() + path(route), path -> item(call, route, components))
                        .put(route.method().toLowerCase(Locale.ROOT), operation(call, route, components));
            }
        }
        return paths;
    }

    private Map<String, Object> item(DirectCall call, Route route, Components components) {
        Map<String, Object> item = new LinkedHashMap<>();
        List<Map<String, Object>> parameters = parameters(call, route, components);
        if (!parameters.isEmpty()) {
            item.put("parameters", parameters);
        }
        return item;
    }

    private Map<String, Object> operation(DirectCall call, Route route, Components components) {
        Map<String, Object> operation = new LinkedHashMap<>();
        String id = route.operation().id();
        String summary = route.operation().summary();
        operation.put("tags", List.of(service()));
        operation.put("operationId", id.isEmpty() ? operationId(call.name()) : id);
        operation.put("summary", summary.isEmpty() ? call.meaning().replaceFirst("\\.$", "") : summary);
        if (!call.standard()) {
            operation.put("description", "Only with `devledger." + service() + ".tools=all`.");
        }
        describe(call, route, components, operation);
        return operation;
    }

    private String operationId(String name) {
        return service()
                + Arrays.stream(name.substring(name.indexOf('_') + 1).split("_"))
                        .map(DirectPaths::capitalized)
                        .collect(Collectors.joining());
    }

    static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    static Map<String, Object> ref(String kind, String name) {
        return Map.of("$ref", "#/components/" + kind + "/" + name);
    }

    static Map<String, Object> parameter(String place, Argument argument) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", argument.name());
        parameter.put("in", place);
        if (argument.required()) {
            parameter.put("required", true);
        }
        parameter.put("schema", schema(argument));
        return parameter;
    }

    static Map<String, Object> object(List<Argument> fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        List<String> required =
                fields.stream().filter(Argument::required).map(Argument::name).toList();
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.forEach(each -> properties.put(each.name(), schema(each)));
        object.put("properties", properties);
        return object;
    }

    private static Map<String, Object> schema(Argument argument) {
        Map<String, Object> schema = new LinkedHashMap<>(
                switch (argument.kind()) {
                    case TEXT -> text(argument);
                    case WHOLE -> Map.of("type", "integer", "format", "int64");
                    case DECIMAL -> Map.of("type", "number");
                    case FLAG -> Map.of("type", "boolean");
                    case LIST ->
                        Map.of(
                                "type",
                                "array",
                                "items",
                                schema(argument.fields().getFirst()));
                    case OBJECT, OPEN -> object(argument.fields());
                });
        if (argument.otherwise() != null) {
            schema.put("default", argument.otherwise());
        }
        return schema;
    }

    private static Map<String, Object> text(Argument argument) {
        if (!argument.words().isEmpty()) {
            return Map.of("type", "string", "enum", argument.words());
        }
        return argument.least() > 0
                ? Map.of("type", "string", "minLength", argument.least())
                : Map.of("type", "string");
    }

    /**
     * The paths of calls whose requests consist only of the calls' arguments.
     *
     * @param title the service's name in the names of the description's components
     */
    record ArgumentPaths(String service, String title, List<DirectCall> calls) implements DirectPaths {

        @Override
        public String path(Route route) {
            return route.path();
        }

        @Override
        public List<Map<String, Object>> parameters(DirectCall call, Route route, Components components) {
            return parameters("path", arguments(call, route, true));
        }

        @Override
        public void describe(DirectCall call, Route route, Components components, Map<String, Object> operation) {
            List<Argument> others = arguments(call, route, false);
            if (!others.isEmpty()) {
                if (route.body() == BodyRequirement.NONE) {
                    operation.put("parameters", parameters("query", others));
                } else {
                    Object schema = Map.of("schema", DirectPaths.object(others));
                    operation.put("requestBody", Map.of("content", Map.of("application/json", schema)));
                }
            }
            operation.put("responses", responses(call, route));
        }

        private static List<Argument> arguments(DirectCall call, Route route, boolean inPath) {
            Set<String> ids = route.ids();
            return call.arguments().stream()
                    .filter(each -> ids.contains(each.name()) == inPath)
                    .toList();
        }

        private static List<Map<String, Object>> parameters(String place, List<Argument> arguments) {
            return arguments.stream()
                    .map(each -> DirectPaths.parameter(place, each))
                    .toList();
        }

        private Map<String, Object> responses(DirectCall call, Route route) {
            boolean readable = call.effect() == Effect.ADDS
                    && calls.stream()
                            .flatMap(each -> each.routes().stream())
                            .anyMatch(each ->
                                    each.method().equals("GET") && each.path().equals(route.path() + "/{id}"));
            Map<String, Object> responses = new LinkedHashMap<>();
            if (readable) {
                responses.put("201", DirectPaths.ref("responses", "CreatedIn" + title));
            } else {
                responses.put("200", DirectPaths.ref("responses", title));
            }
            if (!route.ids().isEmpty()) {
                responses.put("404", DirectPaths.ref("responses", "NotFound"));
            }
            return responses;
        }
    }
}
