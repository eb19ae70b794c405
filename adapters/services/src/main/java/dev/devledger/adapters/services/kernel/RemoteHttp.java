package dev.devledger.adapters.services.kernel;

import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.memory.Cycles.Lease;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Sends requests of one account. Of a failed request it knows if it may have reached the service. Errors never show the
 * token.
 */
public final class RemoteHttp implements AutoCloseable {
    private static final int LONGEST_TEXT = 200;

    private final OkHttpClient http;
    private final ServiceAccount account;
    private final UnaryOperator<String> authorization;
    private final String userAgent;

    /** @param authorization builds the header from a token */
    RemoteHttp(
            HttpLimits limits,
            ServiceAccount account,
            UnaryOperator<String> authorization,
            CallBudget budget,
            String userAgent) {
        this.account = account;
        this.authorization = authorization;
        this.userAgent = userAgent;
        this.http = limits.http()
                // A connection that the server has dropped turns a write that never arrived into an unknown one. OkHttp
                // looks for that after 10 s of idling; servers drop after 60 s or so, so none is kept that long.
                .connectionPool(new ConnectionPool(4, 30, TimeUnit.SECONDS))
                .addNetworkInterceptor(RemoteHttp::noteSending)
                .authenticator(new TokenRetryAuthenticator(account, authorization, budget))
                .build();
    }

    /** Returns the token for the next call; empty if there is none, or if it does not fit into a header. */
    public Optional<String> token() {
        return account.token().get().map(String::strip).filter(RemoteHttp::fitsHeader);
    }

    public Request.Builder request(HttpUrl url, String token) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", authorization.apply(token))
                .header("User-Agent", userAgent)
                .header("Accept", "application/json")
                .tag(Sent.class, new Sent(token));
    }

    /** Sends the request. After a 401 it is sent once more if there is another token. */
    public Response send(Request request) throws IOException {
        return http.newCall(request).execute();
    }

    /** False if a failed request certainly did not reach the service. */
    public static boolean mayHaveGone(Request request) {
        Sent sent = request.tag(Sent.class);
        return sent != null && sent.begun().get();
    }

    /** Removes the token from an error text, which is shown to users and stored with the link. */
    public static String withoutToken(String body, Response response) {
        Sent sent = response.request().tag(Sent.class);
        return sent == null ? body : body.replace(sent.token(), "…");
    }

    /** Reads a body as text; empty if the body has more bytes than the limit. */
    public static Optional<String> text(BufferedSource source, long longest) throws IOException {
        return source.request(longest + 1) ? Optional.empty() : Optional.of(source.readUtf8());
    }

    /** Shortens a text of a service to one line, for a log or a page. */
    public static String plain(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT);
    }

    /** True if the token fits into a header: OkHttp would throw at a line break. */
    static boolean fitsHeader(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    /**
     * Notes the sending when the connection is ready, after the handshake and before the first byte of the request. So
     * a failure before that means that nothing was sent.
     */
    private static Response noteSending(Interceptor.Chain chain) throws IOException {
        Sent sent = chain.request().tag(Sent.class);
        if (sent != null) {
            sent.begun().set(true);
        }
        return chain.proceed(chain.request());
    }

    /** Ends the running calls, which then fail, and closes the connections. */
    public static void close(OkHttpClient http) {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    @Override
    public void close() {
        close(http);
    }

    /** Makes replies about the connection to a service: its state, and the reason why a request was not sent. */
    public static final class ConnectionReplies {
        private ConnectionReplies() {}

        public static DirectReply told(String state, String message) {
            return new DirectReply.Json(JsonNodeFactory.instance
                    .objectNode()
                    .put("connected", false)
                    .put("state", state)
                    .put("message", message)
                    .toString());
        }

        public static DirectReply none(String service, DirectReply.Refusal no) {
            return switch (no) {
                case DirectReply.NotAuthorized(var detail) -> told("needs-authorization", detail);
                case DirectReply.Unreachable away -> told("unreachable", away.detail());
                case DirectReply.RateLimited limited ->
                    told(
                            "rate-limited",
                            service + " takes no more calls for "
                                    + limited.retryAfter().toSeconds() + " s.");
                case DirectReply.Refusal other -> other;
            };
        }

        /** @param connect the instructions for connecting an account */
        public static DirectReply.Refusal held(NotSentReason hold, String reason, Duration after, String connect) {
            return switch (hold) {
                case RATE_LIMITED -> new DirectReply.RateLimited(after);
                case NEEDS_AUTHORIZATION, FORBIDDEN, OFF ->
                    new DirectReply.NotAuthorized(sentence(reason) + " " + connect);
                case UNREACHABLE, FULL -> new DirectReply.Unreachable(sentence(reason) + " This was not sent.");
            };
        }

        public static String sentence(String text) {
            return text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
        }
    }

    /**
     * After a 401, which means that nothing was done, repeats the request once with another token, if the account has
     * one.
     */
    record TokenRetryAuthenticator(ServiceAccount account, UnaryOperator<String> authorization, CallBudget budget)
            implements Authenticator {

        @Override
        public @Nullable Request authenticate(@Nullable Route route, Response response) {
            Sent sent = response.request().tag(Sent.class);
            if (response.priorResponse() != null || sent == null) {
                return null;
            }
            Optional<String> other = account.insteadOf().apply(sent.token()).filter(RemoteHttp::fitsHeader);
            if (other.isEmpty()) {
                return null;
            }
            // The repeat is a further call in the budget.
            try {
                if (budget.start(SharedCallBudget.CallPurpose.INTERACTIVE)
                        instanceof SharedCallBudget.CallDecision.Allowed taken) {
                    budget.ended(taken);
                }
            } catch (SharedCallBudget.Unavailable e) {
                return null; // a call that cannot be counted must not be sent
            }
            return response.request()
                    .newBuilder()
                    .header("Authorization", authorization.apply(other.get()))
                    .tag(Sent.class, sent.with(other.get()))
                    .build();
        }
    }

    /** The data of a request that is not in the headers: the token, and whether the first byte may have been sent. */
    record Sent(String token, AtomicBoolean begun) {
        Sent(String token) {
            this(token, new AtomicBoolean());
        }

        Sent with(String other) {
            return new Sent(other, begun);
        }

        /** Omits the token. */
        @Override
        public String toString() {
            return "Sent[" + begun + "]";
        }
    }

    /**
     * The time limits of a call.
     *
     * @param call the limit of the whole call, including the connecting
     */
    public record HttpLimits(Duration connect, Duration read, Duration write, Duration call) {
        private static final Duration CONNECT = Duration.ofSeconds(5);

        /** The reserve for the other work of a step, and for the difference between the clocks of two nodes. */
        private static final Duration MARGIN = Duration.ofSeconds(10);

        /** The highest allowed limit of an answer. */
        public static final Duration LONGEST_ANSWER = longestAnswer(CONNECT);

        /** The default limits. */
        public static final HttpLimits STANDARD =
                new HttpLimits(CONNECT, Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(20));

        public HttpLimits {
            positive("connect", connect);
            positive("read", read);
            positive("write", write);
            positive("call", call);
        }

        /**
         * Returns the same limits with another limit of an answer.
         *
         * @throws IllegalArgumentException if with the limit two writes, which some steps take, could last longer than
         *     the sync's lease, so that another node could take over and write as well (docs/sync-design.md, section 3,
         *     step 0)
         */
        public HttpLimits answeringWithin(Duration limit) {
            Duration most = longestAnswer(connect);
            if (limit.compareTo(most) > 0) {
                throw new IllegalArgumentException("the time limit must be " + most.toSeconds()
                        + "s at most, as two requests have to end before another node may take over");
            }
            return new HttpLimits(connect, limit, limit, limit.plus(connect));
        }

        /** Returns a client that sends each request once, does not follow redirects, and ends calls at the limits. */
        public OkHttpClient.Builder http() {
            return new OkHttpClient.Builder()
                    .connectTimeout(connect)
                    .readTimeout(read)
                    .writeTimeout(write)
                    .callTimeout(call)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .retryOnConnectionFailure(false)
                    // Without this, OkHttp would repeat a request by itself at "Retry-After: 0", even a write.
                    .addNetworkInterceptor(chain -> chain.proceed(chain.request())
                            .newBuilder()
                            .removeHeader("Retry-After")
                            .build());
        }

        private static Duration longestAnswer(Duration connect) {
            return Lease.LENGTH.minus(MARGIN).dividedBy(2).minus(connect);
        }

        private static void positive(String what, Duration limit) {
            // For OkHttp zero means no limit, and a call without a limit could block its sync cycle forever.
            if (limit.toMillis() <= 0) {
                throw new IllegalArgumentException("the " + what + " time limit must be a millisecond at least");
            }
        }
    }

    /**
     * Repeats a call that may succeed a moment later: at most three tries, and no new try once the time limit of one call
     * has passed. The caller decides which calls may be repeated.
     */
    public static final class Tries {
        private static final int MOST = 3;

        /**
         * The pause before a try is random, up to 0.2 s, then up to 0.4 s, so that nodes whose calls failed together do not
         * repeat them together.
         */
        public static final IntervalFunction JITTER =
                tries -> ThreadLocalRandom.current().nextLong(100L << tries);

        private final Retry retry;
        private final Duration limit;

        public Tries(IntervalFunction pause, Duration limit) {
            RetryConfig config = RetryConfig.custom()
                    .maxAttempts(MOST)
                    .intervalFunction(pause)
                    .retryExceptions(TransientFailure.class)
                    .build();
            this.retry = Retry.of("remote", config);
            this.limit = limit;
        }

        /** Returns the result of the last try. */
        public <T> T run(Supplier<T> attempt, Predicate<T> passing) {
            Attempts<T> attempts = new Attempts<>(attempt, passing);
            try {
                return retry.executeSupplier(attempts::next);
            } catch (TransientFailure lastOne) {
                return attempts.last();
            }
        }

        /**
         * As {@link #run}, for writes. If an earlier try may have had an effect, a later try that fails does not change
         * that, so then the earlier result is returned.
         *
         * @param open true for a result of a try that may have had an effect
         * @param closed true for a result that shows the effect for certain
         */
        public <T> T keeping(Supplier<T> attempt, Predicate<T> passing, Predicate<T> open, Predicate<T> closed) {
            AtomicReference<@Nullable T> left = new AtomicReference<>();
            T last = run(
                    () -> {
                        T outcome = attempt.get();
                        if (open.test(outcome)) {
                            left.set(outcome);
                        }
                        return outcome;
                    },
                    passing);
            T maybe = left.get();
            return maybe == null || closed.test(last) ? last : maybe;
        }

        /**
         * Marks the result of a try that may be repeated. It is an exception, as an interrupt then ends the tries cleanly.
         */
        private static final class TransientFailure extends RuntimeException {
            private static final long serialVersionUID = 1L;

            TransientFailure() {
                super("", null, false, false);
            }
        }

        private final class Attempts<T> {
            private final Supplier<T> attempt;
            private final Predicate<T> passing;
            private final long begun = System.nanoTime();
            private @Nullable T last;

            Attempts(Supplier<T> attempt, Predicate<T> passing) {
                this.attempt = attempt;
                this.passing = passing;
            }

            T next() {
                T outcome = attempt.get();
                last = outcome;
                if (passing.test(outcome) && System.nanoTime() - begun < limit.toNanos()) {
                    throw new TransientFailure();
                }
                return outcome;
            }

            T last() {
                return Objects.requireNonNull(last);
            }
        }
    }
}
