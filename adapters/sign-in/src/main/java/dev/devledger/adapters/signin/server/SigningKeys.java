package dev.devledger.adapters.signin.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.connection.AccountTokens.SecretStore.Lookup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that signs tokens. All nodes share it; it is made on first use, and stored encrypted. If the encryption key
 * was lost, a new signing key is made; programs then renew their tokens, and the owner need not confirm anything again.
 */
final class SigningKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final String NAME = "oauth/signing-key";

    /**
     * The shortest pause between two reads of the stored key, which a token with an unknown key causes: another node
     * may have made a new one.
     */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private record Read(JWKSet keys, Instant at) {}

    private final SecretStore secrets;
    private final InstantSource clock;
    private volatile @Nullable Read read;

    SigningKeys(SecretStore secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
        try {
            Read now = read;
            if (now == null) {
                now = read();
            }
            List<JWK> found = wanted.select(now.keys());
            boolean old = !clock.instant().isBefore(now.at().plus(PAUSE));
            return found.isEmpty() && old ? wanted.select(read().keys()) : found;
        } catch (RuntimeException away) {
            throw new KeySourceException("The key that tokens are signed with cannot be read", away);
        }
    }

    /** Returns a secret that is derived from the key, for refresh tokens. */
    byte[] seed() {
        try {
            Read now = read;
            ECKey key = (ECKey) (now == null ? read() : now).keys().getKeys().getFirst();
            return MessageDigest.getInstance("SHA-256")
                    .digest(("tokens to renew with " + key.getD()).getBytes(StandardCharsets.US_ASCII));
        } catch (KeySourceException | NoSuchAlgorithmException away) {
            throw new IllegalStateException("The key that tokens are made with cannot be read", away);
        }
    }

    private synchronized Read read() throws KeySourceException {
        Read now = new Read(new JWKSet(stored()), clock.instant());
        read = now;
        return now;
    }

    private ECKey stored() throws KeySourceException {
        return switch (secrets.get(NAME)) {
            case Lookup.Opened(String json) -> parsed(json);
            case Lookup.Missing() -> {
                secrets.add(NAME, made());
                yield opened();
            }
            case Lookup.Undecryptable() -> {
                LOG.warn("The key that tokens are signed with was encrypted with another key. A new one is made.");
                secrets.put(NAME, made());
                yield opened();
            }
        };
    }

    /** Reads the stored key. If two nodes have made a key at the same time, both read the first one stored. */
    private ECKey opened() throws KeySourceException {
        if (secrets.get(NAME) instanceof Lookup.Opened(String json)) {
            return parsed(json);
        }
        throw new KeySourceException("The key that tokens are signed with was taken away again");
    }

    private static ECKey parsed(String json) throws KeySourceException {
        try {
            return ECKey.parse(json);
        } catch (ParseException broken) {
            throw new KeySourceException("The key that tokens are signed with is broken", broken);
        }
    }

    private static String made() throws KeySourceException {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
        } catch (JOSEException impossible) {
            throw new KeySourceException("Every Java has keys of P-256.", impossible);
        }
    }
}
