package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls, and whether the account let the last one in. */
public final class WatchedCalls implements DirectCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DirectCalls calls;
    private volatile @Nullable String complaint;

    public WatchedCalls(DirectCalls calls) {
        this.calls = calls;
    }

    /** What a person has to do before any call can go well; empty where the last one did. */
    public Optional<String> complaint() {
        return Optional.ofNullable(complaint);
    }

    /** Asks whether there is an account, for whoever looks at the complaint. */
    public void look() {
        switch (calls.send(DirectRequest.of(TrackingTimeCalls.CONNECTION))) {
            case DirectReply.Json(var body) -> complaint = missing(JSON.readTree(body));
            case DirectReply.Away(var code, var detail) -> complaint = detail;
            default -> {}
        }
    }

    private static @Nullable String missing(JsonNode connection) {
        return connection.path("connected").asBoolean(false)
                ? null
                : connection.path("message").asString("");
    }

    @Override
    public List<DirectCall> all() {
        return calls.all();
    }

    @Override
    public List<DirectCall> table() {
        return calls.table();
    }

    /** That of the connection says what it finds, and is no call that went well. */
    @Override
    public DirectReply send(DirectRequest request) {
        DirectReply reply = calls.send(request);
        if (request.call().equals(TrackingTimeCalls.CONNECTION)) {
            return reply;
        }
        switch (reply) {
            case DirectReply.NotAuthorized(var detail) -> complaint = detail;
            case DirectReply.Away(var code, var detail) -> complaint = detail;
            case DirectReply.Json json -> complaint = null;
            case DirectReply.Made made -> complaint = null;
            default -> {}
        }
        return reply;
    }
}
