package dev.devledger.adapters.services.kernel;

import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.OAuthService.TokenRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** What a service's token endpoint is sent: nothing but what the service takes, as some refuse what they do not know. */
final class TokenRequests {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OAuthService service;
    private final HttpUrl url;

    TokenRequests(OAuthService service, HttpUrl url) {
        this.service = service;
        this.url = url;
    }

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
