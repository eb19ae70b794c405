package dev.devledger.adapters.services.clickup.client;

import dev.devledger.adapters.services.clickup.client.Outcome.Answered;
import dev.devledger.adapters.services.clickup.client.Outcome.Broken;
import dev.devledger.adapters.services.clickup.client.Outcome.Deleted;
import dev.devledger.adapters.services.clickup.client.Outcome.Held;
import dev.devledger.adapters.services.clickup.client.Outcome.NotFound;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.kernel.ServiceAccount;
import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.adapters.services.kernel.ServiceSettings;
import dev.devledger.adapters.services.kernel.Tries;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

/**
 * One request to ClickUp within the budget of its token; thread-safe. It is sent again only where that can do nothing
 * twice and a moment later may well go better.
 */
public final class ClickUpClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClickUpClient.class);

    /** A fifth below what the smaller plans allow, for whoever else has the token. */
    public static final String DEFAULT_BUDGET = "80/60s";

    /** The base of the other version of the API. */
    public static final String V3 = "v3";

    /** A hundred tasks are far shorter than the longest answer. */
    private static final ServiceClient.Words<Outcome> WORDS = new ServiceClient.Words<>(
            "ClickUp",
            "no ClickUp account is connected; connect one or set an access token",
            32L << 20,
            LOG,
            Held::new,
            (endpoint, reason, passing) -> new Broken("", reason, !endpoint.reads()));

    private final ServiceClient<Outcome> client;
    private final Tries tries;
    private final LimitHeaders headers = new LimitHeaders();

    public ClickUpClient(ServiceSettings settings, ServiceAccount account, CallBudget budget, IntervalFunction pause) {
        this.tries = new Tries(pause, settings.limits().call());
        this.client = new ServiceClient<>(WORDS, new ClickUpService(budget, headers), account, settings, budget);
    }

    public Outcome call(Share share, Endpoint endpoint) {
        return repeated(share, endpoint, null);
    }

    /** Whatever is repeated asks for its place in the budget each time. */
    public Outcome call(Share share, Endpoint endpoint, JsonNode body) {
        return repeated(share, endpoint, ErrorRules.JSON.writeValueAsBytes(body));
    }

    /** As the last answer that told it said; empty before the first. */
    public Optional<RateLimit> lastLimit() {
        return headers.last();
    }

    private Outcome repeated(Share share, Endpoint endpoint, byte @Nullable [] body) {
        if (!endpoint.isPossible()) {
            return new NotFound("", "ClickUp has nothing under such an id");
        }
        Supplier<Outcome> attempt = () -> client.send(share, endpoint, body);
        return endpoint.repeatable()
                ? tries.keeping(attempt, ClickUpClient::passing, ClickUpClient::isOpen, ClickUpClient::isDone)
                : attempt.get();
    }

    private static boolean passing(Outcome outcome) {
        return outcome instanceof Broken || (outcome instanceof Held held && held.hold() == Backoff.UNREACHABLE);
    }

    private static boolean isOpen(Outcome outcome) {
        return outcome instanceof Broken broken && broken.maybeDone();
    }

    private static boolean isDone(Outcome outcome) {
        return outcome instanceof Answered || outcome instanceof Deleted;
    }

    private record ClickUpService(CallBudget budget, LimitHeaders limits) implements ServiceClient.Service<Outcome> {
        /** A personal token is sent as it is, and ClickUp refuses it as a bearer. */
        @Override
        public String authorization(String token) {
            return token.startsWith("pk_") ? token : ServiceClient.Service.super.authorization(token);
        }

        @Override
        public String limited(String otherwise) {
            return budget.isLimitedThere() ? ErrorRules.LIMITED : otherwise;
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
            if (outcome instanceof Held(var hold, var reason, var after) && hold == Backoff.RATE_LIMITED) {
                Duration pause = limits.untilReset(response.headers()).orElse(after);
                LOG.warn("{} exceeded ClickUp's request limit; Devledger makes no calls for now", endpoint);
                return new Held(hold, reason, budget.exceeded(pause, CallBudget.PAUSE));
            }
            LOG.atLevel(outcome instanceof Held ? Level.WARN : Level.DEBUG)
                    .log("{} came to nothing with status {}: {}", endpoint, response.code(), outcome);
            return outcome;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
