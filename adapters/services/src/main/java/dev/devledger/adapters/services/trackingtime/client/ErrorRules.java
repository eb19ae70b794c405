package dev.devledger.adapters.services.trackingtime.client;

import static dev.devledger.adapters.services.kernel.RemoteHttp.plain;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.trackingtime.client.Outcome.AgainstRule;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Answered;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Broken;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Csv;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Held;
import dev.devledger.adapters.services.trackingtime.client.Outcome.NoAccess;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an answer means. Nearly all errors come under HTTP 200, with the status that counts inside (docs/trackingtime.md). */
final class ErrorRules {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static final String REFUSED_PASSWORD = "TrackingTime does not accept the app password";
    private static final String LIMITED = "TrackingTime takes no more calls for now";

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int LIMIT = 429;
    private static final int ERROR = 500;
    /** Within an answer: a rule. As the status of HTTP itself it is a gateway's. */
    private static final int RULE = 502;

    private ErrorRules() {}

    static Outcome judge(Endpoint endpoint, int http, String body) {
        boolean wrote = !endpoint.reads();
        JsonNode json = json(body);
        int inside = json == null ? 0 : json.at("/response/status").asInt(0);
        String text = json == null ? "" : plain(json.at("/response/message").asString(""));
        if (http == UNAUTHORIZED || inside == UNAUTHORIZED) {
            return Held.unauthorized(REFUSED_PASSWORD);
        }
        if (http == LIMIT || inside == LIMIT) {
            return new Held(Backoff.RATE_LIMITED, LIMITED, CallBudget.PAUSE);
        }
        if (http >= ERROR) {
            return new Broken("TrackingTime answered " + http + said(text), wrote);
        }
        if (http >= OK + 100 && http < 400) {
            return new Refused(
                    http,
                    "TrackingTime redirected the request (" + http
                            + "), and Devledger sends no password to another address");
        }
        if (http >= 400) {
            return http == FORBIDDEN ? noAccess(text) : new Refused(http, "TrackingTime refused it" + said(text));
        }
        return inside == 0 ? withoutStatus(endpoint, json, body) : inside(json, inside, text);
    }

    private static Outcome inside(@Nullable JsonNode json, int status, String text) {
        return switch (status) {
            case OK -> answered(json);
            case FORBIDDEN -> noAccess(text);
            case RULE -> new AgainstRule("TrackingTime has a rule against it" + said(text + note(json)));
            default -> new Refused(status, "TrackingTime refused it" + said(text + note(json)));
        };
    }

    private static Outcome answered(@Nullable JsonNode json) {
        return json == null ? new Broken("", false) : new Answered(json.path("data"), json, note(json));
    }

    /** What TrackingTime wants the person to read. */
    private static String note(@Nullable JsonNode json) {
        return json == null ? "" : plain(json.at("/response/note").asString(""));
    }

    /** A table has no status around it. All else without one is a page, of TrackingTime's for a wrong verb or a gateway's. */
    private static Outcome withoutStatus(Endpoint endpoint, @Nullable JsonNode json, String body) {
        boolean page = body.stripLeading().startsWith("<");
        return endpoint.csv() && json == null && !page && !body.isBlank()
                ? new Csv(body)
                : new Broken(
                        "TrackingTime answered with " + (page ? "a page" : "something else than its JSON"),
                        !endpoint.reads());
    }

    private static NoAccess noAccess(String text) {
        return new NoAccess("TrackingTime gives no access" + said(text));
    }

    private static String said(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    /** Null where it is no object, such as an HTML page, a table or half an answer. */
    private static @Nullable JsonNode json(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.isObject() ? json : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
