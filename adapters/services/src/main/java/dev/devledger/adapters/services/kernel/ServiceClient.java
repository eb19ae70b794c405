package dev.devledger.adapters.services.kernel;

import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.connector.SharedCallBudget.CallDecision;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Sends requests to a service within the budget of the account; thread-safe. The caller decides which requests may be
 * repeated. Neither a body nor the token is ever logged.
 *
 * @param <O> the type of the outcome of a call
 */
public final class ServiceClient<O> implements AutoCloseable {
    /**
     * The earliest retry after a refused token: renewing it may take a user hours, but the refusal can also be a short
     * fault of the service.
     */
    public static final Duration AUTHORIZATION_AFTER = Duration.ofSeconds(1);

    public static final Duration UNREACHABLE_AFTER = Duration.ofSeconds(10);

    private static final MediaType JSON = MediaType.get("application/json");

    /**
     * The name of a service, and the outcomes of calls that it did not answer.
     *
     * @param name the name as users write it
     * @param withoutToken the text for a missing token
     * @param longestAnswer the longest accepted answer in bytes, far longer than real answers, and short enough for the
     *     memory
     * @param held makes the outcome of a call that was not sent
     * @param broken makes the outcome of a call that may have had an effect
     */
    public record ServiceDescriptor<O>(
            String name, String withoutToken, long longestAnswer, Logger log, Held<O> held, Broken<O> broken) {
        public interface Held<O> {
            O of(NotSentReason hold, String reason, Duration after);
        }

        public interface Broken<O> {
            /** @param passing true if the same call may succeed a moment later */
            O of(Endpoint endpoint, String reason, boolean passing);
        }
    }

    /** The parts of a client that differ between services. */
    public interface ServiceProtocol<O> {

        O judge(Endpoint endpoint, Response response, String body);

        /** Builds the authorization header from a token. */
        default String authorization(String token) {
            return "Bearer " + token;
        }

        default String userAgent(String version) {
            return "devledger/" + version;
        }

        default List<String> path(Endpoint endpoint) {
            return endpoint.path();
        }

        /** Returns the reason why a call has to wait for the budget; by default {@code otherwise}. */
        default String limited(String otherwise) {
            return otherwise;
        }

        /** @param sent the number of this node's calls when the answered call was made, including it */
        default void learn(Headers headers, long sent) {}
    }

    /** Reads an answer while its connection is open. */
    public interface Reader<O> {
        O read(Response response) throws IOException;
    }

    private final ServiceProtocol<O> service;
    private final ServiceDescriptor<O> words;
    private final ServiceAccount account;
    private final CallBudget budget;
    private final RemoteHttp http;

    public ServiceClient(
            ServiceDescriptor<O> words,
            ServiceProtocol<O> service,
            ServiceAccount account,
            ClientLimits settings,
            CallBudget budget) {
        this.service = service;
        this.words = words;
        this.account = account;
        this.budget = budget;
        this.http = new RemoteHttp(
                settings.limits(), account, service::authorization, budget, service.userAgent(settings.version()));
    }

    /** True if there is a token that fits into a header. */
    public boolean hasToken() {
        return http.token().isPresent();
    }

    public O send(CallPurpose share, Endpoint endpoint, byte @Nullable [] json) {
        return send(share, endpoint, json, response -> answer(endpoint, response));
    }

    public O send(CallPurpose share, Endpoint endpoint, byte @Nullable [] json, Reader<O> reader) {
        Optional<String> token = http.token();
        if (token.isEmpty()) {
            return words.held().of(NotSentReason.NEEDS_AUTHORIZATION, words.withoutToken(), AUTHORIZATION_AFTER);
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
            case CallDecision.Delayed(var time) ->
                words.held()
                        .of(
                                NotSentReason.RATE_LIMITED,
                                service.limited("the request budget for " + words.name() + " is used up"),
                                time);
            case CallDecision.Allowed taken -> {
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

    private @Nullable CallDecision slot(CallPurpose share) {
        try {
            return budget.start(share);
        } catch (SharedCallBudget.Unavailable e) {
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
        return words.held().of(NotSentReason.UNREACHABLE, reason, UNREACHABLE_AFTER);
    }

    private static @Nullable RequestBody body(Endpoint endpoint, byte @Nullable [] json) {
        if (json != null) {
            return RequestBody.create(json, JSON); // a text body would gain a charset
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

    /**
     * The requests of the sync, each in one of the budget's shares.
     *
     * @param <O> the type of the outcome of a call
     * @param <B> the type of a body
     */
    public interface Calls<O, B> {
        O call(CallPurpose share, Endpoint endpoint);

        /** Makes a call; each repeat of the call counts in the budget, too. */
        O call(CallPurpose share, Endpoint endpoint, B body);

        default O read(Endpoint endpoint) {
            return call(CallPurpose.READ, endpoint);
        }

        default O read(Endpoint endpoint, B body) {
            return call(CallPurpose.READ, endpoint, body);
        }

        default O write(Endpoint endpoint) {
            return call(CallPurpose.WRITE, endpoint);
        }

        default O write(Endpoint endpoint, B body) {
            return call(CallPurpose.WRITE, endpoint, body);
        }

        /** Reads an object after a write whose outcome is unknown. */
        default O resolve(Endpoint endpoint) {
            return call(CallPurpose.RESOLUTION, endpoint);
        }

        default O resolve(Endpoint endpoint, B body) {
            return call(CallPurpose.RESOLUTION, endpoint, body);
        }
    }

    /**
     * The settings of a service's client.
     *
     * @param budget the calls in each window, such as {@code 95/60s,285/300s}, or {@code off}
     * @param version the version of Devledger, sent in the User-Agent
     */
    public record ClientLimits(HttpLimits limits, String budget, String version) {

        /** @param calls the log shared by all nodes that use the account; not used if the budget is off */
        public CallBudget budget(SharedCallBudget calls) {
            return new CallBudget(budget, limits.call(), calls, System::nanoTime);
        }
    }

    /**
     * The account that is called, and its address. The suppliers are called before each call: the sandbox has an
     * address only once the server listens, and tokens appear, change and disappear at runtime.
     *
     * @param api returns the API's address for an {@link Endpoint#base}; empty while there is none
     * @param token returns the token; empty while no account is connected
     * @param insteadOf returns another token for one more try after a 401 with the given token; empty if there is none
     * @param id the account that all calls are about; empty if none is set, or if the token opens one account only
     */
    public record ServiceAccount(
            Function<String, Optional<URI>> api,
            Supplier<Optional<String>> token,
            Function<String, Optional<String>> insteadOf,
            Optional<String> id) {

        /** Returns an account with a single token, which has no replacement. */
        public static ServiceAccount of(Function<String, Optional<URI>> api, Supplier<Optional<String>> token) {
            return new ServiceAccount(api, token, refused -> Optional.empty(), Optional.empty());
        }

        /** Returns the account of a service that is off. */
        public static ServiceAccount none() {
            return of(base -> Optional.empty(), Optional::empty);
        }

        public ServiceAccount orElse(Function<String, Optional<String>> another) {
            return new ServiceAccount(api, token, another, id);
        }

        public ServiceAccount with(Optional<String> chosen) {
            return new ServiceAccount(api, token, insteadOf, chosen);
        }

        /** Omits the token. */
        @Override
        public String toString() {
            return "ServiceAccount[" + id + "]";
        }
    }
}
