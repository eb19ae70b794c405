package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.kernel.Behaviour.SandboxSettings;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.SandboxTable;
import dev.devledger.adapters.sandbox.ticktick.common.Account.Scopes;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskRows;
import dev.devledger.domain.shared.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issued codes and tokens, which survive a restart. */
public record Grants(SandboxDatabase database, Clock clock) {
    /** About 180 days; docs/ticktick.md, section 1. */
    static final Duration LIFETIME = Duration.ofSeconds(15551999);

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
    private static final Duration REFRESH_LIFETIME = LIFETIME.multipliedBy(2);

    /** The consent of a user; {@code challenge} is PKCE's, by the method S256. */
    record Consent(
            String clientId,
            String redirectUri,
            Scopes scopes,
            @Nullable String challenge) {}

    /** The client and the scopes of a token. */
    record Renewal(String clientId, Scopes scopes) {}

    String code(Consent consent) {
        String code = SandboxSettings.secret();
        codes().insert(
                        "hash, client_id, redirect_uri, scope, challenge, expires_at",
                        Sha256.hex(code),
                        consent.clientId(),
                        consent.redirectUri(),
                        consent.scopes().toString(),
                        consent.challenge(),
                        in(CODE_LIFETIME));
        return code;
    }

    private SandboxTable<Consent> codes() {
        return database.table(
                "oauth_code",
                (row, number) -> new Consent(
                        row.getString("client_id"),
                        row.getString("redirect_uri"),
                        scopes(row.getString("scope")),
                        row.getString("challenge")));
    }

    private SandboxTable<Renewal> tokens() {
        return database.table(
                "oauth_token",
                (row, number) -> new Renewal(row.getString("client_id"), scopes(row.getString("scope"))));
    }

    private OffsetDateTime in(Duration time) {
        return TaskRows.sql(clock.instant().plus(time));
    }

    /** Exchanges a code. The code is used up even if the request is wrong in another way. */
    Optional<Consent> redeem(String code) {
        Optional<Consent> consent = codes().one("hash = ? and expires_at > ?", Sha256.hex(code), in(Duration.ZERO));
        return codes().delete("hash = ?", Sha256.hex(code)) == 0 ? Optional.empty() : consent;
    }

    String accessToken(String clientId, Scopes scopes) {
        return token(false, clientId, scopes, LIFETIME);
    }

    String refreshToken(String clientId, Scopes scopes) {
        return token(true, clientId, scopes, REFRESH_LIFETIME);
    }

    private String token(boolean refreshes, String clientId, Scopes scopes, Duration lifetime) {
        String token = SandboxSettings.secret();
        String columns = "hash, refreshes, client_id, scope, expires_at";
        tokens().insert(columns, Sha256.hex(token), refreshes, clientId, scopes.toString(), in(lifetime));
        return token;
    }

    /** Finds the scopes of a token; empty if the token is unknown, revoked or expired. */
    Optional<Scopes> access(String token) {
        return known(token, false).map(Renewal::scopes);
    }

    private Optional<Renewal> known(String token, boolean refreshes) {
        return tokens().one(
                        "hash = ? and refreshes = ? and expires_at > ?",
                        Sha256.hex(token),
                        refreshes,
                        in(Duration.ZERO));
    }

    /** Uses up a refresh token; the exchange returns the next one. */
    Optional<Renewal> renew(String refreshToken) {
        Optional<Renewal> renewal = known(refreshToken, true);
        return renewal.isPresent() && revoke(refreshToken) ? renewal : Optional.empty();
    }

    boolean revoke(String token) {
        return tokens().delete("hash = ?", Sha256.hex(token)) > 0;
    }

    void endAccess() {
        OffsetDateTime now = in(Duration.ZERO);
        tokens().set("expires_at = ? where not refreshes and expires_at > ?", now, now);
    }

    private static Scopes scopes(String names) {
        return Scopes.named(names).orElseThrow();
    }

    /** The tokens that the API accepts: the owner's, with both scopes, and OAuth tokens with their scopes. */
    public record Bearers(SandboxSettings settings, Grants grants, TickTickBehaviour circumstances) {
        private static final String SCHEME = "Bearer ";

        /** Finds the scopes of a call; empty if TickTick would answer 401. */
        public Optional<Scopes> scopes(@Nullable String authorization) {
            if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                return Optional.empty();
            String token = authorization.substring(SCHEME.length()).strip();
            return settings.owner().test(token) ? Optional.of(Scopes.ALL) : granted(token);
        }

        private Optional<Scopes> granted(String token) {
            Optional<Scopes> scopes = grants.access(token);
            if (scopes.isEmpty() || !circumstances.tokensEndNow()) return scopes;
            grants.endAccess();
            return Optional.empty();
        }
    }
}
