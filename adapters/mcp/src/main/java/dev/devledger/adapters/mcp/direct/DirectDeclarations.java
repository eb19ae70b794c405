package dev.devledger.adapters.mcp.direct;

import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import java.util.List;

/** Builds the declarations of the tools from the definitions of a service's calls. */
final class DirectDeclarations {
    /** The argument of calls that create an object; some calls declare the argument themselves. */
    static final String KEY = "idempotency_key";

    private DirectDeclarations() {}

    static Declaration of(DirectWords words, DirectCall call) {
        Schema input = fields(Schema.closed(), call.arguments());
        boolean hasKey = call.arguments().stream().anyMatch(each -> each.name().equals(KEY));
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
        Schema schema = otherwise == null ? schema(argument) : schema(argument).orElse(otherwise);
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
