package dev.devledger.adapters.services.ticktick.oauth;

import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.connection.AccountTokens.SameOwner.OwnerLookup;
import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import dev.devledger.application.connection.OAuthService.TokenEndpoint;
import dev.devledger.application.connection.OAuthService.TokenRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds the owner of a token by the id of the Inbox, which is in the Inbox's tasks: TickTick has no call for the user.
 * An empty Inbox shows no owner (ADR 0009).
 */
public final class InboxOwnerLookup implements OwnerLookup, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxOwnerLookup.class);
    private static final Pattern INBOX = Pattern.compile("inbox[0-9]{1,30}");
    private static final long LONGEST_ANSWER = 4L << 20;

    private final HttpUrl inboxUrl;
    private final OkHttpClient http;

    /**
     * @param apiUrl the base of the API that the tokens are for
     * @throws IllegalArgumentException if {@code apiUrl} is not an HTTP URL
     */
    public InboxOwnerLookup(URI apiUrl, ClientLimits settings) {
        HttpUrl api = HttpUrl.get(apiUrl);
        if (api == null) {
            throw new IllegalArgumentException("the api-url " + apiUrl + " is no address that starts with https://");
        }
        this.inboxUrl = api.newBuilder().addPathSegments("project/inbox/data").build();
        this.http = settings.limits().http().build();
    }

    @Override
    public Owner owner(String token) {
        if (token.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) { // the token does not fit a header
            return new Owner.NoAnswer();
        }
        Request request = new Request.Builder()
                .url(inboxUrl)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        try (Response response = http.newCall(request).execute()) {
            String body =
                    RemoteHttp.text(response.body().source(), LONGEST_ANSWER).orElse("");
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
                .<Owner>map(Owner.KnownOwner::new)
                .orElseGet(Owner.HiddenOwner::new);
    }

    @Override
    public void close() {
        RemoteHttp.close(http);
    }

    /** TickTick's form of OAuth (docs/ticktick.md, section 1). */
    public static final class TickTickOAuth {
        private static final List<String> SCOPES = List.of("tasks:read", "tasks:write");

        private TickTickOAuth() {}

        public static OAuthService service(OAuthApplication application, URI authorizeUrl, URI tokenUrl) {
            TokenEndpoint tokens = new TokenEndpoint(tokenUrl, TokenRequest.BASIC, true, null);
            return new OAuthService("ticktick", "TickTick", application, authorizeUrl, SCOPES, true, tokens);
        }
    }
}
