package dev.devledger.application.access;

import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules.NameAppearance;
import dev.devledger.application.access.AccessTokenStore.IssuedToken;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Sha256;
import dev.devledger.domain.shared.Violations;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates and revokes access tokens. */
public final class AccessTokens {
    private final AccessTokenStore store;
    private final AccessRules rules;
    private final ProjectQueries projects;
    private final Runnable revoked;
    private final InstantSource clock;

    /** @param revoked runs after each revocation, once it is in effect */
    public AccessTokens(
            AccessTokenStore store, AccessRules rules, ProjectQueries projects, Runnable revoked, InstantSource clock) {
        this.store = store;
        this.rules = rules;
        this.projects = projects;
        this.revoked = revoked;
        this.clock = clock;
    }

    /** @param secret returned only here: it cannot be read again later */
    public record Created(IssuedToken token, String secret) {

        /** Returns the token without the secret. */
        @Override
        public String toString() {
            return "Created[" + token + "]";
        }
    }

    public Created create(NewAccessToken wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Violations violations = rules.violations(wish.name(), wish.scopes(), wish.expiresAt(), now);
        requireOwnLook(wish.name(), violations);
        ProjectView project = project(wish.project(), violations);
        violations.rejectIfAny();
        String secret = TokenSecret.random();
        IssuedToken token = new IssuedToken(
                UUID.randomUUID(),
                wish.name(),
                new Access.ScopedAccess(
                        rules.scopes(wish.scopes()), project == null ? null : new ProjectId(project.id())),
                project == null ? null : project.key(),
                now,
                wish.expiresAt(),
                null);
        if (!store.add(token, TokenSecret.hash(secret))) {
            throw Rejection.invalid(
                    "name", "is the name of another token. Choose another name, or revoke that token first");
        }
        return new Created(token, secret);
    }

    /**
     * Rejects a name that looks like that of another token or app. Equal names are left to the store, as a token may
     * replace an expired one.
     */
    private void requireOwnLook(String name, Violations violations) {
        NameAppearance look = NameAppearance.of(name);
        store.names().stream()
                .filter(each -> !each.equalsIgnoreCase(name) && look.isLike(NameAppearance.of(each)))
                .findFirst()
                .ifPresent(other -> violations.add(
                        "name",
                        "looks like \"" + other
                                + "\", which is the name of another token or of an app: nobody could tell"
                                + " them apart in the history. Choose another name"));
    }

    private @Nullable ProjectView project(@Nullable String idOrKey, Violations violations) {
        if (idOrKey == null) {
            return null;
        }
        ProjectView found = projects.find(idOrKey).orElse(null);
        if (found == null) {
            violations.add("project", "is not a project; a key such as P-12 or an id is expected");
        }
        return found;
    }

    /** Returns all scopes that a token can have, in the order in which they are shown. */
    public List<Scope> scopes() {
        return rules.scopes();
    }

    public Page<IssuedToken> list(PageRequest page) {
        return store.list(page);
    }

    public IssuedToken find(String id) {
        return known(id).flatMap(store::find).orElseThrow(() -> unknown(id));
    }

    /** Revokes a token: it grants nothing any more, on any node. */
    public IssuedToken revoke(String id) {
        IssuedToken token =
                known(id).flatMap(each -> store.revoke(each, clock.instant())).orElseThrow(() -> unknown(id));
        revoked.run();
        return token;
    }

    private static Optional<UUID> known(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Rejection unknown(String id) {
        String shown = id.length() > 60 ? id.substring(0, 60) + "…" : id;
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no access token \"" + shown.replaceAll("\\p{Cntrl}", "?")
                        + "\". GET /api/access-tokens lists them.");
    }

    /**
     * A request for a token.
     *
     * @param scopes the scopes in words
     * @param project id or key of the only project that the token may see; null if it may see all
     * @param expiresAt the time at which the token expires; null if it does not
     */
    public record NewAccessToken(
            String name,
            List<String> scopes,
            @Nullable String project,
            @Nullable Instant expiresAt) {
        public NewAccessToken {
            scopes = List.copyOf(scopes);
        }
    }

    /** The secret of an access token: 256 random bits, so that storing a plain hash is safe. */
    static final class TokenSecret {
        private static final int BYTES = 32;

        /** The prefix by which people, and scanners for leaked secrets, recognise the token. */
        private static final String PREFIX = "dla_";

        private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
        private static final SecureRandom RANDOM = new SecureRandom();

        private TokenSecret() {}

        static String random() {
            byte[] random = new byte[BYTES];
            RANDOM.nextBytes(random);
            return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        }

        static boolean fits(String bearer) {
            return FORM.matcher(bearer).matches();
        }

        /** Returns the hash that is stored, in hexadecimal digits. */
        static String hash(String secret) {
            return HexFormat.of().formatHex(Sha256.of(secret));
        }
    }
}
