package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PagePaths;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.MemoryCallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.direct.TrackingTimeCalls;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The connector's calls against the sandbox, over real HTTP. JSON may be written with single quotes. */
abstract class ClientOnTrackingTime extends OnTrackingTime {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final HttpLimits LIMITS = new HttpLimits(PATIENT, PATIENT, PATIENT, PATIENT.plusMillis(500));

    /** Each has its own limit of calls. */
    private final TrackingTimeClient client = client(TrackingTimeServer.OWNER, String.valueOf(People.SANDBOX));

    final DirectCalls calls = of(client);

    static TrackingTimeClient client(String password, String account) {
        return new TrackingTimeClient(
                new ClientLimits(LIMITS, "off", "1.2"),
                ServiceAccount.of(
                                base -> Optional.of(URI.create(TrackingTimeServer.URL + PagePaths.API)),
                                () -> Optional.of(password))
                        .with(Optional.of(account).filter(id -> !id.isEmpty())),
                new CallBudget("off", LIMITS.call(), new MemoryCallBudget(System::nanoTime), System::nanoTime),
                tries -> 0L);
    }

    /** All of them, with the sandbox's own zone as that of times that do not say theirs. */
    static DirectCalls of(TrackingTimeClient client) {
        return TrackingTimeCalls.of(client, TrackingTimeServer.ZONE, () -> Instant.parse(NOON), true);
    }

    /** All of them, of a server in another zone. */
    DirectCalls in(ZoneId zone) {
        return TrackingTimeCalls.of(client, zone, () -> Instant.parse(NOON), true);
    }

    @AfterEach
    void close() {
        client.close();
        assertThat(control.get("/requests").body())
                .as("who calls says so with each call")
                .doesNotContain("without a user agent");
    }

    DirectReply send(String name, String arguments) {
        return calls.send(DirectRequest.of(name).saying(arguments.replace('\'', '"')));
    }

    JsonNode yes(String name, String arguments) {
        return json(send(name, arguments));
    }

    static JsonNode json(DirectReply reply) {
        return switch (reply) {
            case DirectReply.Json(var body) -> JSON.readTree(body);
            case DirectReply.Made(var place, var body) -> JSON.readTree(body);
            case DirectReply other -> throw new AssertionError(other.toString());
        };
    }

    <T extends DirectReply> T no(String name, String arguments, Class<T> kind) {
        DirectReply reply = send(name, arguments);
        assertThat(reply).as(name).isInstanceOf(kind);
        return kind.cast(reply);
    }

    void fault(String fault, String path) {
        control.post("", "{'fault': '" + fault + "', 'times': 1, 'path': '" + path + "'}");
    }
}
