package dev.devledger.adapters.ticktick.oauth;

import dev.devledger.adapters.ticktick.client.ErrorRules;
import dev.devledger.adapters.ticktick.client.TickTickSettings;
import dev.devledger.adapters.ticktick.json.Wire;
import dev.devledger.application.connection.AuthorizationServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * TickTick's OAuth (docs/ticktick.md, section 1). Each request goes out once, follows no redirect, and what comes back
 * is shown to nobody but for the error's name: it could repeat a secret.
 */
public final class TickTickAuthorization implements AuthorizationServer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TickTickAuthorization.class);
    private static final String SCOPE = "tasks:read tasks:write";
    private static final Pattern INBOX = Pattern.compile("inbox[0-9]{1,30}");
    private static final long LONGEST_ANSWER = 4L << 20;

    private final OAuthApplication application;
    private final HttpUrl authorizeUrl;
    private final HttpUrl tokenUrl;
    private final HttpUrl inboxUrl;
    private final OkHttpClient http;
    private final TokenAnswers answers;

    /** @throws IllegalArgumentException where one of the application's addresses is none of HTTP */
    public TickTickAuthorization(OAuthApplication application, TickTickSettings settings, InstantSource clock) {
        this.application = application;
        this.authorizeUrl = url("authorize-url", application.authorizeUrl());
        this.tokenUrl = url("token-url", application.tokenUrl());
        this.inboxUrl = url("api-url", application.apiUrl())
                .newBuilder()
                .addPathSegments("project/inbox/data")
                .build();
        this.answers = new TokenAnswers(clock);
        this.http = new OkHttpClient.Builder()
                .connectTimeout(settings.connectLimit())
                .readTimeout(settings.readLimit())
                .writeTimeout(settings.writeLimit())
                .callTimeout(settings.callLimit())
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
    public URI page(String state, String challenge, URI back) {
        return authorizeUrl
                .newBuilder()
                .addQueryParameter("client_id", clientId())
                .addQueryParameter("scope", SCOPE)
                .addQueryParameter("state", state)
                .addQueryParameter("redirect_uri", back.toString())
                .addQueryParameter("response_type", "code")
                .addQueryParameter("code_challenge", challenge)
                .addQueryParameter("code_challenge_method", "S256")
                .build()
                .uri();
    }

    @Override
    public Grant exchange(String code, String verifier, URI back) {
        return ask(new FormBody.Builder()
                .add("grant_type", "authorization_code")
                .add("code", code)
                .add("redirect_uri", back.toString())
                .add("scope", SCOPE)
                .add("code_verifier", verifier));
    }

    @Override
    public Grant renew(String renewal) {
        return ask(new FormBody.Builder()
                .add("grant_type", "refresh_token")
                .add("refresh_token", renewal)
                .add("scope", SCOPE));
    }

    private Grant ask(FormBody.Builder form) {
        Request.Builder request = new Request.Builder().url(tokenUrl).header("Accept", "application/json");
        String secret = application.clientSecret();
        if (secret == null) {
            form.add("client_id", clientId());
        } else {
            request.header("Authorization", Credentials.basic(clientId(), secret, StandardCharsets.UTF_8));
        }
        try (Response response =
                http.newCall(request.post(form.build()).build()).execute()) {
            LOG.debug("The token endpoint answered {}", response.code());
            return answers.read(response.code(), text(response.body().source()));
        } catch (IOException e) {
            return new Grant.NoAnswer("TickTick did not answer: " + ErrorRules.plain(e.getMessage()));
        }
    }

    private String clientId() {
        return Objects.requireNonNull(application.clientId(), "nothing is connected without a client id");
    }

    /** Only tasks tell: TickTick has no call that says who one is, and an Inbox without tasks names no owner. */
    @Override
    public Owner owner(String token) {
        if (token.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) { // no header can have it
            return new Owner.NoAnswer();
        }
        Request request = new Request.Builder()
                .url(inboxUrl)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        try (Response response = http.newCall(request).execute()) {
            String body = text(response.body().source());
            return response.isSuccessful()
                    ? owner(Wire.JSON.readValue(body, Wire.ProjectData.class))
                    : new Owner.NoAnswer();
        } catch (IOException | JacksonException e) {
            LOG.debug("TickTick did not say whose account it is: {}", e.toString());
            return new Owner.NoAnswer();
        }
    }

    private static Owner owner(Wire.@Nullable ProjectData data) {
        List<@Nullable JsonNode> tasks = data == null || data.tasks() == null ? List.of() : data.tasks();
        return tasks.stream()
                .map(task -> task == null ? "" : task.path("projectId").asString(""))
                .filter(list -> INBOX.matcher(list).matches())
                .findFirst()
                .<Owner>map(Owner.Known::new)
                .orElseGet(Owner.Hidden::new);
    }

    private static String text(BufferedSource source) throws IOException {
        return source.request(LONGEST_ANSWER + 1) ? "" : source.readUtf8();
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
