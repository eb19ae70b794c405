package dev.devledger.adapters.mcp.direct;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.Consent;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.IdempotencyStore.IdempotentCalls;
import dev.devledger.domain.shared.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools of a service: one tool for each of the service's calls that has a title. */
public record DirectTools(DirectWords words, DirectCalls calls, DirectTools.IdempotentDirectWrites orders) {
    /** The arguments that the tools add to the service's own. */
    private static final List<String> OURS =
            List.of(DirectDeclarations.KEY, "reason", Consent.ARGUMENT, "clear", "team_id");

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
        Supplier<String> work = () -> words.json(calls.send(request(call, asked)));
        return call.effect() == Effect.READS
                ? new IdempotentCalls.Done(work.get(), false)
                : orders.run(asked, work, failure -> !call.effect().isOnce() || DirectWords.nothingWasDone(failure));
    }

    private DirectRequest request(DirectCall call, ToolCall asked) {
        requireConfirmed(call, asked);
        Arguments arguments = asked.arguments();
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

    /** Requires that the call says that the person agreed, or asks the person where that can be done. */
    private void requireConfirmed(DirectCall call, ToolCall asked) {
        boolean asks = call.arguments().stream().anyMatch(each -> each.name().equals(Consent.ARGUMENT));
        if (!asks || asked.arguments().flag(Consent.ARGUMENT)) {
            return;
        }
        String harm = "this deletes in " + words.service() + words.forGood() + ".";
        if (!asked.consent().asks()) {
            throw new ToolFailure(
                    ToolProblem.CONFIRM_REQUIRED,
                    harm + " Ask the user, then call again with confirm=true. Nothing was sent.");
        }
        asked.requireConsent("T" + harm.substring(1), List.of(asked.arguments().json()));
    }

    /** Calls a service, and turns the service's JSON into an answer. */
    public record DirectTool(Declaration declaration, Ask ask, Answer answer) implements Tool {

        public interface Ask {
            IdempotentCalls.Done of(ToolCall call);
        }

        public interface Answer {
            ToolAnswer to(String json);
        }

        @Override
        public ToolAnswer call(ToolCall call) {
            IdempotentCalls.Done done = ask.of(call);
            ToolAnswer shown = answer.to(done.answer());
            return done.replayed() ? shown.replayed() : shown;
        }
    }

    /** Sends a change to a service, once for each idempotency key. */
    public record IdempotentDirectWrites(IdempotentCalls once) {
        private static final Logger LOG = LoggerFactory.getLogger(IdempotentDirectWrites.class);

        public IdempotentDirectWrites(ToolPorts ports) {
            this(new IdempotentCalls(ports.idempotencyStore()));
        }

        /** Sends the change and logs its reason, as the change bypasses the ledger and no event has the reason. */
        public IdempotentCalls.Done run(ToolCall call, Supplier<String> work, Predicate<RuntimeException> frees) {
            IdempotencyKey key = CallKey.of(call);
            IdempotentCalls.Done done =
                    key == null ? new IdempotentCalls.Done(work.get(), false) : once(call, key, work, frees);
            if (!done.replayed()) {
                LOG.info(
                        "{} by {}: {}",
                        call.tool(),
                        call.caller().actor(),
                        call.arguments().text("reason", "no reason given"));
            }
            return done;
        }

        private IdempotentCalls.Done once(
                ToolCall call, IdempotencyKey key, Supplier<String> work, Predicate<RuntimeException> frees) {
            try {
                return once.run(key, work, frees);
            } catch (Rejection refused) {
                throw CallKey.inWordsOfTool(refused, call);
            }
        }
    }

    /** Builds the declarations of the tools from the definitions of a service's calls. */
    static final class DirectDeclarations {
        /** The argument of calls that create an object; some calls declare the argument themselves. */
        static final String KEY = "idempotency_key";

        private DirectDeclarations() {}

        static Declaration of(DirectWords words, DirectCall call) {
            Schema input = fields(Schema.closed(), call.arguments());
            boolean hasKey =
                    call.arguments().stream().anyMatch(each -> each.name().equals(KEY));
            return new Declaration(
                    call.name(),
                    words.service() + ": " + call.title(),
                    call.meaning(),
                    words.toolset(),
                    hints(call.effect()),
                    Scope.straightTo(words.name()),
                    call.effect() == Effect.ADDS && !hasKey ? input.and(KEY, Schema.text(64)) : input,
                    fields(Schema.open(), call.answers()));
        }

        private static Hints hints(Effect effect) {
            return switch (effect) {
                case READS -> Hints.READS.openWorldToo();
                case ADDS -> Hints.ADDS.openWorldToo();
                case ADVANCES, SETS -> Hints.SETS.openWorldToo();
                case REMOVES -> new Hints(false, true, true, true);
                case DELETES -> new Hints(false, true, false, true);
            };
        }

        private static Schema fields(Schema of, List<Argument> arguments) {
            Schema fields = of;
            for (Argument each : arguments) {
                fields = fields.and(each.name(), told(each));
            }
            String[] needed = arguments.stream()
                    .filter(Argument::required)
                    .map(Argument::name)
                    .toArray(String[]::new);
            return needed.length == 0 ? fields : fields.requiring(needed);
        }

        private static Schema told(Argument argument) {
            Object otherwise = argument.otherwise();
            Schema schema =
                    otherwise == null ? schema(argument) : schema(argument).orElse(otherwise);
            return argument.meaning().isEmpty() ? schema : schema.described(argument.meaning());
        }

        private static Schema schema(Argument argument) {
            return switch (argument.kind()) {
                case TEXT -> text(argument);
                case WHOLE -> whole(argument);
                case DECIMAL -> Schema.decimal();
                case FLAG -> Schema.flag();
                case LIST -> list(schema(argument.fields().getFirst()), argument);
                case OBJECT -> fields(Schema.closed(), argument.fields());
                case OPEN -> argument.fields().isEmpty() ? Schema.object() : fields(Schema.open(), argument.fields());
            };
        }

        private static Schema text(Argument argument) {
            if (!argument.words().isEmpty()) {
                return Schema.oneOf(argument.words().toArray(String[]::new));
            }
            if (argument.most() == 0) {
                return Schema.text();
            }
            return argument.least() > 0 ? Schema.text(argument.least(), argument.most()) : Schema.text(argument.most());
        }

        private static Schema whole(Argument argument) {
            if (!argument.words().isEmpty()) {
                return Schema.numberOf(
                        argument.words().stream().map(Integer::valueOf).toArray(Integer[]::new));
            }
            return argument.most() == 0 ? Schema.number() : Schema.number(argument.least(), argument.most());
        }

        private static Schema list(Schema each, Argument argument) {
            if (argument.most() == 0) {
                return Schema.list(each);
            }
            return argument.least() > 0 ? Schema.some(each, argument.most()) : Schema.list(each, argument.most());
        }
    }
}
