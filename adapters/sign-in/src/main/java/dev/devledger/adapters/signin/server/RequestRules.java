package dev.devledger.adapters.signin.server;

import dev.devledger.adapters.signin.server.IssuedTokenCheck.AccessTokenClaims;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.signin.RedirectRule;
import dev.devledger.application.signin.TokenIssuerInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Checks a program's request to the owner. The redirect address is checked first, so that no answer goes to an address
 * of another program.
 */
final class RequestRules implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
    /** The longest accepted state, which is stored and sent back unchanged. */
    private static final int LONGEST = 1024;

    /**
     * The form of a challenge (RFC 7636, section 4.2). Spring's own rule requires a challenge, and checks its method.
     */
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

    /** The resource of a token (RFC 8707), which must be this server, by one of its two addresses. */
    static final class ResourceIndicators {
        static final String PARAMETER = "resource";

        private ResourceIndicators() {}

        /** True if the request names only resources of this server, or none. */
        static boolean areOurs(Map<String, Object> parameters) {
            return named(parameters).allMatch(ours()::contains);
        }

        /** Returns the requested resource. Agents name the address that they call; the default is {@code /mcp}. */
        static String asked(Map<String, Object> parameters) {
            return named(parameters).findFirst().orElse(ours().getFirst());
        }

        /** True if the request names no resource other than this one. */
        static boolean isSame(Map<String, Object> parameters, String resource) {
            return named(parameters).allMatch(resource::equals);
        }

        private static List<String> ours() {
            String base = AuthorizationServerContextHolder.getContext().getIssuer();
            return List.of(base + "/mcp", base);
        }

        private static Stream<String> named(Map<String, Object> parameters) {
            return texts(parameters.get(PARAMETER)).map(each -> each.replaceFirst("/$", ""));
        }

        private static Stream<String> texts(@Nullable Object value) {
            return switch (value) {
                case String one -> Stream.of(one);
                case String[] several -> Arrays.stream(several);
                case null, default -> Stream.empty();
            };
        }
    }

    /**
     * Reads the known scopes of a program's request. Unknown ones are dropped, as programs request {@code openid} or
     * {@code offline_access} from every server. A program that names no scopes requests those that an agent needs; the
     * owner can narrow them.
     */
    static final class RequestedScopes implements AuthenticationConverter {
        private final OAuth2AuthorizationCodeRequestAuthenticationConverter spring =
                new OAuth2AuthorizationCodeRequestAuthenticationConverter();

        private final Set<String> known;

        RequestedScopes(AccessRules access) {
            this.known = access.scopes().stream().map(Scope::word).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public @Nullable Authentication convert(HttpServletRequest request) {
            return spring.convert(request) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked
                    ? with(scopes(asked.getScopes()), asked)
                    : null;
        }

        /**
         * Returns the known scopes. If there are none among the requested ones, the unknown scopes are kept, so that
         * they are refused.
         */
        private Set<String> scopes(Set<String> asked) {
            Set<String> kept = new HashSet<>(asked);
            kept.retainAll(known);
            return asked.isEmpty() ? Set.copyOf(TokenIssuerInfo.USUAL) : kept.isEmpty() ? asked : kept;
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
}
