package dev.devledger.adapters.signin.jwt;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.KnownCaller;
import dev.devledger.application.access.TokenCheck;
import dev.devledger.application.access.TokenRefused;
import dev.devledger.domain.access.Access;
import dev.devledger.domain.access.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.security.oauth2.jwt.Jwt;

/** Knows the tokens of an issuer whom somebody has set. */
final class JwtTokens implements TokenCheck {
    private final SignedTokens signed;
    private final ClaimRules rules;
    private final String scopePrefix;
    private final AccessRules access;
    private final Predicate<String> taken;
    private final InstantSource clock;

    /** @param taken whether an actor's name is somebody else's */
    JwtTokens(
            JwtSettings settings,
            JWKSource<SecurityContext> keys,
            AccessRules access,
            Predicate<String> taken,
            InstantSource clock) {
        this.signed = new SignedTokens(keys, settings.algorithms());
        this.rules = new ClaimRules(
                settings.issuer() == null ? null : settings.issuer().toString(), settings.audiences());
        this.scopePrefix = settings.scopePrefix();
        this.access = access;
        this.taken = taken;
        this.clock = clock;
    }

    @Override
    public Optional<KnownCaller> caller(String bearer) {
        return signed.read(bearer).map(this::caller);
    }

    private KnownCaller caller(Jwt token) {
        rules.wrong(token, clock.instant()).ifPresent(why -> {
            throw TokenRefused.invalid(why);
        });
        String actor = ClaimedActor.of(token, taken)
                .orElseThrow(() -> TokenRefused.invalid("The token names nobody: it needs preferred_username, email or"
                        + " sub, and one that is nobody else's name here."));
        Set<String> claimed = ClaimedScopes.of(token, scopePrefix);
        List<Scope> may = access.scopes().stream()
                .filter(scope -> claimed.contains(scope.word()))
                .toList();
        Instant end = token.getExpiresAt();
        return new KnownCaller(
                "jwt:" + token.getSubject() + "@" + token.getClaimAsString("iss"),
                actor,
                new Access.Some(may, null),
                () -> end != null && clock.instant().isBefore(end));
    }
}
