package dev.devledger.adapters.services.kernel;

import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sends requests of one account. It tells of each that failed whether it may have gone out, and never what its token is. */
public final class RemoteHttp implements AutoCloseable {
    private static final int LONGEST_TEXT = 200;

    private final OkHttpClient http;
    private final ServiceAccount account;
    private final UnaryOperator<String> authorization;
    private final String userAgent;

    /** @param authorization the header that a token makes */
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
                .authenticator(new AnotherToken(account, authorization, budget))
                .build();
    }

    /** The token of the next call; empty where there is none that a header can have. */
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

    /** Once, but for another token after a 401. */
    public Response send(Request request) throws IOException {
        return http.newCall(request).execute();
    }

    /** Of one that failed: false where surely nothing of it arrived. */
    public static boolean mayHaveGone(Request request) {
        Sent sent = request.tag(Sent.class);
        return sent != null && sent.begun().get();
    }

    /** What a service says of a failure is shown to people and kept with the link, so it must not echo the token. */
    public static String withoutToken(String body, Response response) {
        Sent sent = response.request().tag(Sent.class);
        return sent == null ? body : body.replace(sent.token(), "…");
    }

    /** Empty where it is longer than that many bytes. */
    public static Optional<String> text(BufferedSource source, long longest) throws IOException {
        return source.request(longest + 1) ? Optional.empty() : Optional.of(source.readUtf8());
    }

    /** Foreign text on its way to a log and a page: one line, and not a long one. */
    public static String plain(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT);
    }

    /** A token with a line break in it would make OkHttp throw, and no account has one. */
    static boolean fitsHeader(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    /**
     * Runs once the connection stands, handshake included, and before the first byte of the request: until here a failure
     * means that nothing was sent.
     */
    private static Response noteSending(Interceptor.Chain chain) throws IOException {
        Sent sent = chain.request().tag(Sent.class);
        if (sent != null) {
            sent.begun().set(true);
        }
        return chain.proceed(chain.request());
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** What direct calls say of the connection to a service: whether there is one, and why a request was held back. */
    public static final class Connections {
        private Connections() {}

        public static DirectReply told(String state, String message) {
            return new DirectReply.Json(JsonNodeFactory.instance
                    .objectNode()
                    .put("connected", false)
                    .put("state", state)
                    .put("message", message)
                    .toString());
        }

        public static DirectReply none(String service, DirectReply.No no) {
            return switch (no) {
                case DirectReply.NotAuthorized(var detail) -> told("needs-authorization", detail);
                case DirectReply.Away away -> told("unreachable", away.detail());
                case DirectReply.RateLimited limited ->
                    told(
                            "rate-limited",
                            service + " takes no more calls for "
                                    + limited.retryAfter().toSeconds() + " s.");
                case DirectReply.No other -> other;
            };
        }

        /** @param connect how an account is connected */
        public static DirectReply.No held(Backoff hold, String reason, Duration after, String connect) {
            return switch (hold) {
                case RATE_LIMITED -> new DirectReply.RateLimited(after);
                case NEEDS_AUTHORIZATION, FORBIDDEN, OFF ->
                    new DirectReply.NotAuthorized(sentence(reason) + " " + connect);
                case UNREACHABLE, FULL -> new DirectReply.Away(sentence(reason) + " This was not sent.");
            };
        }

        public static String sentence(String text) {
            return text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
        }
    }
}
