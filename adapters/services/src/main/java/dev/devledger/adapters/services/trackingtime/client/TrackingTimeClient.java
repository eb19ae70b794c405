package dev.devledger.adapters.services.trackingtime.client;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.kernel.Tries;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Broken;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Held;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Refused;
import dev.devledger.application.sync.budget.CallLog;
import dev.devledger.application.sync.budget.CallLog.Share;
import dev.devledger.application.sync.budget.CallLog.Slot;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
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
 * One request to TrackingTime within the budget; thread-safe. Only what reads is sent again where nothing came of it. No
 * body, no answer and no password is ever logged.
 */
public final class TrackingTimeClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingTimeClient.class);
    private static final MediaType JSON = MediaType.get("application/json");

    /** A page of 20,000 entries has some 15 MB. */
    private static final long LONGEST_ANSWER = 64L << 20;

    private final RemoteHttp http;
    private final TrackingTimeAccount account;
    private final CallBudget budget;
    private final Tries tries;
    private final String userAgent;

    public TrackingTimeClient(
            TrackingTimeSettings settings, TrackingTimeAccount account, CallBudget budget, IntervalFunction pause) {
        this.account = account;
        this.budget = budget;
        this.tries = new Tries(pause, settings.limits().call());
        this.http = new RemoteHttp(settings.limits(), account, budget, settings.version());
        // TrackingTime wants to know who it is, and where to find them.
        this.userAgent = "devledger/" + settings.version() + " (https://devledger.dev)";
    }

    public TrackingTimeAccount account() {
        return account;
    }

    public Outcome call(Share share, Endpoint endpoint) {
        return repeated(share, endpoint, null);
    }

    public Outcome call(Share share, Endpoint endpoint, JsonNode body) {
        return repeated(share, endpoint, body);
    }

    private Outcome repeated(Share share, Endpoint endpoint, @Nullable JsonNode body) {
        if (!endpoint.isPossible()) {
            return new Refused(0, "TrackingTime has nothing under such an id");
        }
        return endpoint.reads()
                ? tries.run(() -> attempt(share, endpoint, body), TrackingTimeClient::passing)
                : attempt(share, endpoint, body);
    }

    private static boolean passing(Outcome outcome) {
        return outcome instanceof Broken || (outcome instanceof Held held && held.hold() == Backoff.UNREACHABLE);
    }

    private Outcome attempt(Share share, Endpoint endpoint, @Nullable JsonNode body) {
        Optional<String> password = http.token();
        if (password.isEmpty()) {
            return Held.unauthorized("no app password of TrackingTime is set");
        }
        Optional<String> id = account.accountId();
        if (endpoint.ofAccount() && id.isEmpty()) {
            return Held.unauthorized("no account of TrackingTime is chosen");
        }
        HttpUrl url =
                account.apiUrl().map(base -> url(base, endpoint, id.orElse(""))).orElse(null);
        if (url == null) {
            return Held.unreachable("there is no TrackingTime address to call");
        }
        return switch (slot(share)) {
            case null -> Held.unreachable("the database cannot be reached, so the request budget is not known");
            case Slot.Wait(var time) ->
                new Held(Backoff.RATE_LIMITED, "the request budget for TrackingTime is used up", time);
            case Slot.Taken taken -> {
                try {
                    yield exchange(request(url, endpoint, body, password.get()), endpoint);
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
            LOG.warn("No request to TrackingTime: {} ({})", e.getMessage(), String.valueOf(e.getCause()));
            return null;
        }
    }

    private Outcome exchange(Request request, Endpoint endpoint) {
        try (Response response = http.send(request)) {
            Optional<String> text = RemoteHttp.text(response.body().source(), LONGEST_ANSWER);
            LOG.debug("{} answered {}", endpoint, response.code());
            return text.map(body -> judge(response, body, endpoint))
                    .orElseGet(() -> new Broken("TrackingTime's answer is too long", !endpoint.reads()));
        } catch (IOException e) {
            LOG.debug("{} failed: {}", endpoint, e.toString());
            String reason = RemoteHttp.plain(e.getMessage() == null ? e.toString() : e.getMessage());
            return RemoteHttp.mayHaveGone(request)
                    ? new Broken("TrackingTime did not answer: " + reason, !endpoint.reads())
                    : Held.unreachable("no connection to TrackingTime: " + reason);
        }
    }

    private Outcome judge(Response response, String body, Endpoint endpoint) {
        Outcome outcome = ErrorRules.judge(endpoint, response.code(), body);
        if (outcome instanceof Outcome.Answered || outcome instanceof Outcome.Csv) {
            return outcome;
        }
        outcome = ErrorRules.judge(endpoint, response.code(), withoutPassword(body, response));
        if (outcome instanceof Held(var hold, var reason, var after) && hold == Backoff.RATE_LIMITED) {
            LOG.warn("{} exceeded TrackingTime's request limit; Devledger makes no calls for now", endpoint);
            return new Held(hold, reason, budget.exceeded());
        }
        LOG.atLevel(outcome instanceof Held ? Level.WARN : Level.DEBUG)
                .log("{} came to nothing: {}", endpoint, outcome);
        return outcome;
    }

    /** What is said of a failure is shown to people: neither the password nor the header that it makes may come back in it. */
    private String withoutPassword(String body, Response response) {
        String header = response.request().header("Authorization");
        String basic = header == null ? "" : header.substring(header.indexOf(' ') + 1);
        String plain = RemoteHttp.withoutToken(body, response);
        return basic.isEmpty() ? plain : plain.replace(basic, "…");
    }

    private Request request(HttpUrl url, Endpoint endpoint, @Nullable JsonNode body, String password) {
        return http.request(url, password)
                .header("User-Agent", userAgent)
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

    private static @Nullable HttpUrl url(URI base, Endpoint endpoint, String account) {
        HttpUrl url = HttpUrl.get(base);
        if (url == null) {
            return null;
        }
        HttpUrl.Builder builder = url.newBuilder().query(null);
        if (url.pathSegments().getLast().isEmpty()) {
            builder.removePathSegment(url.pathSize() - 1);
        }
        if (endpoint.ofAccount()) {
            builder.addPathSegment(account);
        }
        endpoint.path().forEach(builder::addPathSegment);
        endpoint.query().forEach(each -> builder.addQueryParameter(each.key(), each.value()));
        return builder.build();
    }

    @Override
    public void close() {
        http.close();
    }
}
