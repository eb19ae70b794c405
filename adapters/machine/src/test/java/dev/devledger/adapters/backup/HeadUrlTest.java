package dev.devledger.adapters.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadUrlTest {
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private HttpServer receiver;
    private volatile int refuseFrom = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean taken = posted.size() < refuseFrom;
            if (taken) {
                posted.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                        + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            }
            exchange.sendResponseHeaders(taken ? 202 : 503, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private HeadUrl url(String path) {
        return new HeadUrl(
                URI.create("http://me:secret@127.0.0.1:" + receiver.getAddress().getPort() + path),
                folder.resolve("head-url.last"));
    }

    @Test
    void each_head_is_posted_with_what_the_api_says_of_it() throws IOException {
        String hash = "0f".repeat(32);
        url("/heads").take(List.of(LedgerHead.of(40, 36, 17, hash, Instant.parse("2026-03-31T09:15:00Z"))));

        assertThat(posted)
                .containsExactly("POST application/json Basic bWU6c2VjcmV0 {\"position\":40,\"events\":36,\"batch\":17,"
                        + "\"hash\":\"" + hash + "\",\"sealedAt\":\"2026-03-31T09:15:00Z\",\"head\":\"17:" + hash
                        + "\"}");
        assertThat(url("/heads").last()).contains(ExternalHead.parse("17:" + hash));
    }

    @Test
    void what_was_refused_is_not_taken_for_given() throws IOException {
        refuseFrom = 2;
        List<LedgerHead> three = List.of(HeadFileTest.head(1), HeadFileTest.head(2), HeadFileTest.head(3));

        assertThatThrownBy(() -> url("/heads").take(three)).hasMessage("127.0.0.1 answers 503 to head 3");

        assertThat(url("/heads").last())
                .contains(ExternalHead.parse(HeadFileTest.head(2).head()));
        receiver.stop(0);
        assertThatThrownBy(() -> url("/heads").take(three))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1 does not answer")
                .hasMessageNotContaining("secret");
    }

    @Test
    void another_address_begins_with_the_first() throws IOException {
        url("/heads").take(List.of(HeadFileTest.head(1)));
        assertThat(url("/elsewhere").last()).isEmpty();
    }

    @Test
    void nobody_on_the_way_can_read_it() {
        for (String address : List.of("http://example.org/heads", "ftp://127.0.0.1/", "heads")) {
            assertThatThrownBy(() -> new HeadUrl(URI.create(address), folder))
                    .as(address)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("https://");
        }
    }
}
