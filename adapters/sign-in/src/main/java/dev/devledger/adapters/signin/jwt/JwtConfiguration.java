package dev.devledger.adapters.signin.jwt;

import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessRules.UsedActorNames;
import dev.devledger.application.access.TokenCheck;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Accepts the tokens of a configured issuer. The issuer is not contacted before the first token comes. */
@Configuration(proxyBeanMethods = false)
public class JwtConfiguration {
    @Bean
    TokenCheck jwtTokens(JwtSettings settings, AccessRules access, UsedActorNames names, InstantSource clock) {
        CachedIssuerKeys keys = new CachedIssuerKeys(new IssuerKeys(settings.issuer(), settings.keys()), clock);
        return new JwtTokens(settings, keys, access, names::isTaken, clock);
    }

    /**
     * The settings for accepted tokens.
     *
     * @param issuer the issuer that a token must name; null if its signature is enough
     * @param keys the address of the issuer's keys; null to take it from the issuer's metadata
     * @param algorithms the accepted signature algorithms
     * @param audiences the accepted audiences; a token must have one of them
     * @param scopePrefix the prefix of scopes for Devledger
     */
    public record JwtSettings(
            @Nullable URI issuer,
            @Nullable URI keys,
            Set<String> algorithms,
            List<String> audiences,
            String scopePrefix) {
        /** All algorithms with a private key. With any other kind, anyone who knows the public key could sign. */
        public static final List<String> ALGORITHMS =
                List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

        public JwtSettings {
            algorithms = Set.copyOf(algorithms);
            audiences = List.copyOf(audiences);
        }
    }
}
