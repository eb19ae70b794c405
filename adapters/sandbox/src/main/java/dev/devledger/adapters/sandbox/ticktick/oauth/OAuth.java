package dev.devledger.adapters.sandbox.ticktick.oauth;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.common.Account.Scopes;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances.Client;
import dev.devledger.adapters.sandbox.ticktick.common.PagePaths;
import dev.devledger.adapters.sandbox.ticktick.oauth.Grants.Consent;
import dev.devledger.domain.shared.Sha256;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** The token and revoke pages; docs/ticktick.md, section 1. What that leaves open follows RFC 6749 and RFC 7636. */
public record OAuth(Grants grants, Circumstances circumstances) {
    public static final String PATH = PagePaths.BOARD + "/oauth";

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PATH + "/authorize", new ConsentPage(grants, circumstances)::show)
                .POST(PATH + "/token", this::token)
                .POST(PATH + "/revoke", this::revoke)
                .onError(OAuthRefusal.class, (refusal, request) -> ((OAuthRefusal) refusal).answer())
                .build();
    }

    private ServerResponse token(ServerRequest request) {
        TokenForm form = TokenForm.of(request);
        TokenForm.Credentials client = known(form.credentials());
        String grant = form.required("grant_type");
        if (grant.equals("authorization_code")) return tokens(client.id(), redeemed(form, client));
        if (grant.equals("refresh_token") && circumstances.now().refreshTokens())
            return tokens(client.id(), renewed(form, client));
        throw OAuthRefusal.of("unsupported_grant_type", "The only grant is authorization_code");
    }

    /** Where no clients were registered, everyone is one. */
    private TokenForm.Credentials known(TokenForm.Credentials sent) {
        if (circumstances.now().clients().isEmpty()) return sent;
        Client client = circumstances.now().clients().stream()
                .filter(each -> each.id().equals(sent.id()))
                .findFirst()
                .orElseThrow(OAuthRefusal::unknownClient);
        if (sent.secret().filter(secret -> !secret.equals(client.secret())).isPresent())
            throw OAuthRefusal.client("The secret is wrong");
        return sent;
    }

    private Scopes redeemed(TokenForm form, TokenForm.Credentials client) {
        Consent consent = grants.redeem(form.required("code"))
                .filter(found -> found.clientId().equals(client.id()))
                .filter(found ->
                        found.redirectUri().equals(form.field("redirect_uri").orElse("")))
                .orElseThrow(() -> OAuthRefusal.of("invalid_grant", "The code is unknown, used, over or not yours"));
        String challenge = consent.challenge();
        if (challenge == null && client.secret().isEmpty())
            throw OAuthRefusal.client("A secret is required, or a code that was asked for with PKCE");
        if (challenge != null
                && form.field("code_verifier")
                        .filter(verifier -> challenge.equals(challenge(verifier)))
                        .isEmpty()) throw OAuthRefusal.of("invalid_grant", "The verifier is wrong");
        return consent.scopes();
    }

    /** The S256 of PKCE. */
    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier));
    }

    private Scopes renewed(TokenForm form, TokenForm.Credentials client) {
        return grants.renew(form.required("refresh_token"))
                .filter(renewal -> renewal.clientId().equals(client.id()))
                .map(Grants.Renewal::scopes)
                .orElseThrow(() -> OAuthRefusal.of("invalid_grant", "The refresh token is unknown, used or over"));
    }

    private ServerResponse tokens(String clientId, Scopes scopes) {
        ObjectNode answer = Json.object();
        answer.put("access_token", grants.accessToken(clientId, scopes));
        answer.put("token_type", "bearer");
        answer.put("expires_in", Grants.LIFETIME.toSeconds());
        answer.put("scope", scopes.toString());
        if (circumstances.now().refreshTokens()) answer.put("refresh_token", grants.refreshToken(clientId, scopes));
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(answer.toString());
    }

    /** A token that is unknown, or revoked already, is revoked all the same. */
    private ServerResponse revoke(ServerRequest request) {
        Optional<String> token = TokenForm.of(request).field("token");
        token.ifPresent(grants::revoke);
        return Answer.nothing();
    }
}
