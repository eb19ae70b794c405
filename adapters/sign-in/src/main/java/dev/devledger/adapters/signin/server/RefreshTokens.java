package dev.devledger.adapters.signin.server;

import dev.devledger.application.signin.RefreshSecret;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Makes tokens to renew with. Spring's own generator makes none for a program without a secret; each of ours is good once,
 * which is what such a program is asked for (OAuth 2.1, section 4.3.1), and leads to the same next one where it comes again.
 */
record RefreshTokens(InstantSource clock, SigningKeys keys) implements OAuth2TokenGenerator<OAuth2RefreshToken> {

    @Override
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        Instant now = clock.instant();
        return new OAuth2RefreshToken(
                next(context.getAuthorization()).text(),
                now,
                now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive()));
    }

    private RefreshSecret next(@Nullable OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2RefreshToken> before =
                authorization == null ? null : authorization.getRefreshToken();
        return before == null
                ? RefreshSecret.random()
                : RefreshSecret.read(before.getToken().getTokenValue())
                        .map(secret -> secret.next(keys.seed()))
                        .orElseGet(RefreshSecret::random);
    }
}
