package dev.devledger.adapters.signin.server;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.devledger.adapters.signin.jwt.ClaimRules;
import dev.devledger.adapters.signin.jwt.ClaimedScopes;
import dev.devledger.adapters.signin.jwt.SignedTokens;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.KnownCaller;
import dev.devledger.application.access.TokenCheck;
import dev.devledger.application.access.TokenRefused;
import dev.devledger.application.signin.Grant;
import dev.devledger.application.signin.Grants;
import dev.devledger.application.signin.OAuthApp;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.domain.access.Access;
import dev.devledger.domain.access.Scope;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Knows the tokens that we have issued. Each says by which grant, and that one is looked up: so a withdrawal holds at once,
 * and not when the token ends.
 */
final class OwnTokens implements TokenCheck {
    private static final Logger LOG = LoggerFactory.getLogger(OwnTokens.class);

    /** The claim with the id of the grant. */
    static final String GRANT = "grant";

    private final SignedTokens signed;
    private final Grants grants;
    private final OAuthApps apps;
    private final AccessRules access;
    private final InstantSource clock;

    OwnTokens(JWKSource<SecurityContext> keys, Grants grants, OAuthApps apps, AccessRules access, InstantSource clock) {
        this.signed = new SignedTokens(keys, Set.of(AccessTokenClaims.ALGORITHM));
        this.grants = grants;
        this.apps = apps;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Optional<KnownCaller> caller(String bearer) {
        return signed.read(bearer).map(this::caller);
    }

    private KnownCaller caller(Jwt token) {
        Grant grant = open(token)
                .orElseThrow(() -> TokenRefused.invalid("What the token was issued for has ended. Authorize again."));
        new ClaimRules(null, List.of(grant.wish().resource()))
                .wrong(token, clock.instant())
                .ifPresent(why -> {
                    throw TokenRefused.invalid(why);
                });
        OAuthApp.Confirmed app = Objects.requireNonNull(grant.app().confirmed(), "a grant that nobody confirmed");
        apps.noteUse(grant.app());
        Set<String> may = ClaimedScopes.of(token, "");
        List<Scope> scopes = access.scopes().stream()
                .filter(scope -> may.contains(scope.word()) && grant.scopes().contains(scope.word()))
                .toList();
        return new KnownCaller(
                "app:" + grant.app().id(), app.actor(), new Access.Some(scopes, null), () -> holds(grant.id()));
    }

    /** Nobody can have withdrawn it in a database that does not answer. */
    private boolean holds(UUID grant) {
        try {
            return grants.open(grant).isPresent();
        } catch (RuntimeException away) {
            LOG.debug("Whether what an app was given still holds could not be looked up", away);
            return true;
        }
    }

    /** What a token was issued for, be it old or not; empty where it is no token of ours, or that has ended. */
    Optional<Grant> grant(String token) {
        try {
            return signed.read(token).flatMap(this::open);
        } catch (TokenRefused unknown) {
            return Optional.empty();
        }
    }

    private Optional<Grant> open(Jwt token) {
        try {
            return grants.open(UUID.fromString(String.valueOf(token.getClaimAsString(GRANT))));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
