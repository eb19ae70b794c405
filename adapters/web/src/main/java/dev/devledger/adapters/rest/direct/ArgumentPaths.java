package dev.devledger.adapters.rest.direct;

import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.BodyRequirement;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import io.swagger.v3.oas.models.Components;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The paths of calls whose requests consist only of the calls' arguments.
 *
 * @param title the service's name in the names of the description's components
 */
public record ArgumentPaths(String service, String title, List<DirectCall> calls) implements DirectPaths {

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
