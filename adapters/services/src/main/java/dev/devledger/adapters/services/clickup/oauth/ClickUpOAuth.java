package dev.devledger.adapters.services.clickup.oauth;

import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import dev.devledger.application.connection.OAuthService.TokenEndpoint;
import dev.devledger.application.connection.OAuthService.TokenRequest;
import java.net.URI;
import java.util.List;

/**
 * How ClickUp speaks OAuth: no scopes, an object instead of a form, as a query would bring the secret into logs, and a
 * token that has no end and that nothing renews. It says nothing of PKCE, which is sent and not relied on.
 */
public final class ClickUpOAuth {
    private ClickUpOAuth() {}

    public static OAuthService service(OAuthApplication application, URI authorizeUrl, URI tokenUrl) {
        TokenEndpoint tokens = new TokenEndpoint(tokenUrl, TokenRequest.JSON, false, null);
        return new OAuthService("clickup", "ClickUp", application, authorizeUrl, List.of(), true, tokens);
    }
}
