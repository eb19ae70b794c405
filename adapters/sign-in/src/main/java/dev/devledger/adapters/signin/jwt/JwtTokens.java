package dev.devledger.adapters.signin.jwt;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.devledger.adapters.signin.jwt.JwtConfiguration.JwtSettings;
import dev.devledger.adapters.signin.jwt.SignedTokens.ClaimRules;
import dev.devledger.adapters.signin.jwt.SignedTokens.ClaimedScopes;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.TokenCheck;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.access.TokenCheck.TokenRefused;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Checks the tokens of a configured issuer. */
final class JwtTokens implements TokenCheck {
    private final SignedTokens signed;
    private final ClaimRules rules;
    private final String scopePrefix;
    private final AccessRules access;
    private final Predicate<String> taken;
    private final InstantSource clock;

    /** @param taken true for a name that an actor of the ledger already has */
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
    public Optional<AuthenticatedCaller> caller(String bearer) {
        return signed.read(bearer).map(this::caller);
    }

    private AuthenticatedCaller caller(Jwt token) {
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
        return new AuthenticatedCaller(
                "jwt:" + token.getSubject() + "@" + token.getClaimAsString("iss"),
                actor,
                new Access.ScopedAccess(may, null),
                () -> end != null && clock.instant().isBefore(end));
    }

    /**
     * Reads the actor's name for the history: the first of the claims {@code preferred_username}, {@code email} and
     * {@code sub} that no other actor of the ledger has. People choose their user names themselves, and a user called
     * {@code owner} or {@code ticktick} must not be taken for the owner or the service (ADR 0138).
     */
    static final class ClaimedActor {
        /** Matches a single short line without characters that change the text direction. */
        private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]{1,200}");

        private ClaimedActor() {}

        /** @param taken true for a name that an actor of the ledger already has */
        static Optional<String> of(Jwt token, Predicate<String> taken) {
            return Stream.of(text(token, "preferred_username"), email(token), text(token, "sub"))
                    .flatMap(Optional::stream)
                    .filter(name -> NAME.matcher(name).matches() && !taken.test(name))
                    .findFirst();
        }

        /** Returns the address, unless the issuer says that it is not verified: any user could then claim it. */
        private static Optional<String> email(Jwt token) {
            return Boolean.FALSE.equals(token.getClaims().get("email_verified"))
                    ? Optional.empty()
                    : text(token, "email");
        }

        private static Optional<String> text(Jwt token, String claim) {
            return text(token.getClaims().get(claim));
        }

        private static Optional<String> text(@Nullable Object value) {
            return value instanceof String text
                    ? Optional.of(text.strip()).filter(name -> !name.isEmpty())
                    : Optional.empty();
        }
    }
}
