package dev.devledger.adapters.services.ticktick.oauth;

import dev.devledger.adapters.services.kernel.ServiceSettings;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.connection.SameOwner.OwnerLookup;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
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

/** Only tasks tell: TickTick has no call that says who one is, and an Inbox without tasks names no owner (ADR 0009). */
public final class InboxOwner implements OwnerLookup, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxOwner.class);
    private static final Pattern INBOX = Pattern.compile("inbox[0-9]{1,30}");
    private static final long LONGEST_ANSWER = 4L << 20;

    private final HttpUrl inboxUrl;
    private final OkHttpClient http;

    /**
     * @param apiUrl the base of the API that the tokens are for
     * @throws IllegalArgumentException where that is none of HTTP
     */
    public InboxOwner(URI apiUrl, ServiceSettings settings) {
        HttpUrl api = HttpUrl.get(apiUrl);
        if (api == null) {
            throw new IllegalArgumentException("the api-url " + apiUrl + " is no address that starts with https://");
        }
        this.inboxUrl = api.newBuilder().addPathSegments("project/inbox/data").build();
        this.http = settings.limits().http().build();
    }

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
