package dev.devledger.adapters.signin.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import dev.devledger.adapters.signin.jwt.JwtConfiguration.IssuerKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    private static final String KEYS = new JWKSet(Minting.RSA.toPublicJWK()).toString();

    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new HashMap<>();
    private URI issuer = URI.create("http://unset");

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answers.getOrDefault(
                        request.getUrl().encodedPath(),
                        new MockResponse.Builder().code(404).build());
            }
        });
        server.start();
        issuer = server.url("/realms/team").uri();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_metadata_says_where_they_are() throws IOException {
        for (String place : new String[] {
            "/realms/team/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server/realms/team",
            "/.well-known/openid-configuration/realms/team"
        }) {
            answers.clear();
            answers.put(
                    place, json(metadata(issuer.toString(), server.url("/keys").toString())));
            answers.put("/keys", json(KEYS));
            assertThat(new IssuerKeys(issuer, null).fetch().getKeyByKeyId("rsa-1"))
                    .as(place)
                    .isEqualTo(Minting.RSA.toPublicJWK());
        }
    }

    @Test
    void an_address_that_is_set_is_asked_and_nothing_else() throws IOException {
        answers.put("/keys", json(KEYS));
        assertThat(new IssuerKeys(issuer, server.url("/keys").uri()).fetch().size())
                .isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void what_is_wrong_is_told_in_words() throws IOException {
        refuses(404, "{}", "answers with 404");
        refuses(500, "{}", "answers with 500");
        refuses(302, "{}", "answers with 302");
        refuses(200, "<html>", "metadata that cannot be read");
        refuses(
                200,
                metadata("https://evil.example", server.url("/keys").toString()),
                "of another issuer than the one that is set");
        refuses(
                200,
                metadata(issuer + "/", server.url("/keys").toString()),
                "of another issuer than the one that is set");
        refuses(200, metadata(issuer.toString(), "file:///etc/passwd"), "names no keys");
        refuses(200, "{\"issuer\":\"" + issuer + "\"}", "names no keys");
        refuses(200, metadata(issuer.toString(), server.url("/no-keys").toString()), "answers with 404");
        answers.put("/keys", json("{\"keys\":7}"));
        refuses(200, metadata(issuer.toString(), server.url("/keys").toString()), "no set of keys");
        answers.put("/keys", json("{\"keys\":[" + " ".repeat(600 * 1024) + "]}"));
        refuses(200, metadata(issuer.toString(), server.url("/keys").toString()), "more than any issuer has to say");
    }

    @Test
    void nobody_there() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> new IssuerKeys(URI.create("http://127.0.0.1:" + free), null).fetch())
                .isInstanceOf(IOException.class)
                .hasMessage("127.0.0.1 cannot be reached");
    }

    private void refuses(int status, String body, String words) {
        answers.put(
                "/realms/team/.well-known/openid-configuration",
                new MockResponse.Builder()
                        .code(status)
                        .addHeader("Location", server.url("/keys"))
                        .body(body)
                        .build());
        assertThatThrownBy(() -> new IssuerKeys(issuer, null).fetch())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(words);
    }

    private static String metadata(String issuer, String keys) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\",\"other\":[{}]}";
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().body(body).build();
    }
}
