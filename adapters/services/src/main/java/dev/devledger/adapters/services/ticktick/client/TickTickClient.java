package dev.devledger.adapters.services.ticktick.client;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Broken;
import dev.devledger.adapters.services.ticktick.client.Outcome.Denied;
import dev.devledger.adapters.services.ticktick.client.Outcome.Held;
import dev.devledger.adapters.services.ticktick.client.Outcome.NotFound;
import dev.devledger.application.sync.budget.CallLog;
import dev.devledger.application.sync.budget.CallLog.Share;
import dev.devledger.application.sync.budget.CallLog.Slot;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

/**
 * One call to TickTick within the budget and the time limits. It is sent again only where that can do nothing twice
 * ({@link Repeats}). Neither a body nor the token is ever logged.
 */
public final class TickTickClient implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TickTickClient.class);
    private static final MediaType JSON = MediaType.get("application/json");

    /** Far above what TickTick answers in pages, or of one object; far below what would hurt. */
    static final long LONGEST_ANSWER = 32L << 20;

    /** Of a list, which is not held as text: far above any that TickTick's quotas allow. */
    static final long LONGEST_LIST = 256L << 20;

    private final RemoteHttp http;
    private final TickTickAccount account;
    private final CallBudget budget;
    private final Repeats repeats;

    public TickTickClient(
            TickTickSettings settings, TickTickAccount account, CallBudget budget, IntervalFunction pause) {
        this.account = account;
        this.budget = budget;
        this.repeats = new Repeats(pause, settings.limits().call());
        this.http = new RemoteHttp(settings.limits(), account, budget, settings.version());
    }

    public Outcome call(Share share, Endpoint endpoint) {
        return call(share, endpoint, null, null);
    }

    /** Whatever is repeated ({@link Repeats}) asks for its place in the budget each time. */
    public Outcome call(Share share, Endpoint endpoint, @Nullable String json) {
        return call(share, endpoint, json, null);
    }

    /** The same for an answer that may be long: its tasks go to the sink, and are not in what is answered. */
    public Outcome call(Share share, Endpoint endpoint, RowSink tasks) {
        return call(share, endpoint, null, tasks);
    }

    private Outcome call(Share share, Endpoint endpoint, @Nullable String json, @Nullable RowSink tasks) {
        return endpoint.isPossible()
                ? repeats.call(endpoint, () -> attempt(share, endpoint, json, tasks))
                : new NotFound();
    }

    private Outcome attempt(Share share, Endpoint endpoint, @Nullable String json, @Nullable RowSink tasks) {
        Optional<String> token = http.token();
        if (token.isEmpty()) {
            return new Held(
                    Backoff.NEEDS_AUTHORIZATION,
                    "no TickTick account is connected; connect one or set an access token",
                    ErrorRules.AUTHORIZATION_AFTER);
        }
        HttpUrl url = account.apiUrl().map(base -> url(base, endpoint)).orElse(null);
        if (url == null) {
            return Held.unreachable("there is no TickTick address to call");
        }
        return switch (slot(share)) {
            case null -> Held.unreachable("the database cannot be reached, so the request budget is not known");
            case Slot.Wait(var time) ->
                new Held(Backoff.RATE_LIMITED, "the request budget for TickTick is used up", time);
            case Slot.Taken taken -> {
                try {
                    yield exchange(request(url, endpoint, json, token.get()), endpoint, tasks);
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
            log.warn("No request to TickTick: {} ({})", e.getMessage(), String.valueOf(e.getCause()));
            return null;
        }
    }

    private Outcome exchange(Request request, Endpoint endpoint, @Nullable RowSink tasks) {
        long begun = System.nanoTime();
        try (Response response = http.send(request)) {
            if (tasks != null && response.isSuccessful()) {
                return new LongAnswer(response.body().byteStream(), LONGEST_LIST).read(tasks);
            }
            Optional<String> body = RemoteHttp.text(response.body().source(), LONGEST_ANSWER);
            log.debug("{} answered {} in {} ms", endpoint, response.code(), millisSince(begun));
            return body.map(text -> judge(response, text, endpoint))
                    .orElseGet(() -> new Broken("", "TickTick's answer is too long", false));
        } catch (IOException e) {
            log.debug("{} failed after {} ms: {}", endpoint, millisSince(begun), e.toString());
            return failed(request, e);
        }
    }

    private Outcome judge(Response response, String body, Endpoint endpoint) {
        int status = response.code();
        Outcome judged =
                ErrorRules.judge(status, response.isSuccessful() ? body : RemoteHttp.withoutToken(body, response));
        Outcome outcome = endpoint.isInOneList() ? judged : ErrorRules.ofTheAccount(judged);
        switch (outcome) {
            case Held(var hold, var reason, var after)
            when hold == Backoff.RATE_LIMITED -> {
                log.warn("{} exceeded TickTick's request limit; Devledger makes no calls for now", endpoint);
                return new Held(hold, reason, budget.exceeded());
            }
            case Held held -> log.warn("{} was refused with status {}: {}", endpoint, status, held.reason());
            case Denied denied -> log.warn("{} was refused with status {} {}", endpoint, status, denied.code());
            case Answered answered -> {}
            case NotFound gone -> {}
            case Broken broken -> {}
        }
        return outcome;
    }

    private static Outcome failed(Request request, IOException e) {
        String reason = RemoteHttp.plain(e.getMessage() == null ? e.toString() : e.getMessage());
        if (RemoteHttp.mayHaveGone(request)) {
            return new Broken("", "TickTick did not answer: " + reason, true);
        }
        return Held.unreachable("no connection to TickTick: " + reason);
    }

    private Request request(HttpUrl url, Endpoint endpoint, @Nullable String json, String token) {
        return http.request(url, token)
                .method(endpoint.method(), body(endpoint, json))
                .build();
    }

    private static @Nullable RequestBody body(Endpoint endpoint, @Nullable String json) {
        if (json != null) {
            return RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON); // as text it would gain a charset
        }
        return endpoint.method().equals("POST") ? RequestBody.create(new byte[0], null) : null;
    }

    private static @Nullable HttpUrl url(URI base, Endpoint endpoint) {
        HttpUrl url = HttpUrl.get(base);
        if (url == null) {
            return null;
        }
        HttpUrl.Builder builder = url.newBuilder().query(endpoint.query().isEmpty() ? null : endpoint.query());
        if (url.pathSegments().getLast().isEmpty()) {
            builder.removePathSegment(url.pathSize() - 1);
        }
        endpoint.path().forEach(builder::addPathSegment);
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
