package dev.devledger.adapters.services.clickup.client;

import static dev.devledger.adapters.services.kernel.RemoteHttp.plain;

import dev.devledger.adapters.services.clickup.client.Outcome.Answered;
import dev.devledger.adapters.services.clickup.client.Outcome.Deleted;
import dev.devledger.adapters.services.clickup.client.Outcome.NoAccess;
import dev.devledger.adapters.services.clickup.client.Outcome.NoReadableAnswer;
import dev.devledger.adapters.services.clickup.client.Outcome.NotFound;
import dev.devledger.adapters.services.clickup.client.Outcome.NothingDone;
import dev.devledger.adapters.services.clickup.client.Outcome.Refused;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.kernel.RemoteHttp.Tries;
import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.adapters.services.kernel.ServiceClient.Calls;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends requests to ClickUp within the budget of their token; thread-safe. A request is repeated only if sending it
 * twice has no further effect, and if it may succeed a moment later.
 */
public final class ClickUpClient implements Calls<Outcome, JsonNode>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClickUpClient.class);

    /**
     * The default budget, a fifth below the limit of the smaller plans, so that other programs with the same token have
     * calls left.
     */
    public static final String DEFAULT_BUDGET = "80/60s";

    /** The base of the other version of the API. */
    public static final String V3 = "v3";

    /** The texts and limits for ClickUp. An answer with a hundred tasks is far shorter than the longest allowed one. */
    private static final ServiceClient.ServiceDescriptor<Outcome> WORDS = new ServiceClient.ServiceDescriptor<>(
            "ClickUp",
            "no ClickUp account is connected; connect one or set an access token",
            32L << 20,
            LOG,
            NothingDone::new,
            (endpoint, reason, passing) -> new NoReadableAnswer("", reason, !endpoint.reads()));

    private final ServiceClient<Outcome> client;
    private final Tries tries;
    private final LimitHeaders headers = new LimitHeaders();

    public ClickUpClient(ClientLimits settings, ServiceAccount account, CallBudget budget, IntervalFunction pause) {
        this.tries = new Tries(pause, settings.limits().call());
        this.client = new ServiceClient<>(WORDS, new ClickUpProtocol(budget, headers), account, settings, budget);
    }

    @Override
    public Outcome call(CallPurpose share, Endpoint endpoint) {
        return repeated(share, endpoint, null);
    }

    @Override
    public Outcome call(CallPurpose share, Endpoint endpoint, JsonNode body) {
        return repeated(share, endpoint, ErrorRules.JSON.writeValueAsBytes(body));
    }

    /** Returns the limit that the last answer with one has reported; empty before the first. */
    public Optional<RateLimit> lastLimit() {
        return headers.last();
    }

    private Outcome repeated(CallPurpose share, Endpoint endpoint, byte @Nullable [] body) {
        if (!endpoint.isPossible()) {
            return new NotFound("", "ClickUp has nothing under such an id");
        }
        Supplier<Outcome> attempt = () -> client.send(share, endpoint, body);
        return endpoint.repeatable()
                ? tries.keeping(attempt, ClickUpClient::passing, ClickUpClient::isOpen, ClickUpClient::isDone)
                : attempt.get();
    }

    private static boolean passing(Outcome outcome) {
        return outcome instanceof NoReadableAnswer
                || (outcome instanceof NothingDone held && held.hold() == NotSentReason.UNREACHABLE);
    }

    private static boolean isOpen(Outcome outcome) {
        return outcome instanceof NoReadableAnswer broken && broken.maybeDone();
    }

    private static boolean isDone(Outcome outcome) {
        return outcome instanceof Answered || outcome instanceof Deleted;
    }

    private record ClickUpProtocol(CallBudget budget, LimitHeaders limits)
            implements ServiceClient.ServiceProtocol<Outcome> {
        /** Returns the header; a personal token is sent without "Bearer", with which ClickUp refuses it. */
        @Override
        public String authorization(String token) {
            return token.startsWith("pk_") ? token : ServiceClient.ServiceProtocol.super.authorization(token);
        }

        @Override
        public String limited(String otherwise) {
            return budget.isLimitedByService() ? ErrorRules.LIMITED : otherwise;
        }

        @Override
        public void learn(Headers headers, long sent) {
            limits.read(headers).ifPresent(left -> budget.learn(left, sent));
        }

        @Override
        public Outcome judge(Endpoint endpoint, Response response, String body) {
            Outcome outcome = ErrorRules.judge(endpoint, response.code(), body);
            if (outcome instanceof Answered) {
                return outcome;
            }
            outcome = ErrorRules.judge(endpoint, response.code(), RemoteHttp.withoutToken(body, response));
            if (outcome instanceof NothingDone(var hold, var reason, var after) && hold == NotSentReason.RATE_LIMITED) {
                Duration pause = limits.untilReset(response.headers()).orElse(after);
                LOG.warn("{} exceeded ClickUp's request limit; Devledger makes no calls for now", endpoint);
                return new NothingDone(hold, reason, budget.exceeded(pause, CallBudget.PAUSE));
            }
            LOG.atLevel(outcome instanceof NothingDone ? Level.WARN : Level.DEBUG)
                    .log("{} came to nothing with status {}: {}", endpoint, response.code(), outcome);
            return outcome;
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** Reads the rate limit from the headers of answers. Each header may be missing, or have a nonsensical value. */
    static final class LimitHeaders {
        /** The length of ClickUp's window. A later reset means that a clock is wrong. */
        private static final Duration WINDOW = Duration.ofMinutes(1);

        /** The precision of both clocks. */
        private static final Duration SECOND = Duration.ofSeconds(1);

        private volatile @Nullable RateLimit last;

        Optional<RateLimit> last() {
            return Optional.ofNullable(last);
        }

        /** Keeps the limit and returns it; empty if a header is missing. */
        Optional<CallBudget.ServiceLimit> read(Headers headers) {
            int limit = (int) Math.min(number(headers, "X-RateLimit-Limit"), Integer.MAX_VALUE);
            int remaining = (int) Math.min(number(headers, "X-RateLimit-Remaining"), Integer.MAX_VALUE);
            long reset = number(headers, "X-RateLimit-Reset");
            if (limit <= 0 || remaining < 0 || reset <= 0) {
                return Optional.empty();
            }
            last = new RateLimit(limit, remaining, Instant.ofEpochSecond(reset));
            return Optional.of(new CallBudget.ServiceLimit(limit, remaining, WINDOW, untilReset(headers, reset)));
        }

        /** Returns the wait after a 429, from the time of the reset; empty if it is unknown. */
        Optional<Duration> untilReset(Headers headers) {
            long reset = number(headers, "X-RateLimit-Reset");
            return reset <= 0 ? Optional.empty() : Optional.of(untilReset(headers, reset));
        }

        /** Returns the time until the reset, from the clock that the same answer shows, if it shows one. */
        private static Duration untilReset(Headers headers, long reset) {
            Instant told = headers.getInstant("Date");
            Duration left = Duration.between(told == null ? Instant.now() : told, Instant.ofEpochSecond(reset));
            Duration within = left.isNegative() ? Duration.ZERO : left.compareTo(WINDOW) > 0 ? WINDOW : left;
            return within.plus(SECOND);
        }

        /** Returns the header as a number; negative if it is not a number. */
        private static long number(Headers headers, String name) {
            String value = headers.get(name);
            return value == null || !value.strip().matches("\\d{1,12}") ? -1 : Long.parseLong(value.strip());
        }
    }

    /**
     * The limit of a token that ClickUp reports with each answer; the count begins anew at the reset.
     *
     * @param remaining the calls left until the reset, for all programs with this token
     */
    public record RateLimit(int limit, int remaining, Instant reset) {}

    /** Judges the status and body of an answer. If ClickUp's error code and the status disagree, the code counts. */
    static final class ErrorRules {
        static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        /** The limit is counted by token, so other programs with the same token may use it up. */
        static final String LIMITED =
                "ClickUp's own request limit for this token is used up, by Devledger and whoever else uses the token";

        private static final String DELETED = "ITEM_013";
        private static final String TOO_MANY = "APP_002";

        /**
         * The codes for a token that is unknown or revoked. Any other code of a 401 is only about the requested object.
         */
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
                return new NoReadableAnswer(code, "ClickUp answered " + said(status, code, text), wrote);
            }
            return refusal(status, code, text);
        }

        private static Outcome refusal(int status, String code, String text) {
            // ClickUp reports some errors with the status 200, so that only the code shows them.
            if (status == 429 || code.equals(TOO_MANY)) {
                return new NothingDone(NotSentReason.RATE_LIMITED, LIMITED, CallBudget.PAUSE);
            }
            if (DEAD_TOKEN.contains(code) || (status == 401 && code.isEmpty())) {
                return new NothingDone(
                        NotSentReason.NEEDS_AUTHORIZATION,
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

        private static NoReadableAnswer notJson(int status, boolean maybeDone) {
            return new NoReadableAnswer("", "ClickUp answered " + status + " with something else than JSON", maybeDone);
        }

        private static String said(int status, String code, String text) {
            String what = code.isEmpty() ? "status " + status : code;
            return text.isEmpty() ? what : what + " (" + text + ")";
        }

        /** Parses a body; null if it is not JSON, such as an HTML page of a gateway, or half an answer. */
        private static @Nullable JsonNode json(String body) {
            try {
                return JSON.readTree(body);
            } catch (JacksonException notJson) {
                return null;
            }
        }
    }
}
