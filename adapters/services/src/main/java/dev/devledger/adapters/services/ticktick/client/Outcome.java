package dev.devledger.adapters.services.ticktick.client;

import static dev.devledger.adapters.services.kernel.RemoteHttp.plain;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The outcome of one call, before the answer is read. */
public sealed interface Outcome {

    /**
     * The status was 2xx, which proves nothing yet: TickTick answers 200 with an empty body when it did nothing
     * (docs/ticktick.md, section 3).
     */
    record Answered(String body) implements Outcome {
        public boolean isEmpty() {
            return body.isBlank() || body.strip().equals("null");
        }
    }

    /** An outcome that every port handles in the same way. */
    sealed interface Failure extends Outcome {
        <T> RemoteAnswer<T> toAnswer();
    }

    /** TickTick answered 404, or the id cannot exist. */
    record NotFound() implements Failure {
        @Override
        public <T> RemoteAnswer<T> toAnswer() {
            return new RemoteAnswer.Refused<>("TickTick has no such task in this list, or no such list");
        }
    }

    /** The request had no effect, and the next call would fail as well. */
    record NothingDone(NotSentReason hold, String reason, Duration after) implements Failure {
        static NothingDone unreachable(String reason) {
            return new NothingDone(NotSentReason.UNREACHABLE, reason, ServiceClient.UNREACHABLE_AFTER);
        }

        @Override
        public <T> RemoteAnswer<T> toAnswer() {
            return new RemoteAnswer.NotSent<>(hold, reason, after);
        }
    }

    /** TickTick refused the request. */
    record Denied(String code, String reason) implements Failure {
        @Override
        public <T> RemoteAnswer<T> toAnswer() {
            NotSentReason hold = ErrorRules.hold(code);
            return hold == null
                    ? new RemoteAnswer.Refused<>(reason)
                    : new RemoteAnswer.NotSent<>(hold, reason, Duration.ZERO);
        }
    }

    /**
     * The request was sent, and its effect is unknown.
     *
     * @param code TickTick's own code, empty if it gave none
     * @param passing true if the same call may succeed a moment later
     */
    record NoReadableAnswer(String code, String reason, boolean passing) implements Failure {
        @Override
        public <T> RemoteAnswer<T> toAnswer() {
            return new RemoteAnswer.Unknown<>(reason);
        }
    }

    /** Judges TickTick's status and error body (docs/ticktick.md, sections 2 and 3). */
    final class ErrorRules {
        /**
         * TickTick's code for every unexpected state, from a wrong path to an outage, so it does not say what happened
         * to the call.
         */
        public static final String UNKNOWN_EXCEPTION = "unknown_exception";

        public static final String NO_SCOPE =
                "TickTick's token does not have enough rights; connect the account again with read and write access";

        private ErrorRules() {}

        static Outcome judge(int status, String body) {
            if (status >= 200 && status < 300) {
                // An HTML page comes from a gateway. It must not count as success in calls for which any 2xx does, such
                // as deletes.
                return body.stripLeading().startsWith("<")
                        ? new NoReadableAnswer("", "TickTick returned a web page instead of its answer", false)
                        : new Answered(body);
            }
            Wire.Problem problem = problem(body);
            String code = plain(problem.errorCode());
            // TickTick reports its limit as a 500, never as a 429; its code is stable, its message is not. A 429 is
            // treated in the same way.
            if (status == 429 || code.equals("exceed_query_limit")) {
                return new NothingDone(
                        NotSentReason.RATE_LIMITED, "TickTick's request limit is exceeded", CallBudget.PAUSE);
            }
            if (status == 401) {
                return new NothingDone(
                        NotSentReason.NEEDS_AUTHORIZATION, notAccepted(status), ServiceClient.AUTHORIZATION_AFTER);
            }
            if (status == 403 || code.equals("access_forbidden")) {
                return new NothingDone(
                        NotSentReason.FORBIDDEN,
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

        /**
         * For a call about the whole account, turns "forbidden" into a refused token; for a call about one list it may
         * have other reasons.
         */
        static Outcome ofTheAccount(Outcome outcome) {
            return outcome instanceof NothingDone(var hold, var reason, var after) && hold == NotSentReason.FORBIDDEN
                    ? new NothingDone(NotSentReason.NEEDS_AUTHORIZATION, reason, after)
                    : outcome;
        }

        /** Returns why all calls must wait, if the code is about more than this object; null if it is not. */
        static @Nullable public NotSentReason hold(String code) {
            return switch (code.toUpperCase(Locale.ROOT)) {
                case "EXCEED_QUOTA" -> NotSentReason.FULL;
                case "NO_PROJECT_PERMISSION", "NO_TEAM_PERMISSION" -> NotSentReason.FORBIDDEN;
                default -> null;
            };
        }

        private static Outcome other(int status, String code, String message) {
            boolean said = !code.isEmpty() && !code.equals(UNKNOWN_EXCEPTION);
            // TickTick answers wrong input with 500 and a code, where other services answer 400.
            if (said || (status >= 400 && status < 500)) {
                return new Denied(code, refusal(status, code, message));
            }
            String what = "TickTick answered " + status + (code.isEmpty() ? "" : " " + code) + inBrackets(message);
            return new NoReadableAnswer(code, what, status >= 502 && status <= 504);
        }

        private static String refusal(int status, String code, String message) {
            return "TickTick refused it: " + (code.isEmpty() ? "status " + status : explained(code))
                    + inBrackets(message);
        }

        private static String inBrackets(String message) {
            return message.isEmpty() ? "" : " (" + message + ")";
        }

        /**
         * Explains a code to users; it comes from a single call, or from a batch's {@code id2error} (docs/ticktick.md,
         * section 9).
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
            } catch (JacksonException notJson) { // an HTML page of a gateway, or an empty body
                return Wire.Problem.NONE;
            }
        }
    }
}
