package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.CallBudget.CallsOff;
import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.json.Shape;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectRequest;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * TrackingTime's calls. Nothing leaves here but what a {@link Shape} lets through.
 *
 * @param all whether those that are not standard are offered, too
 */
public record TrackingTimeCalls(Requests requests, Accounts accounts, boolean all) {
    static final String CONNECTION = "tt_connection";

    private static final List<CallTable.Row<TrackingTimeCalls>> TABLE = Stream.of(
                    ProjectRows.ALL,
                    TaskRows.ALL,
                    EntryRows.ALL,
                    PeopleRows.ALL,
                    NamedRows.ALL,
                    AroundRows.ALL,
                    List.of(connection()))
            .flatMap(List::stream)
            .toList();

    /** @param home the zone of times that do not say theirs */
    public static DirectCalls of(TrackingTimeClient client, ZoneId home, InstantSource clock, boolean all) {
        Requests requests = new Requests(client, home, clock);
        return new CallTable<>(TABLE, all, new TrackingTimeCalls(requests, new Accounts(requests), all));
    }

    /** The same calls, where there is nobody to ask. */
    public static DirectCalls off(boolean all) {
        return CallsOff.of(CallTable.calls(TABLE), all, "TrackingTime is off. " + DirectNo.CONNECT);
    }

    private static CallTable.Row<TrackingTimeCalls> connection() {
        return new CallTable.Row<>(
                DirectCall.of(
                                CONNECTION,
                                "",
                                Effect.READS,
                                "Whether an account is connected, whose it is, and which accounts the password opens.")
                        .at(Route.of("GET /connection")),
                (calls, request) -> calls.accounts.connection());
    }

    DirectReply answer(DirectCall call, Flow flow, Row.Result result, DirectRequest request) {
        try {
            ObjectNode checked = ArgumentCheck.checked(call.arguments(), request);
            accounts.requireChosen(call);
            return reply(call, result, flow.run(requests, checked));
        } catch (NotDone no) {
            if (no.reply() instanceof DirectReply.WrongValue wrong && isOfOneThing(call)) {
                return new DirectReply.NotFound("500", wrong.detail());
            }
            throw no;
        }
    }

    /** Of a read of one thing, the refusal that says nothing means that there is none, or none for this person. */
    private static boolean isOfOneThing(DirectCall call) {
        return call.effect() == Effect.READS && !call.routes().getFirst().ids().isEmpty();
    }

    private DirectReply reply(DirectCall call, Row.Result result, Flow.Told told) {
        ObjectNode answer = Requests.object();
        Shape shape = result.shape();
        if (shape == null) {
            answer.put("done", true);
        } else {
            answer.set(result.name(), shown(result, shape, told.data()));
        }
        if (!told.hint().isEmpty()) {
            answer.put("truncated", true).put("hint", told.hint());
        }
        if (!told.note().isEmpty()) {
            answer.put("note", told.note());
        }
        String id = answer.path(result.name()).path("id").asString("");
        return call.effect() == Effect.ADDS && !id.isEmpty()
                ? new DirectReply.Made(place(call, id), answer.toString())
                : new DirectReply.Json(answer.toString());
    }

    private String place(DirectCall call, String id) {
        String path = call.routes().getFirst().path();
        boolean readable = TABLE.stream()
                .map(CallTable.Row::call)
                .filter(each -> all || each.standard())
                .map(each -> each.routes().getFirst())
                .anyMatch(each -> each.method().equals("GET") && each.path().equals(path + "/{id}"));
        return readable ? path + "/" + id : "";
    }

    private static JsonNode shown(Row.Result result, Shape shape, JsonNode data) {
        JsonNode told = result.under().isEmpty() ? data : data.path(result.under());
        if (result.many()) {
            return shape.all(Requests.list(told));
        }
        JsonNode one = told.isArray() ? told.path(0) : told; // some answers hold the one thing in a list
        boolean nothing = one.isMissingNode() || one.isNull() || one.isArray() || (one.isObject() && one.isEmpty());
        return nothing ? Requests.nothing() : shape.of(one);
    }
}
