package dev.devledger.adapters.signin.jwt;

import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessRules.TakenNames;
import dev.devledger.application.access.TokenCheck;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tokens of an issuer that is set. Nobody is asked for anything before the first of them comes. */
@Configuration(proxyBeanMethods = false)
public class JwtConfiguration {
    @Bean
    TokenCheck jwtTokens(JwtSettings settings, AccessRules access, TakenNames names, InstantSource clock) {
        KnownKeys keys = new KnownKeys(new IssuerKeys(settings.issuer(), settings.keys()), clock);
        return new JwtTokens(settings, keys, access, names::isTaken, clock);
    }

    /**
     * Whose tokens are accepted.
     *
     * @param issuer who has to have issued them; null where the keys alone say so
     * @param keys where the issuer's keys are; null where its metadata says so
     * @param algorithms with which they may be signed
     * @param audiences for one of which they have to be
     * @param scopePrefix what a scope that means us begins with
     */
    public record JwtSettings(
            @Nullable URI issuer,
            @Nullable URI keys,
            Set<String> algorithms,
            List<String> audiences,
            String scopePrefix) {
        /** All that need a private key to sign. With any other one, whoever knows the public key could sign. */
        public static final List<String> ALGORITHMS =
                List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

        public JwtSettings {
            algorithms = Set.copyOf(algorithms);
            audiences = List.copyOf(audiences);
        }
    }
}
