package dev.devledger.adapters.signin.server;

import dev.devledger.adapters.html.Templates.BaseAddress;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Sends the browser back to the program with a code or an error, and with the name of this issuer, by which a program of
 * several issuers tells their answers apart (RFC 9207).
 *
 * <p>An error is sent to the program only if the owner has confirmed the program before, or has just refused it.
 * Otherwise, as any program can register, a link to Devledger could redirect a browser to any registered address (RFC
 * 9700, section 4.11.2).
 */
record AuthorizationRedirects(OAuthApps apps, HandlerExceptionResolver problems)
        implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authorized) throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationToken granted =
                (OAuth2AuthorizationCodeRequestAuthenticationToken) authorized;
        String back = Objects.requireNonNull(granted.getRedirectUri());
        String code = Objects.requireNonNull(granted.getAuthorizationCode()).getTokenValue();
        response.sendRedirect(address(request, back, granted.getState(), Map.of("code", code)));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        OAuth2Error error = ((OAuth2AuthenticationException) failure).getError();
        OAuth2AuthorizationCodeRequestAuthenticationToken asked =
                failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException of
                        ? of.getAuthorizationCodeRequestAuthentication()
                        : null;
        String back = asked == null ? null : asked.getRedirectUri();
        if (asked != null && back != null && mayBeTold(asked, error)) {
            Map<String, String> told = new LinkedHashMap<>();
            told.put("error", error.getErrorCode());
            told.put("error_description", description(error));
            response.sendRedirect(address(request, back, asked.getState(), told));
        } else {
            problems.resolveException(request, response, null, Rejection.of(Rejection.Code.INVALID, words(error)));
        }
    }

    private boolean mayBeTold(OAuth2AuthorizationCodeRequestAuthenticationToken asked, OAuth2Error error) {
        return OwnerOnly.isOwner(asked.getPrincipal())
                && (error.getErrorCode().equals(OAuth2ErrorCodes.ACCESS_DENIED)
                        || apps.find(asked.getClientId())
                                .filter(OAuthApp::isConfirmed)
                                .isPresent());
    }

    private static String address(
            HttpServletRequest request, String back, @Nullable String state, Map<String, String> told) {
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(back);
        told.forEach((name, value) -> address.queryParam(name, encoded(value)));
        if (state != null) {
            address.queryParam("state", encoded(state));
        }
        return address.queryParam("iss", encoded(BaseAddress.of(request)))
                .build(true)
                .toUriString();
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    private static String words(OAuth2Error error) {
        return "The app has asked for access in a way that is not possible: " + description(error)
                + ". Go back to the app and begin again there. (" + error.getErrorCode() + ")";
    }

    private static String description(OAuth2Error error) {
        return error.getErrorCode().equals(OAuth2ErrorCodes.ACCESS_DENIED)
                ? "The owner has refused it"
                : Objects.requireNonNullElse(error.getDescription(), error.getErrorCode());
    }

    /** Allows the owner, but no caller with an access token. */
    static final class OwnerOnly implements AuthorizationManager<RequestAuthorizationContext> {
        /** The name of the user who logs in with the owner token. No access token can have this name. */
        static final String OWNER = "owner";

        @Override
        public AuthorizationDecision authorize(
                Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext request) {
            return new AuthorizationDecision(isOwner(who.get()));
        }

        static boolean isOwner(@Nullable Object who) {
            return who instanceof Authentication known
                    && known.isAuthenticated()
                    && !(known instanceof AnonymousAuthenticationToken)
                    && known.getName().equals(OWNER);
        }
    }
}
