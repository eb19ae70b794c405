package dev.devledger.adapters.signin.jwt;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.devledger.application.access.TokenRefused;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Reads tokens that are signed with one of these keys in one of these ways; what they say is for others to judge. */
public final class SignedTokens {
    private static final Logger LOG = LoggerFactory.getLogger(SignedTokens.class);

    /** Also one without a signature, so that it is told that it needs one. */
    private static final Pattern FORM = Pattern.compile("ey[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

    /** More than any issuer puts into one, and as much as a header can be. */
    private static final int LONGEST = 8 * 1024;

    private final NimbusJwtDecoder decoder;

    public SignedTokens(JWKSource<SecurityContext> keys, Set<String> algorithms) {
        this.decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(allowed -> algorithms.forEach(
                        each -> allowed.add(Objects.requireNonNull(SignatureAlgorithm.from(each), each))))
                .build();
        decoder.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
    }

    /**
     * Empty where it has not even the form of one.
     *
     * @throws TokenRefused for one that is not signed so, or where that cannot be found out
     */
    public Optional<Jwt> read(String token) {
        if (!FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        if (token.length() > LONGEST) {
            throw TokenRefused.invalid("The token is longer than " + LONGEST / 1024 + " KiB.");
        }
        try {
            return Optional.of(decoder.decode(token));
        } catch (BadJwtException bad) {
            throw TokenRefused.invalid("The token is not signed by its issuer in a way that is accepted here.");
        } catch (JwtException unknown) {
            LOG.debug("The keys for a token could not be had", unknown);
            throw TokenRefused.unknown(
                    "The issuer of the token cannot be asked for its keys right now. Nothing was done. Try again.");
        }
    }
}
