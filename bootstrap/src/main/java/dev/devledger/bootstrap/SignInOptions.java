package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.postgres.access.PostgresGrantStore;
import dev.devledger.adapters.postgres.access.PostgresGrantStore.PostgresAppStore;
import dev.devledger.adapters.signin.jwt.JwtConfiguration;
import dev.devledger.adapters.signin.jwt.JwtConfiguration.JwtSettings;
import dev.devledger.adapters.signin.jwt.SignInConfiguration;
import dev.devledger.adapters.signin.server.AuthorizationConfiguration;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessRules.NameAppearance;
import dev.devledger.application.access.AccessRules.UsedActorNames;
import dev.devledger.application.signin.Grants;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.signin.TokenIssuerInfo;
import dev.devledger.bootstrap.settings.ConfiguredIssuer;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The issuers whose tokens are accepted in addition to Devledger's own tokens. If none is configured, none of these
 * beans exist.
 */
@Configuration(proxyBeanMethods = false)
@Import({SignInOptions.ForeignIssuer.class, SignInOptions.EmbeddedIssuer.class})
class SignInOptions {

    @Bean
    UsedActorNames takenNames(AccessRules rules, PostgresTables tables) {
        return name -> rules.isReserved(name) || NameAppearance.of(name).isOfAny(tables.accessTokenStore.names());
    }

    private static List<String> words(AccessRules rules) {
        return rules.scopes().stream().map(Scope::word).toList();
    }

    /** An external issuer. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(IssuerIsSet.class)
    @Import({JwtConfiguration.class, SignInConfiguration.class})
    static class ForeignIssuer {
        @Bean
        JwtSettings jwtSettings(Environment environment) {
            return ConfiguredIssuer.of(environment).orElseThrow();
        }

        /** Makes the place of the sign-in, with an empty address if only the issuer's keys are known. */
        @Bean
        TokenIssuerInfo signInPlace(JwtSettings settings, AccessRules rules) {
            URI issuer = settings.issuer();
            return new TokenIssuerInfo(issuer == null ? "" : issuer.toString(), settings.scopePrefix(), words(rules));
        }
    }

    /** This server, as the issuer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.auth.embedded")
    @Import({AuthorizationConfiguration.class, SignInConfiguration.class})
    static class EmbeddedIssuer {
        @Bean
        OAuthApps oauthApps(JdbcClient jdbc, UsedActorNames names, InstantSource clock) {
            return new OAuthApps(new PostgresAppStore(jdbc), names::isTaken, clock);
        }

        @Bean
        Grants grants(JdbcClient jdbc, OAuthApps apps, InstantSource clock) {
            return new Grants(new PostgresGrantStore(jdbc), apps, clock);
        }

        @Bean
        TokenIssuerInfo signInPlace(AccessRules rules) {
            return new TokenIssuerInfo(null, "", words(rules));
        }
    }

    /** Matches if tokens of an external issuer are accepted. */
    static final class IssuerIsSet implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return ConfiguredIssuer.of(context.getEnvironment()).isPresent();
        }
    }
}
