package dev.devledger.adapters.signin.jwt;

import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.TakenNames;
import dev.devledger.application.access.TokenCheck;
import java.time.InstantSource;
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
}
