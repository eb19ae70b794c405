package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.CallLog;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.CallLog.Slot;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One request to a service within the budget of its account; thread-safe. What may be sent again is for its caller to know.
 * Neither a body nor the token is ever logged.
 *
 * @param <O> what came of a call
 */
public final class ServiceClient<O> implements AutoCloseable {
    /** At the earliest. A person may take hours to renew a token, but a refusal can also be a hiccup of the service's. */
    public static final Duration AUTHORIZATION_AFTER = Duration.ofSeconds(1);

    public static final Duration UNREACHABLE_AFTER = Duration.ofSeconds(10);

    private static final MediaType JSON = MediaType.get("application/json");

    /**
     * What a service is called, and what its calls come to where it says nothing itself.
     *
     * @param name as people write it
     * @param withoutToken what is missing where there is no token
     * @param longestAnswer in bytes: far above what its answers are, and far below what would hurt
     * @param held surely nothing was done
     * @param broken nobody knows whether something was
     */
    public record Words<O>(
            String name, String withoutToken, long longestAnswer, Logger log, Held<O> held, Broken<O> broken) {
        public interface Held<O> {
            O of(Backoff hold, String reason, Duration after);
        }

        public interface Broken<O> {
            /** @param passing whether the same call may well get an answer a moment later */
            O of(Endpoint endpoint, String reason, boolean passing);
        }
    }

    /** What else is a service's own. */
    public interface Service<O> {

        O judge(Endpoint endpoint, Response response, String body);

        /** The header that a token makes. */
        default String authorization(String token) {
            return "Bearer " + token;
        }

        default String userAgent(String version) {
            return "devledger/" + version;
        }

        default List<String> path(Endpoint endpoint) {
            return endpoint.path();
        }

        /** Why a call has to wait for its place in the budget. */
        default String limited(String otherwise) {
            return otherwise;
        }

        /** @param sent our calls when the answered one went out, itself too */
        default void learn(Headers headers, long sent) {}
    }

    /** Reads an answer before its connection is given back. */
    public interface Reader<O> {
        O read(Response response) throws IOException;
    }

    private final Service<O> service;
    private final Words<O> words;
    private final ServiceAccount account;
    private final CallBudget budget;
    private final RemoteHttp http;

    public ServiceClient(
            Words<O> words, Service<O> service, ServiceAccount account, ServiceSettings settings, CallBudget budget) {
        this.service = service;
        this.words = words;
        this.account = account;
        this.budget = budget;
        this.http = new RemoteHttp(
                settings.limits(), account, service::authorization, budget, service.userAgent(settings.version()));
    }

    /** Whether there is a token that a header can have. */
    public boolean hasToken() {
        return http.token().isPresent();
    }

    public O send(Share share, Endpoint endpoint, byte @Nullable [] json) {
        return send(share, endpoint, json, response -> answer(endpoint, response));
    }

    public O send(Share share, Endpoint endpoint, byte @Nullable [] json, Reader<O> reader) {
        Optional<String> token = http.token();
        if (token.isEmpty()) {
            return words.held().of(Backoff.NEEDS_AUTHORIZATION, words.withoutToken(), AUTHORIZATION_AFTER);
        }
        HttpUrl url = account.api()
                .apply(endpoint.base())
                .map(base -> url(base, endpoint))
                .orElse(null);
        if (url == null) {
            return unreachable("there is no " + words.name() + " address to call");
        }
        return switch (slot(share)) {
            case null -> unreachable("the database cannot be reached, so the request budget is not known");
            case Slot.Wait(var time) ->
                words.held()
                        .of(
                                Backoff.RATE_LIMITED,
                                service.limited("the request budget for " + words.name() + " is used up"),
                                time);
            case Slot.Taken taken -> {
                try {
                    Request request = http.request(url, token.get())
                            .method(endpoint.method().name(), body(endpoint, json))
                            .build();
                    yield exchange(request, endpoint, reader);
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
            words.log().warn("No request to {}: {} ({})", words.name(), e.getMessage(), String.valueOf(e.getCause()));
            return null;
        }
    }

    private O exchange(Request request, Endpoint endpoint, Reader<O> reader) {
        long begun = System.nanoTime();
        long sent = budget.sent();
        try (Response response = http.send(request)) {
            service.learn(response.headers(), sent);
            O outcome = reader.read(response);
            words.log().debug("{} answered {} in {} ms", endpoint, response.code(), millisSince(begun));
            return outcome;
        } catch (IOException e) {
            words.log().debug("{} failed after {} ms: {}", endpoint, millisSince(begun), e.toString());
            String reason = RemoteHttp.plain(e.getMessage() == null ? e.toString() : e.getMessage());
            return RemoteHttp.mayHaveGone(request)
                    ? words.broken().of(endpoint, words.name() + " did not answer: " + reason, true)
                    : unreachable("no connection to " + words.name() + ": " + reason);
        }
    }

    public O answer(Endpoint endpoint, Response response) throws IOException {
        return RemoteHttp.text(response.body().source(), words.longestAnswer())
                .map(body -> service.judge(endpoint, response, body))
                .orElseGet(() -> words.broken().of(endpoint, words.name() + "'s answer is too long", false));
    }

    private O unreachable(String reason) {
        return words.held().of(Backoff.UNREACHABLE, reason, UNREACHABLE_AFTER);
    }

    private static @Nullable RequestBody body(Endpoint endpoint, byte @Nullable [] json) {
        if (json != null) {
            return RequestBody.create(json, JSON); // as text it would gain a charset
        }
        return switch (endpoint.method()) {
            case POST, PUT -> RequestBody.create(new byte[0], null);
            case GET, DELETE -> null;
        };
    }

    private @Nullable HttpUrl url(URI base, Endpoint endpoint) {
        HttpUrl url = HttpUrl.get(base);
        if (url == null) {
            return null;
        }
        HttpUrl.Builder builder = url.newBuilder().query(null);
        if (url.pathSegments().getLast().isEmpty()) {
            builder.removePathSegment(url.pathSize() - 1);
        }
        service.path(endpoint).forEach(builder::addPathSegment);
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
