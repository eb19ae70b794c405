package dev.devledger.adapters.ticktick.oauth;

import dev.devledger.adapters.ticktick.json.Wire;
import dev.devledger.application.connection.AccessToken;
import dev.devledger.application.connection.AuthorizationServer.Grant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What the token endpoint says. It may answer an HTML page where JSON belongs (docs/ticktick.md, section 1). */
final class TokenAnswers {
    /** Whatever may be a header, and nothing else. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final InstantSource clock;

    TokenAnswers(InstantSource clock) {
        this.clock = clock;
    }

    Grant read(int status, String body) {
        JsonNode json = json(body);
        if (status >= 200 && status < 300) {
            return granted(json);
        }
        String error = json.path("error").asString("");
        String named = ERROR.matcher(error).matches() ? " " + error : "";
        if (status == 429 || status >= 500) {
            return new Grant.NoAnswer("TickTick answered " + status + named + ".");
        }
        if (status >= 300 && status < 400) {
            return new Grant.Refused("TickTick redirected the request (" + status
                    + "), and Devledger sends no secret to another address; check devledger.ticktick.token-url.");
        }
        return switch (error) {
            case "invalid_grant" ->
                new Grant.Refused("TickTick no longer accepts the code (invalid_grant); connect again.");
            case "invalid_client", "unauthorized_client" -> notKnown(status, named);
            default ->
                status == 401
                        ? notKnown(status, named)
                        : new Grant.Refused("TickTick refused to connect (" + status + named + ").");
        };
    }

    private static Grant notKnown(int status, String named) {
        return new Grant.Refused("TickTick does not know this client id, or the secret is wrong (" + status + named
                + "); check devledger.ticktick.client-id and devledger.ticktick.client-secret.");
    }

    private Grant granted(JsonNode json) {
        String token = json.path("access_token").asString("");
        if (!TOKEN.matcher(token).matches()) {
            return new Grant.Refused("TickTick's answer contains no token; check devledger.ticktick.token-url.");
        }
        String renewal = json.path("refresh_token").asString("");
        return new Grant.Granted(new AccessToken(
                token, TOKEN.matcher(renewal).matches() ? renewal : null, end(json.path("expires_in"))));
    }

    private @Nullable Instant end(JsonNode expiresIn) {
        long seconds = expiresIn.asLong(0);
        return seconds <= 0 || seconds > LONGEST.toSeconds()
                ? null
                : clock.instant().plusSeconds(seconds);
    }

    /** Never with the parser's words: they may quote the answer. */
    private static JsonNode json(String body) {
        try {
            JsonNode json = Wire.JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
