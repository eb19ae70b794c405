package dev.devledger.adapters.signin.server;

import dev.devledger.application.access.AccessRules;
import dev.devledger.application.signin.SignInPlace;
import dev.devledger.domain.access.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * What a program asks for, in scopes that there are. Programs ask for {@code openid} or {@code offline_access} wherever they
 * come, and one that asks for nothing is to get what an agent needs; the owner narrows it.
 */
final class AskedScopes implements AuthenticationConverter {
    private final OAuth2AuthorizationCodeRequestAuthenticationConverter spring =
            new OAuth2AuthorizationCodeRequestAuthenticationConverter();

    private final Set<String> known;

    AskedScopes(AccessRules access) {
        this.known = access.scopes().stream().map(Scope::word).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        return spring.convert(request) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked
                ? with(scopes(asked.getScopes()), asked)
                : null;
    }

    /** Where none of them is known they stay, and are refused as they are. */
    private Set<String> scopes(Set<String> asked) {
        Set<String> kept = new HashSet<>(asked);
        kept.retainAll(known);
        return asked.isEmpty() ? Set.copyOf(SignInPlace.USUAL) : kept.isEmpty() ? asked : kept;
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationToken with(
            Set<String> scopes, OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                (Authentication) asked.getPrincipal(),
                asked.getRedirectUri(),
                asked.getState(),
                scopes,
                asked.getAdditionalParameters());
    }
}
