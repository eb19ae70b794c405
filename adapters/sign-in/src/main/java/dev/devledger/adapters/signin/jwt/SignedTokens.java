package dev.devledger.adapters.jwt;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Reads tokens that are signed with one of these keys in one of these ways; what they say is for others to judge. */
final class SignedTokens {
    private final NimbusJwtDecoder decoder;

    SignedTokens(JWKSource<SecurityContext> keys, Set<String> algorithms) {
        this.decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(allowed -> algorithms.forEach(
                        each -> allowed.add(Objects.requireNonNull(SignatureAlgorithm.from(each), each))))
                .build();
        decoder.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
    }

    /**
     * @throws org.springframework.security.oauth2.jwt.BadJwtException for one that is not signed so
     * @throws org.springframework.security.oauth2.jwt.JwtException where the keys cannot be had
     */
    Jwt read(String token) {
        return decoder.decode(token);
    }
}
