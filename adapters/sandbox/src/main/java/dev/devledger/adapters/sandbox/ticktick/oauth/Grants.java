package dev.devledger.adapters.sandbox.ticktick.oauth;

import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Account.Scopes;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskRows;
import dev.devledger.domain.shared.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codes and tokens that were handed out. They outlive a restart. */
public record Grants(SandboxDatabase database, Clock clock) {
    /** About 180 days; docs/ticktick.md, section 1. */
    static final Duration LIFETIME = Duration.ofSeconds(15551999);

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
    private static final Duration REFRESH_LIFETIME = LIFETIME.multipliedBy(2);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a person agreed to. {@code challenge} is PKCE's, of the method S256. */
    record Consent(
            String clientId,
            String redirectUri,
            Scopes scopes,
            @Nullable String challenge) {}

    /** What a refresh token stands for. */
    record Renewal(String clientId, Scopes scopes) {}

    String code(Consent consent) {
        String code = random();
        database.jdbc()
                .sql("""
                    insert into sandbox.oauth_code (hash, client_id, redirect_uri, scope, challenge, expires_at)
                    values (:hash, :client, :redirect, :scope, :challenge, :expires)
                    """)
                .param("hash", Sha256.hex(code))
                .param("client", consent.clientId())
                .param("redirect", consent.redirectUri())
                .param("scope", consent.scopes().toString())
                .param("challenge", consent.challenge())
                .param("expires", TaskRows.sql(clock.instant().plus(CODE_LIFETIME)))
                .update();
        return code;
    }

    /** Who names a code has used it up, whatever else is wrong with the request. */
    Optional<Consent> redeem(String code) {
        return database.jdbc()
                .sql("""
                    delete from sandbox.oauth_code where hash = :hash
                    returning client_id, redirect_uri, scope, challenge, expires_at > :now as valid
                    """)
                .param("hash", Sha256.hex(code))
                .param("now", TaskRows.sql(clock.instant()))
                .query((row, number) -> row.getBoolean("valid")
                        ? Optional.of(new Consent(
                                row.getString("client_id"),
                                row.getString("redirect_uri"),
                                scopes(row.getString("scope")),
                                row.getString("challenge")))
                        : Optional.<Consent>empty())
                .optional()
                .flatMap(found -> found);
    }

    String accessToken(String clientId, Scopes scopes) {
        return token(false, clientId, scopes, clock.instant().plus(LIFETIME));
    }

    String refreshToken(String clientId, Scopes scopes) {
        return token(true, clientId, scopes, clock.instant().plus(REFRESH_LIFETIME));
    }

    private String token(boolean refreshes, String clientId, Scopes scopes, Instant expires) {
        String token = random();
        database.jdbc()
                .sql("""
                    insert into sandbox.oauth_token (hash, refreshes, client_id, scope, expires_at)
                    values (?, ?, ?, ?, ?)
                    """)
                .params(Sha256.hex(token), refreshes, clientId, scopes.toString(), TaskRows.sql(expires))
                .update();
        return token;
    }

    /** Empty for a token that never was, was revoked, or is over. */
    Optional<Scopes> access(String token) {
        return database.jdbc()
                .sql("select scope from sandbox.oauth_token where hash = ? and not refreshes and expires_at > ?")
                .params(Sha256.hex(token), TaskRows.sql(clock.instant()))
                .query((row, number) -> scopes(row.getString("scope")))
                .optional();
    }

    /** A refresh token works once: the next one comes with what it is exchanged for. */
    Optional<Renewal> renew(String refreshToken) {
        return database.jdbc()
                .sql("""
                    delete from sandbox.oauth_token where hash = ? and refreshes and expires_at > ? returning client_id, scope
                    """)
                .params(Sha256.hex(refreshToken), TaskRows.sql(clock.instant()))
                .query((row, number) -> new Renewal(row.getString("client_id"), scopes(row.getString("scope"))))
                .optional();
    }

    void revoke(String token) {
        database.jdbc()
                .sql("delete from sandbox.oauth_token where hash = ?")
                .param(Sha256.hex(token))
                .update();
    }

    void endAccess() {
        database.jdbc()
                .sql("update sandbox.oauth_token set expires_at = ? where not refreshes and expires_at > ?")
                .params(TaskRows.sql(clock.instant()), TaskRows.sql(clock.instant()))
                .update();
    }

    private static Scopes scopes(String names) {
        return Scopes.named(names).orElseThrow();
    }

    private static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
