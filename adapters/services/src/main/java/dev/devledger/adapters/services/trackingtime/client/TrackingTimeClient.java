package dev.devledger.adapters.services.trackingtime.client;

import static dev.devledger.adapters.services.kernel.RemoteHttp.plain;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Endpoint.Method;
import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.kernel.RemoteHttp.Tries;
import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.adapters.services.kernel.ServiceClient.Calls;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.adapters.services.trackingtime.client.Outcome.AgainstRule;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Answered;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Csv;
import dev.devledger.adapters.services.trackingtime.client.Outcome.NoAccess;
import dev.devledger.adapters.services.trackingtime.client.Outcome.NoReadableAnswer;
import dev.devledger.adapters.services.trackingtime.client.Outcome.NothingDone;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import io.github.resilience4j.core.IntervalFunction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Credentials;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to TrackingTime within the budget; thread-safe. Only failed reads are repeated. */
public final class TrackingTimeClient implements Calls<Outcome, JsonNode>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingTimeClient.class);

    /** The default budget. TrackingTime documents no limit; importers pause a third of a second between requests. */
    public static final String DEFAULT_BUDGET = "100/60s";

    /** The texts and limits for TrackingTime. A page of 20,000 entries has some 15 MB. */
    private static final ServiceClient.ServiceDescriptor<Outcome> WORDS = new ServiceClient.ServiceDescriptor<>(
            "TrackingTime",
            "no app password of TrackingTime is set",
            64L << 20,
            LOG,
            NothingDone::new,
            (endpoint, reason, passing) -> new NoReadableAnswer(reason, !endpoint.reads()));

    private final ServiceAccount account;
    private final ServiceClient<Outcome> client;
    private final Tries tries;

    public TrackingTimeClient(
            ClientLimits settings, ServiceAccount account, CallBudget budget, IntervalFunction pause) {
        this.account = account;
        this.tries = new Tries(pause, settings.limits().call());
        this.client =
                new ServiceClient<>(WORDS, new TrackingTimeProtocol(account.id(), budget), account, settings, budget);
    }

    public ServiceAccount account() {
        return account;
    }

    @Override
    public Outcome call(CallPurpose share, Endpoint endpoint) {
        return repeated(share, endpoint, null);
    }

    @Override
    public Outcome call(CallPurpose share, Endpoint endpoint, JsonNode body) {
        return repeated(share, endpoint, ErrorRules.JSON.writeValueAsBytes(body));
    }

    private Outcome repeated(CallPurpose share, Endpoint endpoint, byte @Nullable [] body) {
        if (!endpoint.isPossible()) {
            return new Refused(0, "TrackingTime has nothing under such an id");
        }
        if (client.hasToken() && account.id().isEmpty() && TrackingTimeApi.isOfAccount(endpoint)) {
            return NothingDone.unauthorized("no account of TrackingTime is chosen");
        }
        return endpoint.reads()
                ? tries.run(() -> client.send(share, endpoint, body), TrackingTimeClient::passing)
                : client.send(share, endpoint, body);
    }

    private static boolean passing(Outcome outcome) {
        return outcome instanceof NoReadableAnswer
                || (outcome instanceof NothingDone held && held.hold() == NotSentReason.UNREACHABLE);
    }

    private record TrackingTimeProtocol(Optional<String> id, CallBudget budget)
            implements ServiceClient.ServiceProtocol<Outcome> {
        /** Returns the header; with an app password TrackingTime ignores the user name. */
        @Override
        public String authorization(String token) {
            return Credentials.basic("API_TOKEN", token);
        }

        /** Returns the client's name and contact, which TrackingTime requires. */
        @Override
        public String userAgent(String version) {
            return ServiceClient.ServiceProtocol.super.userAgent(version) + " (https://devledger.dev)";
        }

        @Override
        public List<String> path(Endpoint endpoint) {
            return Stream.concat(
                            TrackingTimeApi.isOfAccount(endpoint) ? id.stream() : Stream.empty(),
                            endpoint.path().stream())
                    .toList();
        }

        @Override
        public Outcome judge(Endpoint endpoint, Response response, String body) {
            Outcome outcome = ErrorRules.judge(endpoint, response.code(), body);
            if (outcome instanceof Outcome.Answered || outcome instanceof Outcome.Csv) {
                return outcome;
            }
            outcome = ErrorRules.judge(endpoint, response.code(), withoutPassword(body, response));
            if (outcome instanceof NothingDone(var hold, var reason, var after) && hold == NotSentReason.RATE_LIMITED) {
                LOG.warn("{} exceeded TrackingTime's request limit; Devledger makes no calls for now", endpoint);
                return new NothingDone(hold, reason, budget.exceeded());
            }
            LOG.atLevel(outcome instanceof NothingDone ? Level.WARN : Level.DEBUG)
                    .log("{} came to nothing: {}", endpoint, outcome);
            return outcome;
        }

        /** Removes the password and the header made of it from an error text, which is shown to users. */
        private static String withoutPassword(String body, Response response) {
            String header = response.request().header("Authorization");
            String basic = header == null ? "" : header.substring(header.indexOf(' ') + 1);
            String plain = RemoteHttp.withoutToken(body, response);
            return basic.isEmpty() ? plain : plain.replace(basic, "…");
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * Judges an answer. Nearly all errors come with HTTP status 200, and with the real status inside the answer
     * (docs/trackingtime.md).
     */
    static final class ErrorRules {
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
        /** The status inside an answer that a rule refuses. As an HTTP status the same number comes from a gateway. */
        private static final int RULE = 502;

        private ErrorRules() {}

        static Outcome judge(Endpoint endpoint, int http, String body) {
            boolean wrote = !endpoint.reads();
            JsonNode json = json(body);
            int inside = json == null ? 0 : json.at("/response/status").asInt(0);
            String text = json == null ? "" : plain(json.at("/response/message").asString(""));
            if (http == UNAUTHORIZED || inside == UNAUTHORIZED) {
                return NothingDone.unauthorized(REFUSED_PASSWORD);
            }
            if (http == LIMIT || inside == LIMIT) {
                return new NothingDone(NotSentReason.RATE_LIMITED, LIMITED, CallBudget.PAUSE);
            }
            if (http >= ERROR) {
                return new NoReadableAnswer("TrackingTime answered " + http + said(text), wrote);
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
            return json == null ? new NoReadableAnswer("", false) : new Answered(json.path("data"), json, note(json));
        }

        /** Returns TrackingTime's message to the user. */
        private static String note(@Nullable JsonNode json) {
            return json == null ? "" : plain(json.at("/response/note").asString(""));
        }

        /**
         * Judges an answer without a status inside. A table has none. Anything else is an HTML page, from TrackingTime
         * after a wrong HTTP method, or from a gateway.
         */
        private static Outcome withoutStatus(Endpoint endpoint, @Nullable JsonNode json, String body) {
            boolean page = body.stripLeading().startsWith("<");
            return endpoint.csv() && json == null && !page && !body.isBlank()
                    ? new Csv(body)
                    : new NoReadableAnswer(
                            "TrackingTime answered with " + (page ? "a page" : "something else than its JSON"),
                            !endpoint.reads());
        }

        private static NoAccess noAccess(String text) {
            return new NoAccess("TrackingTime gives no access" + said(text));
        }

        private static String said(String text) {
            return text.isEmpty() ? "" : ": " + text;
        }

        /** Parses an object; null if the body is not one, such as an HTML page, a table or half an answer. */
        private static @Nullable JsonNode json(String body) {
            try {
                JsonNode json = JSON.readTree(body);
                return json.isObject() ? json : null;
            } catch (JacksonException notJson) {
                return null;
            }
        }
    }

    /**
     * The calls of TrackingTime's API, by paths such as {@code tasks/12}. TrackingTime also has GET calls that change data;
     * they are not used.
     */
    public static final class TrackingTimeApi {
        /** The base address of calls about a person, which are for no single account. */
        private static final String PERSON = "person";

        private TrackingTimeApi() {}

        public static Endpoint get(String path) {
            return of(Method.GET, path);
        }

        public static Endpoint post(String path) {
            return of(Method.POST, path);
        }

        public static Endpoint put(String path) {
            return of(Method.PUT, path);
        }

        public static Endpoint delete(String path) {
            return of(Method.DELETE, path);
        }

        public static Endpoint of(Method method, String path) {
            return Endpoint.of(method, path.split("/", -1));
        }

        /** Returns a GET whose path does not name an account. */
        public static Endpoint ofPerson(String path) {
            return ofPerson(get(path));
        }

        public static Endpoint ofPerson(Endpoint endpoint) {
            return endpoint.below(PERSON);
        }

        /**
         * True if the path names the account. Without it TrackingTime uses the account that was last chosen in its own app.
         */
        static boolean isOfAccount(Endpoint endpoint) {
            return !endpoint.base().equals(PERSON);
        }
    }
}
