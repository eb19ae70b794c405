package dev.devledger.adapters.services.kernel;

import dev.devledger.application.connection.AuthorizationServer;
import dev.devledger.application.connection.OAuthService;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OAuth of one service. Each request goes out once, follows no redirect, and what comes back is shown to nobody but
 * for the error's name: it could repeat a secret.
 */
public final class OAuthClient implements AuthorizationServer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthClient.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long LONGEST_ANSWER = 4L << 20;
    private static final int LONGEST_TEXT = 200;

    private final OAuthService service;
    private final HttpUrl authorizeUrl;
    private final TokenRequests requests;
    private final TokenAnswers answers;
    private final OkHttpClient http;

    /**
     * @param limit how long an answer may take
     * @throws IllegalArgumentException where one of the service's addresses is none of HTTP
     */
    public OAuthClient(OAuthService service, Duration limit, InstantSource clock) {
        this.service = service;
        this.authorizeUrl = url("authorize-url", service.authorizeUrl());
        this.requests =
                new TokenRequests(service, url("token-url", service.tokens().url()));
        this.answers = new TokenAnswers(service, clock);
        this.http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(limit)
                .writeTimeout(limit)
                .callTimeout(limit.plus(CONNECT))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                // At "Retry-After: 0" OkHttp would send it again by itself, and a code is good once.
                .addNetworkInterceptor(chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .removeHeader("Retry-After")
                        .build())
                .build();
    }

    private static HttpUrl url(String what, URI uri) {
        HttpUrl url = HttpUrl.get(uri);
        if (url == null) {
            throw new IllegalArgumentException("the " + what + " " + uri + " is no address that starts with https://");
        }
        return url;
    }

    @Override
    public OAuthService service() {
        return service;
    }

    @Override
    public URI page(String state, String challenge, URI back) {
        HttpUrl.Builder page = authorizeUrl
                .newBuilder()
                .addQueryParameter("client_id", requests.clientId())
                .addQueryParameter("state", state)
                .addQueryParameter("redirect_uri", back.toString())
                .addQueryParameter("response_type", "code");
        requests.scope().forEach(page::addQueryParameter);
        if (service.pkce()) {
            page.addQueryParameter("code_challenge", challenge).addQueryParameter("code_challenge_method", "S256");
        }
        return page.build().uri();
    }

    @Override
    public Grant exchange(String code, String verifier, URI back) {
        return ask(requests.code(code, verifier, back));
    }

    @Override
    public Grant renew(String renewal) {
        return ask(requests.renewal(renewal));
    }

    private Grant ask(Request request) {
        try (Response response = http.newCall(request).execute()) {
            LOG.debug("The token endpoint of {} answered {}", service.title(), response.code());
            return answers.read(response.code(), text(response.body().source()));
        } catch (IOException e) {
            return new Grant.NoAnswer(service.title() + " did not answer: " + plain(e.getMessage()));
        }
    }

    private static String text(BufferedSource source) throws IOException {
        return source.request(LONGEST_ANSWER + 1) ? "" : source.readUtf8();
    }

    /** Foreign text on its way to a page and a log: one line, and not a long one. */
    private static String plain(@Nullable String text) {
        String line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT);
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
