package dev.devledger.adapters.signin.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.devledger.adapters.signin.jwt.CachedIssuerKeys.KeyFetch;
import dev.devledger.adapters.signin.jwt.JwtConfiguration.JwtSettings;
import dev.devledger.adapters.signin.jwt.JwtConfiguration.JwtTokens;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.access.TokenCheck.TokenRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken for a token of the issuer, and what is not: a row each. */
class JwtTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-31T09:00:00Z");
    private static final String NOT_SIGNED = "The token is not signed by its issuer in a way that is accepted here.";
    private static final AccessRules RULES = AccessRules.with(List.of("ticktick", "clickup"));
    private static final JWKSet KEYS = new JWKSet(List.of(
            Minting.RSA.toPublicJWK(),
            Minting.EC.toPublicJWK(),
            // As some issuers publish beside the others; it signs nothing.
            new OctetSequenceKey.Builder(shared()).keyID("shared").build()));

    private static byte[] shared() {
        return "a secret that issuer and client share".getBytes(StandardCharsets.UTF_8);
    }

    private static JwtTokens tokens(KeyFetch issuer) {
        JwtSettings settings = new JwtSettings(
                URI.create(Minting.ISSUER),
                null,
                Set.copyOf(JwtSettings.ALGORITHMS),
                List.of(Minting.AUDIENCE, "devledger"),
                "");
        return new JwtTokens(
                settings,
                new CachedIssuerKeys(issuer, InstantSource.fixed(NOW)),
                RULES,
                name -> RULES.isReserved(name) || name.equals("a-token-of-ours"),
                InstantSource.fixed(NOW));
    }

    private static final JwtTokens TOKENS = tokens(() -> KEYS);

    private static String good(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = Minting.claims(NOW);
        change.accept(claims);
        return Minting.signed(claims.build(), Minting.RSA, header -> {});
    }

    private static Date at(Duration fromNow) {
        return Date.from(NOW.plus(fromNow));
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("plain", good(claims -> {})),
                arguments("a key of an elliptic curve", Minting.signed(claims(), Minting.EC, header -> {})),
                arguments(
                        "PS512",
                        Minting.signed(
                                claims(),
                                Minting.RSA,
                                new JWSHeader.Builder(JWSAlgorithm.PS512)
                                        .keyID("rsa-1")
                                        .build())),
                arguments("typ at+jwt", typed("at+jwt")),
                arguments("typ application/at+jwt", typed("application/at+jwt")),
                arguments("typ JWT", typed("JWT")),
                arguments(
                        "no kid: each key is tried",
                        Minting.signed(claims(), Minting.RSA, new JWSHeader(JWSAlgorithm.RS256))),
                arguments("one of several audiences", good(claims -> claims.audience(List.of("account", "devledger")))),
                arguments("expired within the skew", good(claims -> claims.issueTime(at(seconds(-300)))
                        .expirationTime(at(seconds(-59))))),
                arguments("valid from within the skew", good(claims -> claims.notBeforeTime(at(seconds(59))))),
                arguments("issued within the skew", good(claims -> claims.issueTime(at(seconds(59))))),
                arguments("claims that nobody knows", good(claims -> claims.claim(
                                "realm_access", Map.of("roles", List.of("x")))
                        .claim("", 7)
                        .claim("scp2", List.of()))),
                arguments("jku of somebody else, which nobody looks at", jku()));
    }

    static Stream<Arguments> refused() throws Exception {
        String plain = good(claims -> {});
        String[] parts = plain.split("\\.", -1);
        return Stream.of(
                arguments("another issuer", good(claims -> claims.issuer("https://evil.example")), issuer()),
                arguments("issuer with a slash more", good(claims -> claims.issuer(Minting.ISSUER + "/")), issuer()),
                arguments("no issuer", good(claims -> claims.issuer(null)), issuer()),
                arguments("another audience", good(claims -> claims.audience("https://other.example/mcp")), audience()),
                arguments("no audience", good(claims -> claims.audience((String) null)), audience()),
                arguments(
                        "audience with more behind",
                        good(claims -> claims.audience(Minting.AUDIENCE + "/x")),
                        audience()),
                arguments(
                        "expired",
                        good(claims -> claims.issueTime(at(seconds(-300))).expirationTime(at(seconds(-60)))),
                        "The token has expired."),
                arguments(
                        "expired long ago",
                        good(claims -> claims.issueTime(at(seconds(-9000))).expirationTime(at(seconds(-8000)))),
                        "The token has expired."),
                arguments(
                        "no end",
                        good(claims -> claims.expirationTime(null)),
                        "The token does not say when it expires."),
                arguments("not valid yet", good(claims -> claims.notBeforeTime(at(seconds(61)))), early()),
                arguments("issued in the future", good(claims -> claims.issueTime(at(seconds(61)))), early()),
                arguments("no sub", good(claims -> claims.subject(null)), unsaid()),
                arguments("a blank sub", good(claims -> claims.subject(" ")), unsaid()),
                arguments(
                        "no name at all",
                        good(claims -> claims.subject(null).claim("preferred_username", null)),
                        unsaid()),
                arguments(
                        "only names that are taken",
                        good(claims -> claims.subject("Owner")
                                .claim("preferred_username", "ticktick")
                                .claim("email", "a-token-of-ours")),
                        nobody()),
                arguments("a token to log out with", typed("logout+jwt"), "The token is no access token."),
                arguments("a proof of possession", typed("dpop+jwt"), "The token is no access token."),
                arguments("unsigned", new PlainJWT(claims()).serialize(), NOT_SIGNED),
                arguments("unsigned, but it says RS256", parts[0] + "." + parts[1] + ".", NOT_SIGNED),
                arguments("alg none in capitals", text("{\"alg\":\"NONE\"}") + "." + parts[1] + ".", NOT_SIGNED),
                arguments(
                        "alg none with the signature",
                        text("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2],
                        NOT_SIGNED),
                arguments("no alg", text("{\"kid\":\"rsa-1\"}") + "." + parts[1] + "." + parts[2], NOT_SIGNED),
                arguments(
                        "the public key as a shared secret",
                        Minting.withSharedSecret(
                                claims(), Minting.RSA.toRSAPublicKey().getEncoded(), "rsa-1"),
                        NOT_SIGNED),
                arguments(
                        "the public key's text as a shared secret",
                        Minting.withSharedSecret(
                                claims(),
                                Minting.RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
                                "rsa-1"),
                        NOT_SIGNED),
                arguments(
                        "a secret of the key set", Minting.withSharedSecret(claims(), shared(), "shared"), NOT_SIGNED),
                arguments(
                        "another key under that kid",
                        Minting.signed(claims(), Minting.rsa("rsa-1"), header -> {}),
                        NOT_SIGNED),
                arguments("another key", Minting.signed(claims(), Minting.rsa("mine"), header -> {}), NOT_SIGNED),
                arguments("kid of the other key", kid("ec-1"), NOT_SIGNED),
                arguments("kid that is a path", kid("../../../../dev/null"), NOT_SIGNED),
                arguments("kid that is a query", kid("rsa-1' or '1'='1"), NOT_SIGNED),
                arguments("kid that is empty", kid(""), NOT_SIGNED),
                arguments("kid in another case", kid("RSA-1"), NOT_SIGNED),
                arguments(
                        "kid that is a number",
                        text("{\"alg\":\"RS256\",\"kid\":1}") + "." + parts[1] + "." + parts[2],
                        NOT_SIGNED),
                arguments("its own key in the header", ownKey(), NOT_SIGNED),
                arguments("crit that nobody knows", crit(), NOT_SIGNED),
                arguments("claims changed", parts[0] + "." + changed(parts[1]) + "." + parts[2], NOT_SIGNED),
                arguments("signature cut", plain.substring(0, plain.length() - 4), NOT_SIGNED),
                arguments("signature of zeros", esZeros(), NOT_SIGNED),
                arguments("claims that are no JSON", parts[0] + "." + text("hello") + "." + parts[2], NOT_SIGNED),
                arguments("claims that are a list", parts[0] + "." + text("[]") + "." + parts[2], NOT_SIGNED),
                arguments("end that is a text", good(claims -> claims.claim("exp", "tomorrow")), NOT_SIGNED),
                arguments("nothing but dots", "ey..", NOT_SIGNED),
                arguments(
                        "a giant",
                        good(claims -> claims.claim("groups", "x".repeat(9000))),
                        "The token is longer than 8 KiB."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String what, String token) {
        AuthenticatedCaller caller = TOKENS.caller(token).orElseThrow();
        assertThat(caller.actor()).isEqualTo("ana");
        assertThat(caller.access()).isEqualTo(new Access.ScopedAccess(List.of(Scope.READ, Scope.WRITE), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, String token, String words) {
        assertThatThrownBy(() -> TOKENS.caller(token)).isInstanceOfSatisfying(TokenRefused.class, refusal -> {
            assertThat(refusal.words()).isEqualTo(words);
            assertThat(refusal.isUnknown()).isFalse();
        });
    }

    @Test
    void what_is_no_token_of_that_kind_is_left_to_others() {
        for (String other : List.of("dlo_abc", "dla_" + "A".repeat(43), "a.b.c", "ey.a.b.c.d", "eyJ", "", "ey a.b.c")) {
            assertThat(TOKENS.caller(other)).as(other).isEmpty();
        }
    }

    @Test
    void without_a_scope_of_ours_one_may_nothing() {
        assertThat(access(good(claims -> claims.claim("scope", "openid profile admin:all READ")))
                        .may(Scope.READ))
                .isFalse();
    }

    @Test
    void an_issuer_that_is_away_is_no_fault_of_the_token() {
        JwtTokens away = tokens(() -> {
            throw new IOException("login.example cannot be reached");
        });
        assertThatThrownBy(() -> away.caller(good(claims -> {})))
                .isInstanceOfSatisfying(TokenRefused.class, refusal -> {
                    assertThat(refusal.isUnknown()).isTrue();
                    assertThat(refusal.words()).contains("Try again").doesNotContain("login.example");
                });
        assertThat(away.caller("dlo_abc")).as("others are not kept waiting").isEmpty();
    }

    /** It is good for as long as it says, also on a stream that is open. */
    @Test
    void a_caller_is_one_until_the_token_expires() {
        Instant[] now = {NOW};
        JwtTokens tokens = new JwtTokens(
                new JwtSettings(
                        null, URI.create("https://login.example/keys"), Set.of("RS256"), List.of(Minting.AUDIENCE), ""),
                new CachedIssuerKeys(() -> KEYS, () -> now[0]),
                RULES,
                RULES::isReserved,
                () -> now[0]);
        AuthenticatedCaller caller = tokens.caller(good(claims -> {})).orElseThrow();
        assertThat(caller.lease().holds()).isTrue();
        now[0] = NOW.plus(Duration.ofMinutes(5));
        assertThat(caller.lease().holds()).isFalse();
        assertThatThrownBy(() -> tokens.caller(Minting.signed(claims(), Minting.EC, header -> {})))
                .as("an algorithm that is not among those that are set")
                .hasMessage(NOT_SIGNED);
    }

    private static Access access(String token) {
        return TOKENS.caller(token).orElseThrow().access();
    }

    private static JWTClaimsSet claims() {
        return Minting.claims(NOW).build();
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static String issuer() {
        return "The token is of another issuer.";
    }

    private static String audience() {
        return "The token is for another audience.";
    }

    private static String early() {
        return "The token is not valid yet.";
    }

    private static String unsaid() {
        return "The token does not say whose it is: it needs sub.";
    }

    private static String nobody() {
        return "The token names nobody: it needs preferred_username, email or sub, and one that is nobody else's name"
                + " here.";
    }

    private static String typed(String type) {
        return Minting.signed(claims(), Minting.RSA, header -> header.type(new JOSEObjectType(type)));
    }

    private static String kid(String id) {
        return Minting.signed(claims(), Minting.RSA, header -> header.keyID(id));
    }

    private static String jku() {
        return Minting.signed(claims(), Minting.RSA, header -> header.jwkURL(URI.create("https://evil.example/keys")));
    }

    private static String ownKey() {
        RSAKey mine = Minting.rsa("mine");
        return Minting.signed(
                claims(), mine, header -> header.jwk(mine.toPublicJWK()).keyID("rsa-1"));
    }

    private static String crit() {
        return Minting.signed(claims(), Minting.RSA, header -> header.criticalParams(Set.of("secret-handshake"))
                .customParam("secret-handshake", true));
    }

    private static String esZeros() {
        String token = Minting.signed(claims(), Minting.EC, header -> {});
        return token.substring(0, token.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    }

    private static String text(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String changed(String claims) {
        String json = new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
        return text(json.replace("read write", "read write admin"));
    }
}
