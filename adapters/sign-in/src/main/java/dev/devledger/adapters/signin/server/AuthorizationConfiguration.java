package dev.devledger.adapters.signin.server;

import dev.devledger.adapters.signin.server.AppClients.PublicPrograms;
import dev.devledger.adapters.signin.server.AuthorizationRedirects.OwnerOnly;
import dev.devledger.adapters.signin.server.ConfirmPage.AuthorizationHeaders;
import dev.devledger.adapters.signin.server.ConfirmPage.ConfirmGuard;
import dev.devledger.adapters.signin.server.IssuedTokenCheck.AccessTokenClaims;
import dev.devledger.adapters.signin.server.IssuedTokenCheck.RefreshTokens;
import dev.devledger.adapters.signin.server.RequestRules.RequestedScopes;
import dev.devledger.adapters.signin.server.StoredGrants.NoConsents;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.BrowserSessions.RecentLogin;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.signin.Grants;
import dev.devledger.application.signin.OAuthApps;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Configures the issuer that runs in this process, in a separate filter chain before all other chains. */
@Configuration(proxyBeanMethods = false)
@Import({AppRegistrationEndpoint.class, ServerMetadata.class, ConfirmPage.class})
public class AuthorizationConfiguration {

    @Bean
    SigningKeys signingKeys(SecretStore secrets, InstantSource clock) {
        return new SigningKeys(secrets, clock);
    }

    @Bean
    AppClients appClients(OAuthApps apps, AccessRules access) {
        return new AppClients(apps, access);
    }

    @Bean
    IssuedTokenCheck ownTokens(
            SigningKeys keys, Grants grants, OAuthApps apps, AccessRules access, InstantSource clock) {
        return new IssuedTokenCheck(keys, grants, apps, access, clock);
    }

    @Bean
    StoredGrants storedGrants(
            Grants grants, OAuthApps apps, AppClients clients, IssuedTokenCheck tokens, InstantSource clock) {
        return new StoredGrants(grants, apps, clients, tokens, clock);
    }

    @Bean
    AuthorizationRedirects authorizationRedirects(
            OAuthApps apps, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new AuthorizationRedirects(apps, problems);
    }

    /**
     * Opens the endpoints to all programs, and the confirmation only to the owner. All other paths, such as Spring's
     * introspection, are closed.
     */
    @Bean
    @Order(-1)
    SecurityFilterChain authorizationServer(
            HttpSecurity http,
            AuthorizationParts parts,
            SecurityContextRepository sessions,
            AuthenticationEntryPoint strangers,
            AccessDeniedHandler refusals,
            RecentLogin login,
            @Qualifier("limitFilter") Filter limits) {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(AuthorizationPaths.ALL))
                .securityContext(context -> context.securityContextRepository(sessions))
                .csrf(csrf -> csrf.spa().requireCsrfProtectionMatcher(request -> false))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .headers(AuthorizationHeaders::write)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(strangers).accessDeniedHandler(refusals))
                .oauth2AuthorizationServer(parts::putInto)
                .addFilterBefore(new RequestGuard(parts.redirects().problems()), SecurityContextHolderFilter.class)
                .addFilterBefore(limits, CsrfFilter.class)
                .addFilterAfter(new ConfirmGuard(refusals, login), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(AuthorizationPaths.AUTHORIZE, AuthorizationPaths.CONFIRM)
                        .access(new OwnerOnly())
                        .requestMatchers(
                                HttpMethod.POST,
                                AuthorizationPaths.TOKEN,
                                AuthorizationPaths.REVOKE,
                                AuthorizationPaths.REGISTER)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, AuthorizationPaths.KEYS)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    AuthorizationParts authorizationParts(
            AppClients clients,
            StoredGrants grants,
            SigningKeys keys,
            AuthorizationRedirects redirects,
            AccessRules access,
            InstantSource clock) {
        JwtGenerator jwts = new JwtGenerator(new NimbusJwtEncoder(keys));
        jwts.setJwtCustomizer(new AccessTokenClaims());
        return new AuthorizationParts(
                clients,
                grants,
                keys,
                redirects,
                new RequestedScopes(access),
                new DelegatingOAuth2TokenGenerator(jwts, new RefreshTokens(clock, keys)));
    }

    /** The parts of Spring's server that replace its defaults. */
    record AuthorizationParts(
            AppClients clients,
            StoredGrants grants,
            SigningKeys keys,
            AuthorizationRedirects redirects,
            RequestedScopes scopes,
            OAuth2TokenGenerator<? extends OAuth2Token> generator) {

        void putInto(OAuth2AuthorizationServerConfigurer server) {
            PublicPrograms programs = new PublicPrograms(clients);
            server.registeredClientRepository(clients)
                    .authorizationService(grants)
                    .authorizationConsentService(new NoConsents())
                    .authorizationServerSettings(
                            AuthorizationServerSettings.builder().build())
                    .tokenGenerator(generator)
                    .clientAuthentication(client -> client.authenticationConverters(all -> replace(all, programs))
                            .authenticationProviders(all -> onlyOf(all, programs)))
                    .tokenEndpoint(token -> token.accessTokenRequestConverters(AuthorizationParts::withoutOtherGrants))
                    .authorizationEndpoint(page -> page.consentPage(AuthorizationPaths.CONFIRM)
                            .authorizationResponseHandler(redirects)
                            .errorResponseHandler(redirects)
                            .authorizationRequestConverters(all -> {
                                all.removeIf(OAuth2AuthorizationCodeRequestAuthenticationConverter.class::isInstance);
                                all.add(scopes);
                            })
                            .authenticationProviders(AuthorizationParts::askEachTime));
        }

        private static void replace(List<AuthenticationConverter> all, AuthenticationConverter one) {
            all.clear();
            all.add(one);
        }

        private static void onlyOf(List<AuthenticationProvider> all, AuthenticationProvider first) {
            all.removeIf(each -> !(each instanceof PublicClientAuthenticationProvider));
            all.addFirst(first);
        }

        private static void withoutOtherGrants(List<AuthenticationConverter> all) {
            all.removeIf(each -> !(each instanceof OAuth2AuthorizationCodeAuthenticationConverter)
                    && !(each instanceof OAuth2RefreshTokenAuthenticationConverter));
        }

        private static void askEachTime(List<AuthenticationProvider> all) {
            for (AuthenticationProvider each : all) {
                if (each instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider asking) {
                    asking.setAuthenticationValidator(new RequestRules());
                    asking.setAuthorizationConsentRequired(any -> true);
                }
            }
        }
    }

    /** The server's paths: Spring's defaults, and two pages of Devledger's own. */
    static final class AuthorizationPaths {
        static final String ALL = "/oauth2/**";
        static final String AUTHORIZE = "/oauth2/authorize";
        static final String CONFIRM = "/oauth2/confirm";
        static final String TOKEN = "/oauth2/token";
        static final String REVOKE = "/oauth2/revoke";
        static final String KEYS = "/oauth2/jwks";
        static final String REGISTER = "/oauth2/register";

        private AuthorizationPaths() {}
    }

    /** Limits the size of bodies before a request is read, and reports later failures in the form of other problems. */
    static final class RequestGuard extends OncePerRequestFilter {
        private static final int MOST_BYTES = 16 * 1024;

        private final HandlerExceptionResolver problems;

        RequestGuard(HandlerExceptionResolver problems) {
            this.problems = problems;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                requireSmall(request);
                chain.doFilter(request, response);
            } catch (RuntimeException failure) {
                if (response.isCommitted()) {
                    throw failure;
                }
                problems.resolveException(request, response, null, failure);
            }
        }

        /** Requires a known and small length, as the container reads a form as a whole. */
        private static void requireSmall(HttpServletRequest request) {
            boolean unknown = request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
            if (unknown || request.getContentLengthLong() > MOST_BYTES) {
                throw new ResponseStatusException(unknown ? HttpStatus.LENGTH_REQUIRED : HttpStatus.CONTENT_TOO_LARGE);
            }
        }
    }
}
