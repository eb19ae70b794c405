package dev.devledger.adapters.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.door.SlowClientConfiguration.ChunkedAnswers;
import dev.devledger.adapters.door.SlowClientProtocol.SlowClientLimit;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat with this protocol and nothing else, and little patience. */
@Timeout(120)
class SlowClientsTest {
    private static final SlowClientLimit LITTLE = new SlowClientLimit(Duration.ofMillis(400), 32 * 1024);

    /** Longer than all of the test, so that Tomcat's own limits cut nobody off. */
    private static final int LONG = 600_000;

    private static final int LARGE = 64 * 1024 * 1024;

    private static final Tomcat TOMCAT = new Tomcat();
    private static final BlockingQueue<String> ENDS = new LinkedBlockingQueue<>();
    private static final List<AsyncContext> STREAMS = new ArrayList<>();
    private static int port;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        TOMCAT.setBaseDir(folder.toString());
        Connector connector = new Connector(SlowClientProtocol.class.getName());
        connector.setPort(0);
        SlowClientProtocol protocol = (SlowClientProtocol) connector.getProtocolHandler();
        protocol.have(LITTLE);
        protocol.setConnectionTimeout(LONG);
        protocol.setExecutor(new VirtualThreadExecutor("test-"));
        TOMCAT.setConnector(connector);
        Context context = TOMCAT.addContext("", folder.toString());
        FilterDef pieces = new FilterDef();
        pieces.setFilterName("pieces");
        pieces.setFilter(new ChunkedAnswers());
        pieces.setAsyncSupported("true");
        context.addFilterDef(pieces);
        FilterMap all = new FilterMap();
        all.setFilterName("pieces");
        all.addURLPattern("/*");
        context.addFilterMap(all);
        Tomcat.addServlet(context, "probe", new Probe()).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "probe");
        TOMCAT.start();
        port = connector.getLocalPort();
    }

    @AfterAll
    static void stop() throws Exception {
        STREAMS.forEach(AsyncContext::complete);
        TOMCAT.stop();
        TOMCAT.destroy();
    }

    private static final class Probe extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                switch (request.getRequestURI()) {
                    case "/body" ->
                        response.getWriter().print(request.getInputStream().readAllBytes().length);
                    case "/form" -> response.getWriter().print(request.getParameter("a"));
                    case "/unread" -> response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                    case "/large" -> response.getOutputStream().write(new byte[LARGE]);
                    case "/stream" -> listen(request);
                    default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                }
                ENDS.add("well");
            } catch (IOException | IllegalStateException cutOff) {
                ENDS.add("cut off");
                throw cutOff;
            }
        }

        private static void listen(HttpServletRequest request) throws IOException {
            AsyncContext stream = request.startAsync();
            stream.setTimeout(0);
            STREAMS.add(stream);
            stream.getResponse().getOutputStream().print("one\n");
            stream.getResponse().flushBuffer();
        }
    }

    private static String end() throws InterruptedException {
        return ENDS.poll(60, TimeUnit.SECONDS);
    }

    private static Socket connect(String head) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setSoTimeout(60_000);
        send(socket, head);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(String request, String... headers) {
        return request + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("", headers) + "\r\n";
    }

    /** One byte after the other, each well within Tomcat's own limit, until the server wants no more. */
    private static void trickle(Socket socket, String piece) throws InterruptedException {
        try {
            while (true) {
                send(socket, piece);
                TimeUnit.MILLISECONDS.sleep(20); // it is the pace that is tested
            }
        } catch (IOException cutOff) {
            // As it should be.
        }
    }

    @Test
    void a_body_that_comes_byte_by_byte() throws Exception {
        try (Socket slow = connect(head("POST /body", "Content-Length: 1000000\r\n"))) {
            trickle(slow, "x");
            assertThat(end()).isEqualTo("cut off");
        }
    }

    @Test
    void a_chunked_body_without_end() throws Exception {
        try (Socket slow = connect(head("POST /body", "Transfer-Encoding: chunked\r\n"))) {
            trickle(slow, "1\r\nx\r\n");
            assertThat(end()).isEqualTo("cut off");
        }
        try (Socket slow = connect(head("POST /body", "Transfer-Encoding: chunked\r\n") + "1;")) {
            trickle(slow, "x");
            assertThat(end()).isEqualTo("cut off");
        }
    }

    /** Tomcat reads it itself, past every filter. */
    @Test
    void a_form_that_comes_byte_by_byte() throws Exception {
        String type = "Content-Type: application/x-www-form-urlencoded\r\n";
        try (Socket slow = connect(head("POST /form", type, "Content-Length: 1000000\r\n") + "a=")) {
            trickle(slow, "x");
            assertThat(end()).isEqualTo("cut off");
        }
    }

    /** Tomcat reads over what nobody has read, before it answers. */
    @Test
    void a_body_that_nobody_reads() throws Exception {
        try (Socket slow = connect(head("POST /unread", "Content-Length: 1000000\r\n"))) {
            assertThat(end()).isEqualTo("well");
            trickle(slow, "x");
        }
    }

    @Test
    void a_head_that_does_not_end() throws Exception {
        try (Socket slow = connect("GET /body HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")) {
            trickle(slow, "x");
        }
        try (Socket slow = connect("GET /")) {
            trickle(slow, "x");
        }
        assertThat(ENDS).isEmpty();
    }

    @Test
    void a_reader_that_does_not_read_or_reads_too_little() throws Exception {
        try (Socket slow = connect(head("GET /large"))) {
            assertThat(slow.isConnected()).isTrue();
            assertThat(end()).isEqualTo("cut off");
        }
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new java.net.InetSocketAddress("localhost", port));
            send(slow, head("GET /large"));
            InputStream in = slow.getInputStream();
            String end = null;
            while (end == null) {
                assertThat(in.read()).isNotNegative();
                end = ENDS.poll(20, TimeUnit.MILLISECONDS);
            }
            assertThat(end).isEqualTo("cut off");
        }
    }

    @Test
    void a_large_body_and_a_large_answer_of_one_that_is_fast_enough() throws Exception {
        try (Socket fast = connect(head("POST /body", "Content-Length: 1000000\r\n"))) {
            for (int i = 0; i < 100; i++) {
                send(fast, "x".repeat(10_000));
                TimeUnit.MILLISECONDS.sleep(15);
            }
            assertThat(end()).isEqualTo("well");
        }
        try (Socket fast = connect(head("GET /large", "Connection: close\r\n"))) {
            InputStream in = fast.getInputStream();
            byte[] piece = new byte[1024 * 1024];
            long taken = 0;
            for (int many = in.readNBytes(piece, 0, piece.length); many > 0; ) {
                taken += many;
                TimeUnit.MILLISECONDS.sleep(15);
                many = in.readNBytes(piece, 0, piece.length);
            }
            assertThat(taken).isGreaterThan(LARGE);
            assertThat(end()).isEqualTo("well");
        }
    }

    /** Connections that wait for the next request, and streams that wait for news, stay. */
    @Test
    void who_waits_for_nothing_is_left_alone() throws Exception {
        try (Socket kept = connect(head("POST /body", "Content-Length: 0\r\n"));
                Socket listening = connect(head("GET /stream"))) {
            assertThat(end()).isEqualTo("well");
            assertThat(end()).isEqualTo("well");
            assertThat(answer(kept)).contains("200");
            assertThat(answer(listening)).contains("200");
            TimeUnit.MILLISECONDS.sleep(3 * LITTLE.window().toMillis());
            send(kept, head("POST /body", "Content-Length: 0\r\n"));
            assertThat(answer(kept)).contains("200");
            assertThat(end()).isEqualTo("well");
            AsyncContext stream = STREAMS.getLast();
            stream.getResponse().getOutputStream().print("two\n");
            stream.getResponse().flushBuffer();
            assertThat(new String(listening.getInputStream().readNBytes(9), StandardCharsets.US_ASCII))
                    .contains("two");
        }
    }

    /** As far as its first chunk, or its end. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().contains("one\n\r\n") && !text.toString().endsWith("\r\n\r\n0")) {
            int next = socket.getInputStream().read();
            assertThat(next).as(text.toString()).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }
}
