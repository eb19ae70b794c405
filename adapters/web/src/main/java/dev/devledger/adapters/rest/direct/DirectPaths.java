package dev.devledger.adapters.rest.direct;

import dev.devledger.application.direct.DirectCall;
import dev.devledger.application.direct.DirectCall.Argument;
import dev.devledger.application.direct.DirectCall.Body;
import dev.devledger.application.direct.DirectCall.Effect;
import dev.devledger.application.direct.DirectCall.Route;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The paths of a service's calls, as the API's description has them.
 *
 * @param service as the paths have it
 * @param title as the description's components have it
 */
public record DirectPaths(String service, String title, List<DirectCall> calls) {

    public Map<String, Map<String, Object>> all() {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (DirectCall call : calls) {
            Route route = call.routes().getFirst();
            paths.computeIfAbsent("/api/" + service + route.path(), path -> item(call, route))
                    .put(route.method().toLowerCase(Locale.ROOT), operation(call, route));
        }
        return paths;
    }

    private static Map<String, Object> item(DirectCall call, Route route) {
        Map<String, Object> item = new LinkedHashMap<>();
        if (!route.ids().isEmpty()) {
            item.put("parameters", parameters("path", arguments(call, true)));
        }
        return item;
    }

    private Map<String, Object> operation(DirectCall call, Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("tags", List.of(service));
        operation.put("operationId", operationId(call.name()));
        operation.put("summary", call.meaning().replaceFirst("\\.$", ""));
        if (!call.standard()) {
            operation.put("description", "Only with `devledger." + service + ".tools=all`.");
        }
        List<Argument> others = arguments(call, false);
        if (!others.isEmpty()) {
            if (route.body() == Body.NONE) {
                operation.put("parameters", parameters("query", others));
            } else {
                operation.put(
                        "requestBody", Map.of("content", Map.of("application/json", Map.of("schema", object(others)))));
            }
        }
        operation.put("responses", responses(call, route));
        return operation;
    }

    private String operationId(String name) {
        return service
                + Arrays.stream(name.substring(name.indexOf('_') + 1).split("_"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    private static List<Argument> arguments(DirectCall call, boolean inPath) {
        Set<String> ids = call.routes().getFirst().ids();
        return call.arguments().stream()
                .filter(each -> ids.contains(each.name()) == inPath)
                .toList();
    }

    private static List<Map<String, Object>> parameters(String place, List<Argument> arguments) {
        return arguments.stream()
                .map(each -> {
                    Map<String, Object> parameter = new LinkedHashMap<>();
                    parameter.put("name", each.name());
                    parameter.put("in", place);
                    if (each.required()) {
                        parameter.put("required", true);
                    }
                    parameter.put("schema", schema(each));
                    return parameter;
                })
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
            responses.put("201", response("CreatedIn" + title));
        } else {
            responses.put("200", response(title));
        }
        if (!route.ids().isEmpty()) {
            responses.put("404", response("NotFound"));
        }
        return responses;
    }

    private static Map<String, Object> response(String name) {
        return Map.of("$ref", "#/components/responses/" + name);
    }

    private static Map<String, Object> object(List<Argument> fields) {
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
        return switch (argument.kind()) {
            case TEXT -> text(argument);
            case WHOLE -> Map.of("type", "integer", "format", "int64");
            case DECIMAL -> Map.of("type", "number");
            case FLAG -> Map.of("type", "boolean");
            case LIST ->
                Map.of("type", "array", "items", schema(argument.fields().getFirst()));
            case OBJECT, OPEN -> object(argument.fields());
        };
    }

    private static Map<String, Object> text(Argument argument) {
        if (!argument.words().isEmpty()) {
            return Map.of("type", "string", "enum", argument.words());
        }
        return argument.least() > 0
                ? Map.of("type", "string", "minLength", argument.least())
                : Map.of("type", "string");
    }
}
