package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.NamedCall;
import dev.devledger.application.direct.NamedCalls;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls, and whether the account let the last one in. */
public final class WatchedCalls implements NamedCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NamedCalls calls;
    private volatile @Nullable String complaint;

    public WatchedCalls(NamedCalls calls) {
        this.calls = calls;
    }

    /** What a person has to do before any call can go well; empty where the last one did. */
    public Optional<String> complaint() {
        return Optional.ofNullable(complaint);
    }

    /** Asks whether there is an account, for whoever looks at the complaint. */
    public void look() {
        switch (calls.connection()) {
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
    public List<NamedCall> all() {
        return calls.all();
    }

    @Override
    public DirectReply send(String name, String arguments) {
        DirectReply reply = calls.send(name, arguments);
        switch (reply) {
            case DirectReply.NotAuthorized(var detail) -> complaint = detail;
            case DirectReply.Away(var code, var detail) -> complaint = detail;
            case DirectReply.Json json -> complaint = null;
            case DirectReply.Made made -> complaint = null;
            default -> {}
        }
        return reply;
    }

    @Override
    public DirectReply connection() {
        return calls.connection();
    }
}
