package dev.devledger.adapters.signin.server;

import dev.devledger.adapters.signin.server.AuthorizationConfiguration.AuthorizationPaths;
import dev.devledger.adapters.signin.server.ConfirmPage.ConfirmGuard;
import dev.devledger.application.access.AccessRules.AllowedOrigins;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.signin.OAuthApps.AppRegistration;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import dev.devledger.application.signin.OAuthApps.RegistrationRefused;
import dev.devledger.application.signin.OAuthApps.RegistrationRefused.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registers programs (RFC 7591). Spring's endpoint is not used: it makes a secret unless a program declines one, shows
 * the messages of its JSON parser, and accepts unknown fields. A page of another site cannot send JSON without a
 * preflight request of the browser, so it can register only if its origin is allowed.
 */
@Controller
record AppRegistrationEndpoint(OAuthApps apps, AllowedOrigins origins) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RETRY_SECONDS = "600";
    private static final List<String> TYPES = List.of("native", "web");

    @PostMapping(path = AuthorizationPaths.REGISTER, consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ResponseEntity<byte[]> register(HttpServletRequest request) throws IOException {
        String from = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (from != null && !ConfirmGuard.OUR_PAGE.contains(from) && (origin == null || !origins.take(origin))) {
            throw new AccessDeniedException("A page of another site registers nothing.");
        }
        try {
            JsonNode body = json(request.getInputStream().readAllBytes());
            Map<String, Object> shown = shown(apps.register(read(body)));
            type(body).ifPresent(type -> shown.put("application_type", type));
            return answer(HttpStatus.CREATED, shown);
        } catch (RegistrationRefused refused) {
            return answer(
                    refused.reason() == Reason.TOO_MANY ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.BAD_REQUEST,
                    Map.of("error", error(refused.reason()), "error_description", refused.words()));
        }
    }

    /** Returns whether the program is native or a page, which changes no rule about its redirects. */
    private static Optional<String> type(JsonNode body) {
        return Optional.ofNullable(body.path("application_type").stringValue(null))
                .filter(TYPES::contains);
    }

    private static AppRegistration read(JsonNode body) {
        return new AppRegistration(
                body.path("client_name").asString(""),
                texts(body, "redirect_uris"),
                texts(body, "grant_types"),
                texts(body, "response_types"));
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            if (read.isObject()) {
                return read;
            }
        } catch (JacksonException unreadable) {
            // Reported below, in Devledger's own words.
        }
        throw RegistrationRefused.unreadable("The body must be a JSON object.");
    }

    private static List<String> texts(JsonNode body, String name) {
        JsonNode list = body.path(name);
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.isString() ? each.asString() : ""));
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw RegistrationRefused.unreadable(name + " must be a list of texts.");
        }
        return texts;
    }

    private static String error(Reason reason) {
        return reason == Reason.TOO_MANY
                ? "temporarily_unavailable"
                : reason.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> shown(OAuthApp app) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("client_id", app.id().toString());
        shown.put("client_id_issued_at", app.registeredAt().getEpochSecond());
        shown.put("client_name", app.name());
        shown.put("redirect_uris", app.redirects());
        shown.put("grant_types", List.of("authorization_code", "refresh_token"));
        shown.put("response_types", List.of("code"));
        shown.put("token_endpoint_auth_method", "none");
        return shown;
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, Map<String, Object> body) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore());
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.body(JSON.writeValueAsBytes(body));
    }
}
