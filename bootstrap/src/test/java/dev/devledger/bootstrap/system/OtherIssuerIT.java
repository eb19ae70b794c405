package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An issuer that is set: it is away when Devledger starts, and its tokens open REST and {@code /mcp} once it is there. */
@Tag("long")
class OtherIssuerIT {
    private static final String AUDIENCE = "https://ledger.example/mcp";
    private static final ECKey KEY = key();
    private static final int PORT = freePort();
    private static final String TOOL_THAT_WRITES = """
            {"jsonrpc": "2.0", "id": 9, "method": "tools/call", "params": {"name": "save_project", "arguments": {"name": "Parser"}}}
            """;
    private static final String ISSUER = "http://127.0.0.1:" + PORT + "/realms/team";

    private static RunningDevledger node;
    private static Api api;
    private static HttpServer issuer;

    @BeforeAll
    static void start() throws IOException {
        node = SharedDevledger.anotherNode(
                "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER,
                "devledger.auth.audience=" + AUDIENCE,
                "devledger.auth.scope-prefix=devledger:");
        api = node.api();
        api.get(200, "/api/projects");
        Api.Answer away = api.as(token(claims -> {})).get(503, "/api/projects");
        assertThat(away.header("Retry-After")).isNotEmpty();
        assertThat(away.body()).contains("cannot be asked for its keys");
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        answer(
                "/realms/team/.well-known/openid-configuration",
                "{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + ISSUER + "/keys\"}");
        answer("/realms/team/keys", new JWKSet(KEY.toPublicJWK()).toString());
        issuer.start();
        Wait.until(
                Duration.ofSeconds(30),
                "the issuer is asked again",
                () -> api.as(token(claims -> {})).get("/api/projects").status() == 200);
    }

    @AfterAll
    static void stop() {
        issuer.stop(0);
        node.close();
    }

    private static void answer(String path, String body) {
        issuer.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("7b6a6e0c")
                .claim("preferred_username", "ana")
                .claim("scope", "openid devledger:read devledger:write admin")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        change.accept(claims);
        return claims.build();
    }

    private static String token(Consumer<JWTClaimsSet.Builder> change) {
        return signed(claims(change), KEY);
    }

    private static String signed(JWTClaimsSet claims, ECKey key) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withItsPublicKeyAsSecret() {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims(any -> {}));
            token.sign(new MACSigner(KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("another issuer", token(claims -> claims.issuer("https://evil.example"))),
                arguments("another audience", token(claims -> claims.audience("https://other.example"))),
                arguments("no audience", token(claims -> claims.audience((String) null))),
                arguments("expired", token(claims -> claims.issueTime(at(-600)).expirationTime(at(-61)))),
                arguments("not valid yet", token(claims -> claims.notBeforeTime(at(120)))),
                arguments("unsigned", new PlainJWT(claims(any -> {})).serialize()),
                arguments("another key", signed(claims(any -> {}), key())),
                arguments("a shared secret", withItsPublicKeyAsSecret()),
                arguments("nobody's name but the owner's", token(claims -> claims.subject("owner")
                        .claim("preferred_username", "ticktick"))));
    }

    private static Date at(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, String token) {
        Api bearer = api.as(token);
        for (Api.Answer answer :
                List.of(bearer.get("/api/projects"), bearer.post("/mcp", Mcp.INITIALIZE, "Accept", Mcp.BOTH))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate"))
                    .contains("error=\"invalid_token\"", "error_description=\"The token");
            assertThat(answer.body()).doesNotContain(token, "Exception");
        }
    }

    @Test
    void ana_works_under_her_name_with_what_she_may() {
        Api ana = api.as(token(claims -> {}));
        ana.post(201, "/api/projects", "{\"name\":\"Of Ana\"}");
        assertThat(api.read("/api/history?limit=1").at("/items/0/actor").asString())
                .isEqualTo("ana");
        assertThat(Mcp.connect(ana).answer("find_tasks", "{}").has("tasks")).isTrue();
        ana.get(403, "/api/access-tokens"); // admin means something else there
        Api.Answer forbidden = ana.post(403, "/api/sync/run", "{}");
        assertThat(forbidden.header("WWW-Authenticate")).contains("insufficient_scope");
        api.as(token(claims -> claims.claim("scope", "openid"))).get(403, "/api/projects");
        api.as(token(claims -> claims.claim("scope", null).claim("scp", List.of("devledger:read"))))
                .get(200, "/api/projects");
    }

    /** Of one name, and two subjects of the issuer: neither has what the other one was answered or has opened. */
    @Test
    void two_people_of_the_issuer_share_neither_keys_nor_sessions() {
        Api ana = api.as(token(claims -> {}));
        Api other = api.as(token(claims -> claims.subject("another")));
        String wish = "{\"name\":\"Once each\"}";
        String key = UUID.randomUUID().toString();
        Api.Answer first = ana.post(201, "/api/projects", wish, "Idempotency-Key", key);
        Api.Answer theirs = other.post(201, "/api/projects", wish, "Idempotency-Key", key);
        assertThat(theirs.text("id")).isNotEqualTo(first.text("id"));
        assertThat(ana.post(201, "/api/projects", wish, "Idempotency-Key", key).text("id"))
                .isEqualTo(first.text("id"));

        Mcp agent = Mcp.connect(ana);
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";
        for (String method : List.of("POST", "DELETE")) {
            other.send(
                            method,
                            "/mcp",
                            method.equals("POST") ? ping : null,
                            "Accept",
                            Mcp.BOTH,
                            "Mcp-Session-Id",
                            agent.session())
                    .expect(404);
        }
        agent.post(ping).expect(200);
    }

    @Test
    void an_agent_is_told_which_scope_it_lacks_as_the_issuer_has_it() {
        Api reader = api.as(token(claims -> claims.claim("scope", "devledger:read")));
        String refused = Mcp.connect(reader).post(TOOL_THAT_WRITES).expect(403).header("WWW-Authenticate");
        assertThat(OAuthAgent.part(refused, "scope")).isEqualTo("devledger:write");
    }

    @Test
    void an_agent_is_told_where_tokens_are_to_be_had() {
        Api stranger = api.as("");
        String challenge =
                stranger.post(401, "/mcp", Mcp.INITIALIZE, "Accept", Mcp.BOTH).header("WWW-Authenticate");
        assertThat(OAuthAgent.part(challenge, "scope")).isEqualTo("devledger:read devledger:write devledger:sync");
        var metadata = stranger.read(OAuthAgent.part(challenge, "resource_metadata"));
        assertThat(metadata.path("resource").asString()).isEqualTo(api.base() + "/mcp");
        assertThat(metadata.at("/authorization_servers/0").asString()).isEqualTo(ISSUER);
        assertThat(metadata.path("bearer_methods_supported").toString()).isEqualTo("[\"header\"]");
        assertThat(stranger.get("/oauth2/jwks").status())
                .as("no issuer of our own")
                .isEqualTo(401);
        stranger.get(404, "/.well-known/oauth-authorization-server");
    }
}
