package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.json.Shape;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.NamedCall;
import dev.devledger.application.direct.NamedCalls;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** TrackingTime's calls. Nothing leaves here but what a {@link Shape} lets through. */
public final class TrackingTimeCalls implements NamedCalls {
    private static final List<Row> TABLE = Stream.of(
                    ProjectRows.ALL, TaskRows.ALL, EntryRows.ALL, PeopleRows.ALL, NamedRows.ALL, AroundRows.ALL)
            .flatMap(List::stream)
            .toList();

    private final Map<String, Row> rows;
    private final Requests requests;
    private final Accounts accounts;

    /**
     * @param home the zone of times that do not say theirs
     * @param all also those calls that are not standard
     */
    public TrackingTimeCalls(TrackingTimeClient client, ZoneId home, InstantSource clock, boolean all) {
        this.rows = offered(all)
                .collect(Collectors.toMap(
                        row -> row.call().name(),
                        row -> row,
                        (one, twin) -> {
                            throw new IllegalStateException(
                                    "Two calls are called " + one.call().name());
                        },
                        LinkedHashMap::new));
        this.requests = new Requests(client, home, clock);
        this.accounts = new Accounts(requests);
    }

    private static Stream<Row> offered(boolean all) {
        return TABLE.stream().filter(row -> all || row.call().standard());
    }

    /** The same calls, where there is nobody to ask. */
    static List<NamedCall> table(boolean all) {
        return offered(all).map(Row::call).toList();
    }

    @Override
    public List<NamedCall> all() {
        return rows.values().stream().map(Row::call).toList();
    }

    @Override
    public DirectReply send(String name, String arguments) {
        Row row = Objects.requireNonNull(rows.get(name), name);
        try {
            ObjectNode checked = ArgumentCheck.checked(row.call().arguments(), arguments);
            accounts.requireChosen(row);
            return reply(row, row.flow().run(requests, checked));
        } catch (NotDone no) {
            return isMissing(row, no.reply())
                    ? new DirectReply.NotFound("500", ((DirectReply.WrongValue) no.reply()).detail())
                    : no.reply();
        }
    }

    @Override
    public DirectReply connection() {
        return accounts.connection();
    }

    /** Of a read of one thing, the refusal that says nothing means that there is none, or none for this person. */
    private static boolean isMissing(Row row, DirectReply.No reply) {
        return reply instanceof DirectReply.WrongValue
                && row.call().effect() == NamedCall.Effect.READS
                && row.call().route().path().contains("{");
    }

    private static DirectReply reply(Row row, Flow.Told told) {
        ObjectNode answer = Requests.object();
        Shape shape = row.result().shape();
        if (shape == null) {
            answer.put("done", true);
        } else {
            answer.set(row.result().name(), shown(row.result(), shape, told.data()));
        }
        if (!told.hint().isEmpty()) {
            answer.put("truncated", true).put("hint", told.hint());
        }
        if (!told.note().isEmpty()) {
            answer.put("note", told.note());
        }
        String id = answer.path(row.result().name()).path("id").asString("");
        return row.call().effect() == NamedCall.Effect.ADDS && !id.isEmpty()
                ? new DirectReply.Made(id, answer.toString())
                : new DirectReply.Json(answer.toString());
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
