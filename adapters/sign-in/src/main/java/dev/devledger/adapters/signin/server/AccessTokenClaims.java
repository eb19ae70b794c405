package dev.devledger.adapters.signin.server;

import dev.devledger.application.signin.Grant;
import dev.devledger.application.signin.OAuthApp;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What a token to call with says (RFC 9068): for whom it is, who brings it, and by which grant. */
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    static final String ALGORITHM = "ES256";

    /** RFC 8707, section 2. */
    static final String INVALID_TARGET = "invalid_target";

    @Override
    public void customize(JwtEncodingContext context) {
        Grant grant = StoredGrants.grant(Objects.requireNonNull(context.getAuthorization()));
        requireSameResource(context, grant);
        OAuthApp.Confirmed app = Objects.requireNonNull(grant.app().confirmed(), "a grant that nobody confirmed");
        context.getJwsHeader()
                .algorithm(Objects.requireNonNull(SignatureAlgorithm.from(ALGORITHM)))
                .type("at+jwt");
        context.getClaims()
                .subject(app.actor())
                .audience(List.of(grant.wish().resource()))
                .claim("scope", String.join(" ", new TreeSet<>(context.getAuthorizedScopes())))
                .claim("client_id", grant.app().id().toString())
                .claim(OwnTokens.GRANT, grant.id().toString());
    }

    /** A token for something else than what was confirmed is none that was confirmed. */
    private static void requireSameResource(JwtEncodingContext context, Grant grant) {
        if (context.getAuthorizationGrant() instanceof OAuth2AuthorizationGrantAuthenticationToken request
                && !ResourceIndicators.isSame(
                        request.getAdditionalParameters(), grant.wish().resource())) {
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    INVALID_TARGET, "The resource is not the one for which this was authorized.", null));
        }
    }
}
