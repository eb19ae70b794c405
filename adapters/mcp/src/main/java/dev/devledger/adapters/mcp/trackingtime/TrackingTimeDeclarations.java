package dev.devledger.adapters.mcp.trackingtime;

import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.direct.NamedCall;
import dev.devledger.application.direct.NamedCall.Argument;
import dev.devledger.application.direct.NamedCall.Effect;
import dev.devledger.domain.access.Scope;
import java.util.List;

/** How the tools look from outside. Their names and arguments are those that users of TrackingTime's tools know. */
final class TrackingTimeDeclarations {
    private static final Scope SCOPE = Scope.straightTo("trackingtime");

    /** Ours, and of those that make something. */
    static final String KEY = "idempotency_key";

    private static final int LONGEST = 10_000;
    private static final int MOST = 500;

    private TrackingTimeDeclarations() {}

    static Declaration of(NamedCall call) {
        Schema input = fields(call.arguments());
        return new Declaration(
                call.name(),
                "TrackingTime: " + call.name().replaceFirst("^tt_", "").replace('_', ' '),
                call.meaning(),
                Toolset.TRACKINGTIME,
                hints(call.effect()),
                SCOPE,
                call.effect() == Effect.ADDS ? input.and(KEY, Schema.text(64)) : input,
                output(call.answers()));
    }

    private static Hints hints(Effect effect) {
        return switch (effect) {
            case READS -> Hints.READS.openWorldToo();
            case ADDS -> Hints.ADDS.openWorldToo();
            case SETS -> Hints.SETS.openWorldToo();
            case REMOVES -> new Hints(false, true, true, true);
            case DELETES -> new Hints(false, true, false, true);
        };
    }

    private static Schema fields(List<Argument> arguments) {
        Schema fields = Schema.closed();
        for (Argument each : arguments) {
            Schema schema = schema(each);
            fields = fields.and(each.name(), each.meaning().isEmpty() ? schema : schema.described(each.meaning()));
        }
        String[] needed = arguments.stream()
                .filter(Argument::required)
                .map(Argument::name)
                .toArray(String[]::new);
        return needed.length == 0 ? fields : fields.requiring(needed);
    }

    private static Schema schema(Argument argument) {
        return switch (argument.kind()) {
            case TEXT -> text(argument);
            case WHOLE -> Schema.number();
            case DECIMAL -> Schema.decimal();
            case FLAG -> Schema.flag();
            case WHOLES -> Schema.some(Schema.number(), MOST);
            case OBJECTS -> Schema.list(fields(argument.fields()), MOST);
        };
    }

    private static Schema text(Argument argument) {
        if (!argument.words().isEmpty()) {
            return Schema.oneOf(argument.words().toArray(String[]::new));
        }
        return argument.least() > 0 ? Schema.text(argument.least(), LONGEST) : Schema.text(LONGEST);
    }

    private static Schema output(NamedCall.Answers answers) {
        String name = answers.name();
        if (name.equals("done")) {
            return Schema.open(name, Schema.flag()).requiring(name);
        }
        return answers.many()
                ? open(name, Schema.list(Schema.object())).requiring(name)
                : open(name, Schema.object()); // where there is nothing, there is no such field
    }

    private static Schema open(String name, Schema told) {
        return Schema.open(name, told, "truncated", Schema.flag(), "hint", Schema.text());
    }
}
