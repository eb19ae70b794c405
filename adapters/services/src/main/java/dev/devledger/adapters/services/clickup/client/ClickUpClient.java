package dev.devledger.adapters.services.clickup.client;

import dev.devledger.adapters.services.clickup.client.Outcome.Answered;
import dev.devledger.adapters.services.clickup.client.Outcome.Broken;
import dev.devledger.adapters.services.clickup.client.Outcome.Held;
import dev.devledger.adapters.services.clickup.client.Outcome.NotFound;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.application.sync.budget.CallLog;
import dev.devledger.application.sync.budget.CallLog.Share;
import dev.devledger.application.sync.budget.CallLog.Slot;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

/**
 * One request to ClickUp within the budget of its token; thread-safe. It is sent again only where that can do nothing
 * twice ({@link Repeats}). Neither a body nor the token is ever logged.
 */
public final class ClickUpClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClickUpClient.class);
    private static final MediaType JSON = MediaType.get("application/json");

    /** Far above what a hundred tasks are, and far below what would hurt. */
    private static final long LONGEST_ANSWER = 32L << 20;

    private final RemoteHttp http;
    private final ClickUpAccount account;
    private final CallBudget budget;
    private final Repeats repeats;
    private final LimitHeaders headers = new LimitHeaders();

    public ClickUpClient(ClickUpSettings settings, ClickUpAccount account, CallBudget budget, IntervalFunction pause) {
        this.account = account;
        this.budget = budget;
        this.repeats = new Repeats(pause, settings.limits().call());
        this.http = new RemoteHttp(settings.limits(), account, budget, settings.version());
    }

    public Outcome call(Share share, Endpoint endpoint) {
        return repeated(share, endpoint, null);
    }

    /** Whatever is repeated ({@link Repeats}) asks for its place in the budget each time. */
    public Outcome call(Share share, Endpoint endpoint, JsonNode body) {
        return repeated(share, endpoint, body);
    }

    /** As the last answer that told it said; empty before the first. */
    public Optional<RateLimit> lastLimit() {
        return headers.last();
    }

    private Outcome repeated(Share share, Endpoint endpoint, @Nullable JsonNode body) {
        return endpoint.isPossible()
                ? repeats.call(endpoint, () -> attempt(share, endpoint, body))
                : new NotFound("", "ClickUp has nothing under such an id");
    }

    private Outcome attempt(Share share, Endpoint endpoint, @Nullable JsonNode body) {
        Optional<String> token = http.token();
        if (token.isEmpty()) {
            return new Held(
                    Backoff.NEEDS_AUTHORIZATION,
                    "no ClickUp account is connected; connect one or set an access token",
                    ErrorRules.AUTHORIZATION_AFTER);
        }
        HttpUrl url = account.apiUrl(endpoint.version())
                .map(base -> url(base, endpoint))
                .orElse(null);
        if (url == null) {
            return Held.unreachable("there is no ClickUp address to call");
        }
        return switch (slot(share)) {
            case null -> Held.unreachable("the database cannot be reached, so the request budget is not known");
            case Slot.Wait(var time) ->
                new Held(
                        Backoff.RATE_LIMITED,
                        budget.isLimitedThere() ? ErrorRules.LIMITED : "the request budget for ClickUp is used up",
                        time);
            case Slot.Taken taken -> {
                try {
                    yield exchange(request(url, endpoint, body, token.get()), endpoint);
                } finally {
                    budget.ended(taken);
                }
            }
        };
    }

    private @Nullable Slot slot(Share share) {
        try {
            return budget.start(share);
        } catch (CallLog.Unavailable e) {
            LOG.warn("No request to ClickUp: {} ({})", e.getMessage(), String.valueOf(e.getCause()));
            return null;
        }
    }

    private Outcome exchange(Request request, Endpoint endpoint) {
        long begun = System.nanoTime();
        long sent = budget.sent();
        try (Response response = http.send(request)) {
            headers.read(response.headers()).ifPresent(left -> budget.learn(left, sent));
            Optional<String> text = RemoteHttp.text(response.body().source(), LONGEST_ANSWER);
            LOG.debug("{} answered {} in {} ms", endpoint, response.code(), millisSince(begun));
            return text.map(body -> judge(response, body, endpoint))
                    .orElseGet(() -> new Broken("", "ClickUp's answer is too long", !endpoint.isRead()));
        } catch (IOException e) {
            LOG.debug("{} failed after {} ms: {}", endpoint, millisSince(begun), e.toString());
            return failed(request, endpoint, e);
        }
    }

    private Outcome judge(Response response, String body, Endpoint endpoint) {
        Outcome outcome = ErrorRules.judge(endpoint, response.code(), body);
        if (outcome instanceof Answered) {
            return outcome;
        }
        outcome = ErrorRules.judge(endpoint, response.code(), RemoteHttp.withoutToken(body, response));
        if (outcome instanceof Held(var hold, var reason, var after) && hold == Backoff.RATE_LIMITED) {
            Duration pause = headers.untilReset(response.headers()).orElse(after);
            LOG.warn("{} exceeded ClickUp's request limit; Devledger makes no calls for now", endpoint);
            return new Held(hold, reason, budget.exceeded(pause, CallBudget.PAUSE));
        }
        LOG.atLevel(outcome instanceof Held ? Level.WARN : Level.DEBUG)
                .log("{} came to nothing with status {}: {}", endpoint, response.code(), outcome);
        return outcome;
    }

    private static Outcome failed(Request request, Endpoint endpoint, IOException e) {
        String reason = RemoteHttp.plain(e.getMessage() == null ? e.toString() : e.getMessage());
        return RemoteHttp.mayHaveGone(request)
                ? new Broken("", "ClickUp did not answer: " + reason, !endpoint.isRead())
                : Held.unreachable("no connection to ClickUp: " + reason);
    }

    private Request request(HttpUrl url, Endpoint endpoint, @Nullable JsonNode body, String token) {
        return http.request(url, token)
                .method(endpoint.method().name(), body(endpoint, body))
                .build();
    }

    private static @Nullable RequestBody body(Endpoint endpoint, @Nullable JsonNode body) {
        if (body != null) {
            return RequestBody.create(ErrorRules.JSON.writeValueAsBytes(body), JSON); // as text it would gain a charset
        }
        return switch (endpoint.method()) {
            case POST, PUT -> RequestBody.create(new byte[0], null);
            case GET, DELETE -> null;
        };
    }

    private static @Nullable HttpUrl url(URI base, Endpoint endpoint) {
        HttpUrl url = HttpUrl.get(base);
        if (url == null) {
            return null;
        }
        HttpUrl.Builder builder = url.newBuilder().query(null);
        if (url.pathSegments().getLast().isEmpty()) {
            builder.removePathSegment(url.pathSize() - 1);
        }
        endpoint.path().forEach(builder::addPathSegment);
        endpoint.query().forEach(each -> builder.addQueryParameter(each.key(), each.value()));
        return builder.build();
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        http.close();
    }
}
