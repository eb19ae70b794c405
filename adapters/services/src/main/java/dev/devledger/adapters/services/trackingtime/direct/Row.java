package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.Arguments;
import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.trackingtime.json.Shape;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Body;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import org.jspecify.annotations.Nullable;

/** The first half of a row of the table of calls: what is told of it. */
record Row(DirectCall call) {

    /**
     * What of an answer is shown.
     *
     * @param shape null where it is enough to know that it was done
     * @param under the field of the data that has it; empty where the data is it
     */
    record Result(String name, boolean many, @Nullable Shape shape, String under) {
        Result under(String field) {
            return new Result(name, many, shape, field);
        }

        /** Where there is nothing, there is no such field. */
        private Argument[] told() {
            if (shape == null) {
                return new Argument[] {Arguments.flag(name).needed()};
            }
            return new Argument[] {
                many ? Arguments.objects(name).needed() : Arguments.object(name),
                Arguments.flag("truncated"),
                Arguments.text("hint")
            };
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
    static Row row(String name, Effect effect, String meaning) {
        String title = name.replaceFirst("^tt_", "").replace('_', ' ');
        return new Row(DirectCall.of(name, title, effect, meaning));
    }

    static Row more(String name, Effect effect, String meaning) {
        return new Row(row(name, effect, meaning).call.rare());
    }

    /** @param rest such as {@code GET /projects/{id}} */
    Row at(String rest) {
        Route route = Route.of(rest).filtered();
        return new Row(call.at(route.body() == Body.NONE ? route : route.with(Body.OPTIONAL)));
    }

    Row taking(Argument... arguments) {
        return new Row(call.taking(arguments));
    }

    CallTable.Row<TrackingTimeCalls> by(Flow flow, Result result) {
        DirectCall told = call.telling(result.told());
        return new CallTable.Row<>(told, (calls, request) -> calls.answer(told, flow, result, request));
    }
}
