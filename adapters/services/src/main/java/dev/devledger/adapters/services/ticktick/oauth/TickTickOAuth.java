package dev.devledger.adapters.services.ticktick.oauth;

import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import dev.devledger.application.connection.OAuthService.TokenEndpoint;
import dev.devledger.application.connection.OAuthService.TokenRequest;
import java.net.URI;
import java.util.List;

/** How TickTick speaks OAuth (docs/ticktick.md, section 1). */
public final class TickTickOAuth {
    private static final List<String> SCOPES = List.of("tasks:read", "tasks:write");

    private TickTickOAuth() {}

    public static OAuthService service(OAuthApplication application, URI authorizeUrl, URI tokenUrl) {
        TokenEndpoint tokens = new TokenEndpoint(tokenUrl, TokenRequest.BASIC, true, null);
        return new OAuthService("ticktick", "TickTick", application, authorizeUrl, SCOPES, true, tokens);
    }
}
