package dev.devledger.adapters.services.ticktick.client;

import static dev.devledger.adapters.services.kernel.RemoteHttp.plain;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Broken;
import dev.devledger.adapters.services.ticktick.client.Outcome.Denied;
import dev.devledger.adapters.services.ticktick.client.Outcome.Held;
import dev.devledger.adapters.services.ticktick.client.Outcome.NotFound;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What a status and an error body of TickTick mean (docs/ticktick.md, sections 2 and 3). */
public final class ErrorRules {
    /** TickTick's word for anything it did not expect, from a wrong path to an outage: it says nothing about the call. */
    public static final String UNKNOWN_EXCEPTION = "unknown_exception";

    public static final String NO_SCOPE =
            "TickTick's token does not have enough rights; connect the account again with read and write access";

    private ErrorRules() {}

    static Outcome judge(int status, String body) {
        if (status >= 200 && status < 300) {
            // A page is of something in between. Where 2xx alone is a yes, as of a deletion, it would be taken for one.
            return body.stripLeading().startsWith("<")
                    ? new Broken("", "TickTick returned a web page instead of its answer", false)
                    : new Answered(body);
        }
        Wire.Problem problem = problem(body);
        String code = plain(problem.errorCode());
        // The limit comes as 500, never 429; the message is not stable, the code is. 429 is taken for the same.
        if (status == 429 || code.equals("exceed_query_limit")) {
            return new Held(Backoff.RATE_LIMITED, "TickTick's request limit is exceeded", CallBudget.PAUSE);
        }
        if (status == 401) {
            return new Held(Backoff.NEEDS_AUTHORIZATION, notAccepted(status), ServiceClient.AUTHORIZATION_AFTER);
        }
        if (status == 403 || code.equals("access_forbidden")) {
            return new Held(
                    Backoff.FORBIDDEN,
                    code.equals("access_forbidden") ? NO_SCOPE : notAccepted(status),
                    ServiceClient.AUTHORIZATION_AFTER);
        }
        if (status == 404) {
            return new NotFound();
        }
        return other(status, code, plain(problem.errorMessage()));
    }

    private static String notAccepted(int status) {
        return "TickTick does not accept the token (" + status + "); connect the account again or set a new one";
    }

    /** What is not allowed in all of the account says something of the token, and what is not in one list need not. */
    static Outcome ofTheAccount(Outcome outcome) {
        return outcome instanceof Held(var hold, var reason, var after) && hold == Backoff.FORBIDDEN
                ? new Held(Backoff.NEEDS_AUTHORIZATION, reason, after)
                : outcome;
    }

    /** What a code says of more than the item at hand; null where it does not. */
    static @Nullable public Backoff hold(String code) {
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "EXCEED_QUOTA" -> Backoff.FULL;
            case "NO_PROJECT_PERMISSION", "NO_TEAM_PERMISSION" -> Backoff.FORBIDDEN;
            default -> null;
        };
    }

    private static Outcome other(int status, String code, String message) {
        boolean said = !code.isEmpty() && !code.equals(UNKNOWN_EXCEPTION);
        // TickTick refuses bad input with 500 and a code where others say 400.
        if (said || (status >= 400 && status < 500)) {
            return new Denied(code, refusal(status, code, message));
        }
        String what = "TickTick answered " + status + (code.isEmpty() ? "" : " " + code) + inBrackets(message);
        return new Broken(code, what, status >= 502 && status <= 504);
    }

    private static String refusal(int status, String code, String message) {
        return "TickTick refused it: " + (code.isEmpty() ? "status " + status : explained(code)) + inBrackets(message);
    }

    private static String inBrackets(String message) {
        return message.isEmpty() ? "" : " (" + message + ")";
    }

    /**
     * The codes of single calls and those of a batch's {@code id2error} (docs/ticktick.md, section 9) in words that a
     * person can act on.
     */
    public static String explained(String code) {
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "EXCEED_QUOTA" -> "EXCEED_QUOTA, the account's plan allows no more tasks or lists";
            case "NOT_EXISTED" -> "NOT_EXISTED, there is no such task";
            case "DELETED" -> "DELETED, the task was deleted in TickTick";
            case "NO_PROJECT_PERMISSION", "NO_TEAM_PERMISSION" -> code + ", the account may not write in this list";
            default -> code;
        };
    }

    private static Wire.Problem problem(String body) {
        try {
            Wire.@Nullable Problem problem = Wire.JSON.readValue(body, Wire.Problem.class);
            return problem == null ? Wire.Problem.NONE : problem;
        } catch (JacksonException notJson) { // an HTML page of a gateway, or nothing at all
            return Wire.Problem.NONE;
        }
    }
}
