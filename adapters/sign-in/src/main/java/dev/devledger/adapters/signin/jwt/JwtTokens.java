package dev.devledger.adapters.jwt;

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
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/** Knows the tokens of an issuer whom somebody has set. */
final class JwtTokens implements TokenCheck {
    private static final Logger LOG = LoggerFactory.getLogger(JwtTokens.class);

    /** Also one without a signature, so that it is told that it needs one. */
    private static final Pattern FORM = Pattern.compile("ey[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

    /** More than any issuer puts into one, and as much as a header can be. */
    private static final int LONGEST = 8 * 1024;

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
        if (!FORM.matcher(bearer).matches()) {
            return Optional.empty();
        }
        if (bearer.length() > LONGEST) {
            throw TokenRefused.invalid("The token is longer than " + LONGEST / 1024 + " KiB.");
        }
        Jwt token = read(bearer);
        rules.wrong(token, clock.instant()).ifPresent(why -> {
            throw TokenRefused.invalid(why);
        });
        return Optional.of(caller(token));
    }

    private Jwt read(String bearer) {
        try {
            return signed.read(bearer);
        } catch (BadJwtException bad) {
            throw TokenRefused.invalid("The token is not signed by its issuer in a way that is accepted here.");
        } catch (JwtException unknown) {
            LOG.debug("The keys for a token could not be had", unknown);
            throw TokenRefused.unknown(
                    "The issuer of the token cannot be asked for its keys right now. Nothing was done. Try again.");
        }
    }

    private KnownCaller caller(Jwt token) {
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
