package dev.devledger.adapters.signin.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import dev.devledger.adapters.signin.jwt.CachedIssuerKeys.KeyFetch;
import dev.devledger.application.sync.memory.SteppingClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private final SteppingClock clock = new SteppingClock();
    private final Issuer issuer = new Issuer();
    private final CachedIssuerKeys keys = new CachedIssuerKeys(issuer, clock);

    @Test
    void nobody_is_asked_before_the_first_token_and_seldom_after_it() throws KeySourceException {
        assertThat(issuer.asked).isZero();
        for (int token = 0; token < 100; token++) {
            assertThat(found("rsa-1")).hasSize(1);
        }
        assertThat(issuer.asked).isEqualTo(1);
        clock.forward(Duration.ofMinutes(5));
        assertThat(found("rsa-1")).hasSize(1);
        assertThat(issuer.asked).isEqualTo(2);
    }

    @Test
    void a_new_key_is_found_at_once() throws KeySourceException {
        found("rsa-1");
        clock.forward(Duration.ofSeconds(10));
        issuer.keys = new JWKSet(List.of(Minting.RSA.toPublicJWK(), Minting.EC.toPublicJWK()));
        assertThat(found("ec-1")).hasSize(1);
        assertThat(issuer.asked).isEqualTo(2);
    }

    @Test
    void a_key_that_was_withdrawn_is_none_five_minutes_later() throws KeySourceException {
        found("rsa-1");
        issuer.keys = new JWKSet(List.of(Minting.EC.toPublicJWK()));
        clock.forward(Duration.ofMinutes(5));
        assertThat(found("rsa-1")).isEmpty();
    }

    /** Else anybody could have us ask the issuer as often as they like, and keep others from being let in. */
    @Test
    void keys_that_are_made_up_are_asked_for_every_ten_seconds_at_most() throws KeySourceException {
        found("rsa-1");
        for (int second = 0; second < 3600; second++) {
            assertThat(found("made-up-" + second)).isEmpty();
            assertThat(found("rsa-1")).hasSize(1);
            clock.forward(Duration.ofSeconds(1));
        }
        assertThat(issuer.asked).isBetween(359, 361);
    }

    @Test
    void while_the_issuer_is_away_the_keys_are_good_for_half_a_day() throws KeySourceException {
        found("rsa-1");
        issuer.away = true;
        clock.forward(Duration.ofHours(12).minusSeconds(1));
        assertThat(found("rsa-1")).hasSize(1);
        assertThat(found("made-up")).isEmpty();
        clock.forward(Duration.ofSeconds(1));
        assertThatThrownBy(() -> found("rsa-1"))
                .isInstanceOf(KeySourceException.class)
                .hasMessage("login.example cannot be reached");
    }

    @Test
    void an_issuer_that_is_away_is_left_alone_for_ten_seconds() throws KeySourceException {
        issuer.away = true;
        for (int token = 0; token < 100; token++) {
            assertThatThrownBy(() -> found("rsa-1")).hasMessage("login.example cannot be reached");
        }
        assertThat(issuer.asked).isEqualTo(1);
        issuer.away = false;
        clock.forward(Duration.ofSeconds(10));
        assertThat(found("rsa-1")).hasSize(1);
    }

    private List<JWK> found(String id) throws KeySourceException {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
    }

    private static final class Issuer implements KeyFetch {
        private JWKSet keys = new JWKSet(List.of(Minting.RSA.toPublicJWK()));
        private boolean away;
        private int asked;

        @Override
        public JWKSet fetch() throws IOException {
            asked++;
            if (away) {
                throw new IOException("login.example cannot be reached");
            }
            return keys;
        }
    }
}
