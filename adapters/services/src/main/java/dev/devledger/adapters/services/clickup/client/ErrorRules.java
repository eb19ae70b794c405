package dev.devledger.adapters.services.clickup.client;

import static dev.devledger.adapters.services.kernel.RemoteHttp.plain;

import dev.devledger.adapters.services.clickup.client.Outcome.Answered;
import dev.devledger.adapters.services.clickup.client.Outcome.Broken;
import dev.devledger.adapters.services.clickup.client.Outcome.Deleted;
import dev.devledger.adapters.services.clickup.client.Outcome.Held;
import dev.devledger.adapters.services.clickup.client.Outcome.NoAccess;
import dev.devledger.adapters.services.clickup.client.Outcome.NotFound;
import dev.devledger.adapters.services.clickup.client.Outcome.Refused;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a status and a body of ClickUp mean. Its code counts for more than the status. */
final class ErrorRules {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** It is counted by token: others may have it as well. */
    static final String LIMITED =
            "ClickUp's own request limit for this token is used up, by Devledger and whoever else uses the token";

    private static final String DELETED = "ITEM_013";
    private static final String TOO_MANY = "APP_002";

    /** The token itself is unknown or revoked. All other codes of a 401 say that it may not see this one thing. */
    private static final Set<String> DEAD_TOKEN =
            Set.of("OAUTH_017", "OAUTH_018", "OAUTH_019", "OAUTH_021", "OAUTH_025", "OAUTH_077");

    private ErrorRules() {}

    static Outcome judge(Endpoint endpoint, int status, String body) {
        boolean wrote = !endpoint.reads();
        JsonNode json = body.isBlank() ? JSON.createObjectNode() : json(body);
        boolean done = status >= 200 && status < 300;
        if (json == null || (done && !json.isContainer())) {
            return status >= 300 && status < 400
                    ? redirected(status)
                    : notJson(status, wrote && (done || status >= 500));
        }
        if (done && !json.hasNonNull("err")) {
            return new Answered(json);
        }
        String code = plain(json.path("ECODE").asString(""));
        String text = plain(json.path("err").asString(""));
        if (status >= 500 && !code.equals(TOO_MANY)) {
            return new Broken(code, "ClickUp answered " + said(status, code, text), wrote);
        }
        return refusal(status, code, text);
    }

    private static Outcome refusal(int status, String code, String text) {
        // ClickUp reports some errors under 200: then the code alone tells.
        if (status == 429 || code.equals(TOO_MANY)) {
            return new Held(Backoff.RATE_LIMITED, LIMITED, CallBudget.PAUSE);
        }
        if (DEAD_TOKEN.contains(code) || (status == 401 && code.isEmpty())) {
            return new Held(
                    Backoff.NEEDS_AUTHORIZATION,
                    "ClickUp does not accept the token (" + (code.isEmpty() ? status : code)
                            + "); connect the account again or set a new one",
                    ServiceClient.AUTHORIZATION_AFTER);
        }
        if (code.equals(DELETED)) {
            return new Deleted();
        }
        return switch (status) {
            case 401, 403 -> new NoAccess(code, "ClickUp gives no access: " + said(status, code, text));
            case 404 -> new NotFound(code, "ClickUp has no such thing: " + said(status, code, text));
            default -> status >= 300 && status < 400 ? redirected(status) : refused(status, code, text);
        };
    }

    private static Refused refused(int status, String code, String text) {
        return new Refused(status, code, "ClickUp refused it: " + said(status, code, text));
    }

    private static Refused redirected(int status) {
        return new Refused(
                status,
                "",
                "ClickUp redirected the request (" + status + "), and Devledger sends no token to another address");
    }

    private static Broken notJson(int status, boolean maybeDone) {
        return new Broken("", "ClickUp answered " + status + " with something else than JSON", maybeDone);
    }

    private static String said(int status, String code, String text) {
        String what = code.isEmpty() ? "status " + status : code;
        return text.isEmpty() ? what : what + " (" + text + ")";
    }

    /** Null where it is none, such as an HTML page of a gateway, or half an answer. */
    private static @Nullable JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
