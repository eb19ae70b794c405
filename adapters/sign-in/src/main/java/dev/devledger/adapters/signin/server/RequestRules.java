package dev.devledger.adapters.signin.server;

import dev.devledger.application.signin.RedirectRule;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** What a program may ask the owner for. First where it sends the browser: nothing is sent to a place that is not its own. */
final class RequestRules implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
    /** Sent back as it came, and kept until then. */
    private static final int LONGEST = 1024;

    /** RFC 7636, section 4.2. That there is one, and which method, is looked at by Spring's own rule. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        RegisteredClient client = context.getRegisteredClient();
        if (!isItsOwn(asked.getRedirectUri(), client)) {
            throw refusal(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "redirect_uri is none that the program has registered",
                    asked,
                    null);
        }
        String back = asked.getRedirectUri() == null ? only(client) : asked.getRedirectUri();
        if (asked.getState() != null && asked.getState().length() > LONGEST) {
            throw refusal(OAuth2ErrorCodes.INVALID_REQUEST, "state is too long", asked, null);
        }
        Object challenge = asked.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE);
        if (challenge != null && !CHALLENGE.matcher(challenge.toString()).matches()) {
            throw refusal(OAuth2ErrorCodes.INVALID_REQUEST, "code_challenge is no SHA-256 in base64url", asked, back);
        }
        if (!client.getScopes().containsAll(asked.getScopes())) {
            throw refusal(OAuth2ErrorCodes.INVALID_SCOPE, "There is no such scope", asked, back);
        }
        if (!ResourceIndicators.areOurs(asked.getAdditionalParameters())) {
            throw refusal(AccessTokenClaims.INVALID_TARGET, "resource is not this server", asked, back);
        }
    }

    private static boolean isItsOwn(@Nullable String redirect, RegisteredClient client) {
        return redirect == null
                ? client.getRedirectUris().size() == 1
                : RedirectRule.isAmong(List.copyOf(client.getRedirectUris()), redirect);
    }

    private static String only(RegisteredClient client) {
        return client.getRedirectUris().iterator().next();
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException refusal(
            String code, String words, OAuth2AuthorizationCodeRequestAuthenticationToken asked, @Nullable String back) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(code, words, null),
                new OAuth2AuthorizationCodeRequestAuthenticationToken(
                        asked.getAuthorizationUri(),
                        asked.getClientId(),
                        (Authentication) asked.getPrincipal(),
                        back,
                        asked.getState(),
                        asked.getScopes(),
                        asked.getAdditionalParameters()));
    }
}
