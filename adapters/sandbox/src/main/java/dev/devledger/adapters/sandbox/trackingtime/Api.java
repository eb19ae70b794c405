package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.kernel.DeliveryQueue;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.CallTable.Answer;
import dev.devledger.adapters.sandbox.trackingtime.CallTable.Call;
import dev.devledger.adapters.sandbox.trackingtime.GateFilter.Envelope;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.people.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.work.Timer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All calls of the API. Every caller has shown a password. */
public record Api(
        PeopleCalls peopleCalls,
        WorkCalls workCalls,
        EntryCalls entryCalls,
        People people,
        Timer timer,
        TrackingTimeBehaviour circumstances,
        DeliveryQueue deliveries) {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final ParameterizedTypeReference<MultiValueMap<String, String>> FORM =
            new ParameterizedTypeReference<>() {};
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8");
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");

    public RouterFunction<ServerResponse> routes() {
        CallTable table = new CallTable()
                .with(peopleCalls.table())
                .with(workCalls.table())
                .with(entryCalls.table());
        return RouterFunctions.route(RequestPredicates.path(PagePaths.API + "/**"), request -> handle(table, request));
    }

    private ServerResponse handle(CallTable table, ServerRequest request) throws IOException, ServletException {
        List<String> path = path(request);
        boolean csv = false;
        try {
            timer.stopDue();
            Optional<Long> account = Optional.empty();
            if (CallTable.isNumber(path.getFirst())) account = Optional.of(Long.valueOf(path.removeFirst()));
            csv = path.equals(List.of("events", "export"));
            Caller caller =
                    people.caller((Long) request.attribute(GateFilter.USER).orElseThrow(), account);
            List<CallTable.Row> rows = table.fitting(path);
            if (rows.isEmpty()) throw new Refusal(400, "/" + String.join("/", path) + " doesn't exist");
            Optional<CallTable.Row> row = rows.stream()
                    .filter(each -> each.verbs().contains(request.method().name()))
                    .findFirst();
            return row.isEmpty() ? wrongVerb() : answer(row.get(), new Call(caller, ids(path), given(request)));
        } catch (Refusal refusal) {
            JsonNode data = circumstances.has(TrackingTimeHabit.ERRORS_WITH_A_LIST) ? Json.array() : Json.object();
            return json(Envelope.of(refusal.status(), refusal.message(), data), csv ? CSV : MediaType.APPLICATION_JSON);
        } catch (RuntimeException failure) {
            LOG.warn("The TrackingTime sandbox could not answer", failure);
            return json(Envelope.of(500, "null", Json.object()), MediaType.APPLICATION_JSON);
        }
    }

    private static List<String> path(ServerRequest request) {
        String path = request.path().substring(PagePaths.API.length());
        return new ArrayList<>(Arrays.stream(path.split("/", -1))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    private static List<Long> ids(List<String> path) {
        return path.stream().filter(CallTable::isNumber).map(Long::valueOf).toList();
    }

    /** Reads the parameters of the address, and the body: a form with any HTTP method, or JSON. */
    private static RequestFields given(ServerRequest request) throws IOException, ServletException {
        ObjectNode given = Json.object();
        request.params().toSingleValueMap().forEach(given::put);
        boolean form = request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_FORM_URLENCODED::isCompatibleWith)
                .isPresent();
        if (form) {
            request.body(FORM).toSingleValueMap().forEach(given::put);
            return new RequestFields(given, false);
        }
        String body = new String(request.servletRequest().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (body.isBlank()) return new RequestFields(given, false);
        JsonNode json = RequestFields.tree(body);
        if (json instanceof ObjectNode object) given.setAll(object);
        else given.set("data", json);
        return new RequestFields(given, true);
    }

    private ServerResponse answer(CallTable.Row row, Call call) {
        Answer answer = row.writes()
                ? people.things().database().change(() -> row.deed().of(call))
                : row.deed().of(call);
        if (row.writes()) deliveries.ring();
        return switch (answer) {
            case Answer.Csv csv ->
                ServerResponse.ok().contentType(CSV).body(csv.text().getBytes(StandardCharsets.UTF_8));
            case Answer.Data data -> {
                ObjectNode envelope = Envelope.of(data.data()).setAll(data.beside());
                if (circumstances.has(TrackingTimeHabit.IDS_ARE_TEXTS)) idsAsTexts(envelope);
                yield json(envelope, MediaType.APPLICATION_JSON);
            }
        };
    }

    private static void idsAsTexts(JsonNode node) {
        node.forEach(Api::idsAsTexts);
        if (node instanceof ObjectNode object)
            for (String field : List.copyOf(object.propertyNames()))
                if (field.matches("(.*_)?id|[a-z]+id") && object.path(field).isIntegralNumber())
                    object.put(field, object.path(field).asString());
    }

    private static ServerResponse json(ObjectNode envelope, MediaType type) {
        return ServerResponse.ok().contentType(type).body(envelope.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ServerResponse wrongVerb() {
        return ServerResponse.status(circumstances.wrongVerbStatus())
                .contentType(HTML)
                .body("<!doctype html><html><body><h1>TrackingTime</h1></body></html>"
                        .getBytes(StandardCharsets.UTF_8));
    }
}
