package dev.devledger.adapters.services.kernel;

import dev.devledger.application.connection.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.AuthorizationServer.Grant;
import dev.devledger.application.connection.OAuthService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What the token endpoint says. It may answer an HTML page where JSON belongs. */
final class TokenAnswers {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // half an answer and an error page are no answer
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Whatever may be a header, and nothing else. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final OAuthService service;
    private final InstantSource clock;

    TokenAnswers(OAuthService service, InstantSource clock) {
        this.service = service;
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
            return new Grant.NoAnswer(service.title() + " answered " + status + named + ".");
        }
        if (status >= 300 && status < 400) {
            return new Grant.Refused(service.title() + " redirected the request (" + status
                    + "), and Devledger sends no secret to another address; check " + service.setting("token-url")
                    + ".");
        }
        return switch (error) {
            case "invalid_grant" ->
                new Grant.Refused(service.title() + " no longer accepts the code (invalid_grant); connect again.");
            case "invalid_client", "unauthorized_client" -> notKnown(status, named);
            default ->
                status == 401
                        ? notKnown(status, named)
                        : new Grant.Refused(service.title() + " refused to connect (" + status + named + ").");
        };
    }

    private Grant notKnown(int status, String named) {
        return new Grant.Refused(service.title() + " does not know this client id, or the secret is wrong (" + status
                + named + "); check " + service.setting("client-id") + " and " + service.setting("client-secret")
                + ".");
    }

    private Grant granted(JsonNode json) {
        String token = json.path("access_token").asString("");
        if (!TOKEN.matcher(token).matches()) {
            return new Grant.Refused(
                    service.title() + "'s answer contains no token; check " + service.setting("token-url") + ".");
        }
        String renewal = json.path("refresh_token").asString("");
        boolean renewable =
                service.tokens().renewable() && TOKEN.matcher(renewal).matches();
        return new Grant.Granted(new AccessToken(token, renewable ? renewal : null, end(json.path("expires_in"))));
    }

    private @Nullable Instant end(JsonNode expiresIn) {
        long seconds = expiresIn.asLong(0);
        boolean isTold = seconds > 0 && seconds <= LONGEST.toSeconds();
        Duration lifetime =
                isTold ? Duration.ofSeconds(seconds) : service.tokens().lifetime();
        return lifetime == null ? null : clock.instant().plus(lifetime);
    }

    /** Never with the parser's words: they may quote the answer. */
    private static JsonNode json(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
