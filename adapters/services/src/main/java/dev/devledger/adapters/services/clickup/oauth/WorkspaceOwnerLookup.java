package dev.devledger.adapters.services.clickup.oauth;

import static dev.devledger.adapters.services.kernel.Endpoint.get;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.MemoryCallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp.Tries;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.application.connection.AccountTokens.SameOwner.OwnerLookup;
import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import dev.devledger.application.connection.OAuthService.TokenEndpoint;
import dev.devledger.application.connection.OAuthService.TokenRequest;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the owner of a token, which is the synchronized workspace. The token's user does not matter, as all people of
 * the workspace see the same tasks.
 */
public final class WorkspaceOwnerLookup implements OwnerLookup, AutoCloseable {
    private final @Nullable String wanted;
    private final ThreadLocal<Optional<String>> asked = ThreadLocal.withInitial(Optional::empty);
    private final ClickUpClient client;

    /** @param wanted the id of the workspace; null or blank if only one is granted */
    public WorkspaceOwnerLookup(URI apiUrl, @Nullable String wanted, ClientLimits settings) {
        this.wanted = wanted == null || wanted.isBlank() ? null : wanted.strip();
        CallBudget none = new CallBudget(
                "off", settings.limits().call(), new MemoryCallBudget(System::nanoTime), System::nanoTime);
        this.client = new ClickUpClient(
                settings, ServiceAccount.of(base -> Optional.of(apiUrl), asked::get), none, Tries.JITTER);
    }

    @Override
    public Owner owner(String token) {
        asked.set(Optional.of(token));
        try {
            return client.call(CallPurpose.INTERACTIVE, get("team")) instanceof Outcome.Answered(JsonNode json)
                    ? ofGranted(json.path("teams"))
                    : new Owner.NoAnswer();
        } finally {
            asked.remove();
        }
    }

    /** Returns the owner; none if the workspace is missing or ambiguous, which the sync's status reports. */
    private Owner ofGranted(JsonNode teams) {
        List<String> granted = teams.valueStream()
                .map(team -> team.path("id").asString(""))
                .filter(id -> wanted == null || wanted.equals(id))
                .toList();
        return granted.size() == 1 ? new Owner.KnownOwner(granted.getFirst()) : new Owner.HiddenOwner();
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * ClickUp's form of OAuth. It has no scopes. The request is JSON: parameters in the URL would bring the secret into
     * logs. Tokens never expire and are never renewed. PKCE is undocumented, so it is sent but not relied on.
     */
    public static final class ClickUpOAuth {
        private ClickUpOAuth() {}

        public static OAuthService service(OAuthApplication application, URI authorizeUrl, URI tokenUrl) {
            TokenEndpoint tokens = new TokenEndpoint(tokenUrl, TokenRequest.JSON, false, null);
            return new OAuthService("clickup", "ClickUp", application, authorizeUrl, List.of(), true, tokens);
        }
    }
}
