package dev.devledger.adapters.rest.direct;

import static dev.devledger.adapters.rest.direct.DirectPaths.ref;

import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.BodyRequirement;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import dev.devledger.application.direct.Operation;
import io.swagger.v3.oas.models.Components;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The paths of calls that pass on the service's own JSON, whose schemas are components of the description.
 *
 * @param title the prefix of the service's component names
 */
public record PassedPaths(String service, String title, List<DirectCall> calls) implements DirectPaths {
    /** The tool argument that is a header in a request. */
    private static final String TEAM = "team_id";

    @Override
    public String path(Route route) {
        return Arrays.stream(route.path().split("/", -1))
                .map(word -> word.startsWith("{") ? inDescription(word) : word)
                .collect(Collectors.joining("/"));
    }

    /** Converts the argument {@code task_id} to {@code taskId}, the form in the description. */
    private static String inDescription(String id) {
        return id.replace("_id", "Id");
    }

    @Override
    public List<Map<String, Object>> parameters(DirectCall call, Route route, Components components) {
        boolean isOfTeams =
                call.arguments().stream().anyMatch(each -> each.name().equals(TEAM));
        return Stream.concat(
                        route.ids().stream().map(id -> component(components, "path", inDescription(id))),
                        isOfTeams ? Stream.of(component(components, "header", "x-team-id")) : Stream.empty())
                .map(Optional::orElseThrow)
                .toList();
    }

    @Override
    public void describe(DirectCall call, Route route, Components components, Map<String, Object> operation) {
        Operation described = route.operation();
        if (!described.description().isEmpty()) {
            operation.put("description", described.description());
        }
        List<Map<String, Object>> query = query(route, components);
        if (!query.isEmpty()) {
            operation.put("parameters", query);
        }
        if (route.body() == BodyRequirement.NEEDED) {
            String body = described.body();
            operation.put("requestBody", ref("requestBodies", body.isEmpty() ? title : body));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        answer(call, route, components, responses);
        if (Objects.requireNonNullElse(described.canMiss(), !route.ids().isEmpty())) {
            responses.put("404", ref("responses", "NotFound"));
        }
        operation.put("responses", responses);
    }

    private List<Map<String, Object>> query(Route route, Components components) {
        Stream<Argument> flags = Stream.ofNullable(route.flags())
                .flatMap(names -> names.stream().map(name -> Argument.of(name, Kind.FLAG)));
        return Stream.concat(flags, route.operation().query().stream())
                .map(each -> inQuery(each, components))
                .toList();
    }

    /** Describes a parameter. A parameter without further details is the component of the same name. */
    private Map<String, Object> inQuery(Argument argument, Components components) {
        boolean isPlain = argument.equals(Argument.of(argument.name(), argument.kind()));
        return Optional.of(argument)
                .filter(each -> isPlain)
                .flatMap(each -> component(components, "query", each.name()))
                .orElseGet(() -> described(argument));
    }

    private static Map<String, Object> described(Argument argument) {
        Map<String, Object> parameter = DirectPaths.parameter("query", argument);
        if (!argument.meaning().isEmpty()) {
            parameter.put("description", argument.meaning());
        }
        if (argument.kind() == Kind.LIST) {
            parameter.put("explode", true);
        }
        return parameter;
    }

    private Optional<Map<String, Object>> component(Components components, String place, String name) {
        return components.getParameters().entrySet().stream()
                .filter(each -> each.getKey().startsWith(title))
                .filter(each -> each.getValue().getIn().equals(place))
                .filter(each -> each.getValue().getName().equals(name))
                .findFirst()
                .map(each -> ref("parameters", each.getKey()));
    }

    private void answer(DirectCall call, Route route, Components components, Map<String, Object> responses) {
        String created = "CreatedIn" + title;
        boolean isDone = call.answers().stream().anyMatch(each -> each.name().equals("done"));
        if (isDone) {
            responses.put("204", Map.of("description", route.method().equals("DELETE") ? "Deleted" : "Completed"));
        } else if (!route.operation().answer().isEmpty()) {
            responses.put("200", answer(route.operation()));
        } else if (call.effect() == Effect.ADDS && components.getResponses().containsKey(created)) {
            responses.put("201", ref("responses", created));
        } else {
            responses.put("200", ref("responses", title));
        }
    }

    private static Map<String, Object> answer(Operation described) {
        String name = described.schema().replace("[]", "");
        Map<String, Object> one = ref("schemas", name);
        Map<String, Object> schema = name.equals(described.schema()) ? one : Map.of("type", "array", "items", one);
        return Map.of(
                "description", described.answer(), "content", Map.of("application/json", Map.of("schema", schema)));
    }
}
