package dev.devledger.adapters.services.kernel;

import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.OAuthService.AuthorizationServer;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.Grant;
import dev.devledger.application.connection.OAuthService.TokenRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The OAuth of one service. Each request is sent once, and redirects are not followed. Only the name of an error is
 * shown, as the rest of the answer could contain a secret.
 */
public final class OAuthClient implements AuthorizationServer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthClient.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long LONGEST_ANSWER = 4L << 20;
    private final OAuthService service;
    private final HttpUrl authorizeUrl;
    private final TokenRequests requests;
    private final TokenAnswers answers;
    private final OkHttpClient http;

    /**
     * @param limit the longest wait for an answer
     * @throws IllegalArgumentException if an address of the service is not an HTTP URL
     */
    public OAuthClient(OAuthService service, Duration limit, InstantSource clock) {
        this.service = service;
        this.authorizeUrl = url("authorize-url", service.authorizeUrl());
        this.requests =
                new TokenRequests(service, url("token-url", service.tokens().url()));
        this.answers = new TokenAnswers(service, clock);
        this.http = new HttpLimits(CONNECT, limit, limit, limit.plus(CONNECT))
                .http()
                .build();
    }

    private static HttpUrl url(String what, URI uri) {
        HttpUrl url = HttpUrl.get(uri);
        if (url == null) {
            throw new IllegalArgumentException("the " + what + " " + uri + " is no address that starts with https://");
        }
        return url;
    }

    @Override
    public OAuthService service() {
        return service;
    }

    @Override
    public URI page(String state, String challenge, URI back) {
        HttpUrl.Builder page = authorizeUrl
                .newBuilder()
                .addQueryParameter("client_id", requests.clientId())
                .addQueryParameter("state", state)
                .addQueryParameter("redirect_uri", back.toString())
                .addQueryParameter("response_type", "code");
        requests.scope().forEach(page::addQueryParameter);
        if (service.pkce()) {
            page.addQueryParameter("code_challenge", challenge).addQueryParameter("code_challenge_method", "S256");
        }
        return page.build().uri();
    }

    @Override
    public Grant exchange(String code, String verifier, URI back) {
        return ask(requests.code(code, verifier, back));
    }

    @Override
    public Grant renew(String renewal) {
        return ask(requests.renewal(renewal));
    }

    private Grant ask(Request request) {
        try (Response response = http.newCall(request).execute()) {
            LOG.debug("The token endpoint of {} answered {}", service.title(), response.code());
            return answers.read(
                    response.code(),
                    RemoteHttp.text(response.body().source(), LONGEST_ANSWER).orElse(""));
        } catch (IOException e) {
            return new Grant.NoAnswer(service.title() + " did not answer: " + RemoteHttp.plain(e.getMessage()));
        }
    }

    @Override
    public void close() {
        RemoteHttp.close(http);
    }

    /** Reads answers of the token endpoint, which may be an HTML page instead of JSON. */
    record TokenAnswers(OAuthService service, InstantSource clock) {
        static final JsonMapper JSON = JsonMapper.builder()
                .enable(
                        DeserializationFeature
                                .FAIL_ON_TRAILING_TOKENS) // half an answer or an error page does not count
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();

        /** The characters that an HTTP header allows. */
        private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

        private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");
        private static final Duration LONGEST = Duration.ofDays(3650);

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
            return new Grant.Refused(service.title() + " does not know this client id, or the secret is wrong ("
                    + status
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

        /** Parses JSON. Errors do not show the parser's message, which may quote the answer. */
        private static JsonNode json(String body) {
            try {
                JsonNode json = JSON.readTree(body);
                return json == null ? MissingNode.getInstance() : json;
            } catch (JacksonException notJson) {
                return MissingNode.getInstance();
            }
        }
    }

    /**
     * Builds requests to the token endpoint, with only the parameters that the service accepts: some services refuse
     * any other parameter.
     */
    record TokenRequests(OAuthService service, HttpUrl url) {
        private static final MediaType JSON = MediaType.get("application/json");

        Request code(String code, String verifier, URI back) {
            Map<String, String> parameters = grant("authorization_code");
            parameters.put("code", code);
            if (!isBare()) {
                parameters.put("redirect_uri", back.toString());
            }
            if (service.pkce()) {
                parameters.put("code_verifier", verifier);
            }
            return request(parameters);
        }

        Request renewal(String renewal) {
            Map<String, String> parameters = grant("refresh_token");
            parameters.put("refresh_token", renewal);
            return request(parameters);
        }

        private Map<String, String> grant(String type) {
            Map<String, String> parameters = new LinkedHashMap<>();
            if (!isBare()) {
                parameters.put("grant_type", type);
                parameters.putAll(scope());
            }
            return parameters;
        }

        Map<String, String> scope() {
            return service.scopes().isEmpty() ? Map.of() : Map.of("scope", String.join(" ", service.scopes()));
        }

        private boolean isBare() {
            return service.tokens().request() == TokenRequest.JSON;
        }

        private Request request(Map<String, String> parameters) {
            Request.Builder request = new Request.Builder().url(url).header("Accept", "application/json");
            String secret = service.application().clientSecret();
            if (secret != null && service.tokens().request() == TokenRequest.BASIC) {
                request.header("Authorization", Credentials.basic(clientId(), secret, StandardCharsets.UTF_8));
            } else {
                parameters.put("client_id", clientId());
                if (secret != null) {
                    parameters.put("client_secret", secret);
                }
            }
            return request.post(isBare() ? json(parameters) : form(parameters)).build();
        }

        private static RequestBody json(Map<String, String> parameters) {
            return RequestBody.create(TokenAnswers.JSON.writeValueAsBytes(parameters), JSON);
        }

        private static RequestBody form(Map<String, String> parameters) {
            FormBody.Builder form = new FormBody.Builder();
            parameters.forEach(form::add);
            return form.build();
        }

        String clientId() {
            return Objects.requireNonNull(service.application().clientId(), "nothing is connected without a client id");
        }
    }
}
