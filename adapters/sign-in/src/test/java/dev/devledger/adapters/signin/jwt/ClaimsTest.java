package dev.devledger.adapters.signin.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.signin.jwt.JwtConfiguration.JwtTokens.ClaimedActor;
import dev.devledger.adapters.signin.jwt.SignedTokens.ClaimedScopes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

/** Whom a token names, and what its bearer may do. */
class ClaimsTest {
    private static final Set<String> TAKEN = Set.of("owner", "ticktick");

    @Test
    void the_name_is_the_first_of_three_claims() {
        assertThat(actor(Map.of("preferred_username", " ana ", "email", "ana@team.example", "sub", "1")))
                .isEqualTo("ana");
        assertThat(actor(Map.of("email", "ana@team.example", "sub", "1"))).isEqualTo("ana@team.example");
        assertThat(actor(Map.of("sub", "1"))).isEqualTo("1");
        assertThat(actor(Map.of("name", "Ana", "azp", "client"))).isEqualTo("nobody");
    }

    @Test
    void a_name_that_is_somebody_elses_is_left_out() {
        assertThat(actor(Map.of("preferred_username", "owner", "email", "ana@team.example")))
                .isEqualTo("ana@team.example");
        assertThat(actor(Map.of("preferred_username", "ticktick", "sub", "7b6a")))
                .isEqualTo("7b6a");
        assertThat(actor(Map.of("preferred_username", "owner", "sub", "owner"))).isEqualTo("nobody");
    }

    @Test
    void an_address_that_is_not_verified_is_no_name() {
        assertThat(actor(Map.of("email", "boss@team.example", "email_verified", false, "sub", "1")))
                .isEqualTo("1");
        assertThat(actor(Map.of("email", "ana@team.example", "email_verified", true, "sub", "1")))
                .isEqualTo("ana@team.example");
    }

    @Test
    void what_could_look_like_something_else_is_no_name() {
        for (Object odd : List.of("", "  ", "a\nb", "a\u0000", "a\u202eb", "x".repeat(201), 7, List.of("ana"))) {
            assertThat(actor(Map.of("preferred_username", odd, "sub", "1")))
                    .as("%s", odd)
                    .isEqualTo("1");
        }
    }

    @Test
    void scopes_are_a_text_or_a_list() {
        assertThat(scopes("", "scope", "read  write openid")).containsExactlyInAnyOrder("read", "write", "openid");
        assertThat(scopes("", "scope", List.of("read", "write"))).containsExactlyInAnyOrder("read", "write");
        assertThat(scopes("", "scp", "read")).containsExactly("read");
        assertThat(scopes("", "scp", Arrays.asList("read", null, 7))).containsExactlyInAnyOrder("read", "7");
        assertThat(scopes("", "scope", 7)).isEmpty();
        assertThat(scopes("", "roles", "read")).isEmpty();
    }

    @Test
    void where_scopes_have_a_prefix_others_do_not_mean_us() {
        assertThat(scopes("devledger:", "scope", "devledger:read write devledger: xdevledger:admin"))
                .containsExactly("read");
    }

    private static String actor(Map<String, Object> claims) {
        return ClaimedActor.of(token(claims), TAKEN::contains).orElse("nobody");
    }

    private static Set<String> scopes(String prefix, String claim, Object value) {
        return ClaimedScopes.of(token(Map.of(claim, value)), prefix);
    }

    private static Jwt token(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.putIfAbsent("iss", "https://login.example");
        return Jwt.withTokenValue("x")
                .header("alg", "RS256")
                .claims(each -> each.putAll(all))
                .build();
    }
}
