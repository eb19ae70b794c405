package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.trackingtime.json.Shape;
import dev.devledger.application.direct.NamedCall;
import dev.devledger.application.direct.NamedCall.Argument;
import dev.devledger.application.direct.NamedCall.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the table of calls: what is told of it, the requests that it takes, and what of their answer is shown. */
record Row(NamedCall call, Flow flow, Result result) {

    /**
     * @param shape null where it is enough to know that it was done
     * @param under the field of the data that has it; empty where the data is it
     */
    record Result(String name, boolean many, @Nullable Shape shape, String under) {
        Result under(String field) {
            return new Result(name, many, shape, field);
        }
    }

    static Result one(String name, Shape shape) {
        return new Result(name, false, shape, "");
    }

    static Result many(String name, Shape shape) {
        return new Result(name, true, shape, "");
    }

    static Result done() {
        return new Result("done", false, null, "");
    }

    /** One of those that are offered where nobody asks for all. */
    static Begun row(String name, Effect effect, String meaning) {
        return new Begun(name, effect, meaning, true, "", List.of());
    }

    static Begun more(String name, Effect effect, String meaning) {
        return new Begun(name, effect, meaning, false, "", List.of());
    }

    record Begun(String name, Effect effect, String meaning, boolean standard, String rest, List<Argument> arguments) {

        /** @param rest such as {@code GET /projects/{id}} */
        Begun at(String rest) {
            return new Begun(name, effect, meaning, standard, rest, arguments);
        }

        Begun taking(Argument... arguments) {
            return new Begun(name, effect, meaning, standard, rest, List.of(arguments));
        }

        Row by(Flow flow, Result result) {
            int space = rest.indexOf(' ');
            NamedCall.Route route = new NamedCall.Route(rest.substring(0, space), rest.substring(space + 1));
            NamedCall.Answers answers = new NamedCall.Answers(result.name(), result.many());
            return new Row(new NamedCall(name, meaning, effect, standard, route, arguments, answers), flow, result);
        }
    }
}
