package dev.devledger.adapters.mcp.direct;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.DirectRequest;
import dev.devledger.application.ledger.IdempotencyStore.IdempotentCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The tools of a service: one tool for each of the service's calls that has a title. */
public record DirectTools(DirectWords words, DirectCalls calls, IdempotentDirectWrites orders) {
    /** The arguments that the tools add to the service's own. */
    private static final List<String> OURS = List.of(DirectDeclarations.KEY, "reason", "confirm", "clear", "team_id");

    public static List<Tool> all(ToolPorts ports) {
        IdempotentDirectWrites orders = new IdempotentDirectWrites(ports);
        Map<String, DirectCalls> calls = ports.directCalls();
        return Stream.of(DirectWords.TICKTICK, DirectWords.CLICKUP, DirectWords.TRACKINGTIME)
                .flatMap(words ->
                        new DirectTools(words, Objects.requireNonNull(calls.get(words.name())), orders).all().stream())
                .toList();
    }

    public List<Tool> all() {
        return calls.all().stream()
                .filter(call -> !call.title().isEmpty())
                .map(this::tool)
                .toList();
    }

    private Tool tool(DirectCall call) {
        return new DirectTool(
                DirectDeclarations.of(words, call), asked -> done(call, asked), json -> answer(call, json));
    }

    private ToolAnswer answer(DirectCall call, String json) {
        return words.answers().of(call, json);
    }

    private IdempotentCalls.Done done(DirectCall call, ToolCall asked) {
        Supplier<String> work = () -> words.json(calls.send(request(call, asked.arguments())));
        return call.effect() == Effect.READS
                ? new IdempotentCalls.Done(work.get(), false)
                : orders.run(asked, work, failure -> !call.effect().isOnce() || DirectWords.nothingWasDone(failure));
    }

    private DirectRequest request(DirectCall call, Arguments arguments) {
        requireConfirmed(call, arguments);
        Map<String, String> ids = ids(call, arguments);
        ObjectNode said = arguments.json().remove(OURS).remove(ids.keySet());
        for (String field : arguments.texts("clear")) {
            if (said.has(field)) {
                throw arguments.wrong("clear", "names " + field + ", which is set as well. Nothing was sent.");
            }
            said.putNull(field);
        }
        ObjectNode theirs = said.objectNode();
        said.properties().forEach(field -> theirs.set(words.naming().field().apply(field.getKey()), field.getValue()));
        return DirectRequest.of(call.name()).with(ids).saying(theirs.toString()).in(arguments.text("team_id"));
    }

    /**
     * Returns the ids for a path. If the call has several paths, each with another id, the caller must give exactly one
     * id.
     */
    private Map<String, String> ids(DirectCall call, Arguments arguments) {
        List<String> names = call.routes().stream()
                .flatMap(route -> route.ids().stream())
                .filter(name -> isText(call, name))
                .distinct()
                .toList();
        List<String> given = names.stream().filter(arguments::has).toList();
        boolean either = call.routes().size() > 1
                && call.routes().stream().noneMatch(route -> route.ids().isEmpty());
        if (either && given.size() != 1) {
            throw arguments.wrong(
                    names.getFirst(),
                    "or " + names.getLast() + " must be given, and only one of them. " + words.places()
                            + " Nothing was sent.");
        }
        Map<String, String> ids = new LinkedHashMap<>();
        given.forEach(name -> ids.put(name, id(arguments, name)));
        return ids;
    }

    private static boolean isText(DirectCall call, String name) {
        return call.arguments().stream().anyMatch(each -> each.name().equals(name) && each.kind() == Kind.TEXT);
    }

    /** Returns an id, which must not be blank: an empty id would produce another path. */
    private String id(Arguments arguments, String field) {
        String id = arguments.required(field);
        if (id.isBlank()) {
            throw arguments.wrong(field, "is empty. " + words.noId() + "Nothing was sent.");
        }
        return id;
    }

    private void requireConfirmed(DirectCall call, Arguments arguments) {
        boolean asks = call.arguments().stream().anyMatch(each -> each.name().equals("confirm"));
        if (asks && !arguments.flag("confirm")) {
            throw new ToolFailure(
                    ToolProblem.CONFIRM_REQUIRED,
                    "this deletes in " + words.service() + words.forGood()
                            + ". Ask the user, then call again with confirm=true. Nothing was sent.");
        }
    }
}
