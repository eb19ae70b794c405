package dev.devledger.adapters.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.application.ledger.Ledger.WriteGate.NewerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.web.csrf.MissingCsrfTokenException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.databind.JsonNode;

class ProblemTest extends RestTest {

    @Test
    void the_unexpected_tells_nothing() {
        assertThat(http.get("/api/strange").isProblem(500, "internal").text()).doesNotContain("secret");
    }

    @Test
    void a_database_that_is_away_is_503_whoever_wraps_it() {
        RuntimeException[] failures = {
            new DataAccessResourceFailureException("x"),
            new CannotCreateTransactionException("x"),
            new IllegalStateException(new SQLTransientConnectionException("timeout")),
            new IllegalStateException(new SQLException("shutting down", "57P01")),
            new IllegalStateException(new RuntimeException(new SQLException("gone", "08006"))),
            new IllegalStateException(new SQLException("Connection is closed"))
        };
        for (RuntimeException failure : failures) {
            ledger.failure = failure;
            Http.Got got = http.post("/api/projects", "{\"name\": \"a\"}").isProblem(503, "unavailable");
            assertThat(got.header("Retry-After")).isEqualTo("5");
        }
        ledger.failure = new IllegalStateException(new SQLException("syntax", "42601"));
        http.post("/api/projects", "{\"name\": \"a\"}").isProblem(500, "internal");
        ledger.failure = new Ledger.LedgerBusy(new RuntimeException());
        assertThat(http.post("/api/projects", "{\"name\": \"a\"}")
                        .isProblem(503, "unavailable")
                        .header("Retry-After"))
                .isEqualTo("1");
    }

    @Test
    void what_is_not_stored_and_what_may_be_are_told_apart() {
        ledger.failure = new Ledger.NotStored(new CannotCreateTransactionException("x"));
        assertThat(http.post("/api/projects", "{\"name\": \"a\"}")
                        .isProblem(503, "unavailable")
                        .text())
                .contains("Nothing was stored. Try again.");
        ledger.failure = new OutcomeUnknown("no answer", new SQLException("gone", "08006"));
        assertThat(http.post("/api/projects", "{\"name\": \"a\"}")
                        .isProblem(503, "unavailable")
                        .text())
                .contains(
                        "it may be stored or not",
                        "Idempotency-Key",
                        "check whether it is stored before you send it again")
                .doesNotContain("try again", "Try again");
    }

    @Test
    void every_answer_has_a_request_id_the_caller_s_own_where_it_is_sane() {
        for (String path :
                new String[] {"/api/projects", "/api/nothing", "/actuator/health", "/devledger.css", "/login"}) {
            assertThat(http.get(path, "X-Request-Id", "a.b:c-1_").header("X-Request-Id"))
                    .isEqualTo("a.b:c-1_");
            for (String odd : new String[] {"a b", "x".repeat(129), "é"}) {
                assertThat(UUID.fromString(http.get(path, "X-Request-Id", odd).header("X-Request-Id")))
                        .isNotNull();
            }
        }
        assertThat(http.get("/api/projects", "X-Request-Id", "mine", "Authorization", "Bearer no")
                        .isProblem(401, "unauthorized")
                        .header("X-Request-Id"))
                .isEqualTo("mine");
    }

    @Test
    void kinds_and_words_are_those_that_were_reviewed(@Autowired ProblemMapper mapper) throws Exception {
        String contract = Files.readString(Path.of("../../docs/contract.md"));
        StringBuilder all = new StringBuilder();
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(contract).contains("`" + code.name().toLowerCase(Locale.ROOT) + "`");
            all.append("%d %s\n  %s\n  %s\n".formatted(code.status(), code.type(), code.title(), code.detail()));
        }
        for (Exception failure : List.of(
                new BadCredentialsException("x"),
                new AccessDeniedException("x"),
                new MissingCsrfTokenException("x"),
                new RequestRejectedException("x"),
                new InvalidParameterException("x"),
                new InvalidParameterException("x", 413),
                new MultipartException("x"),
                new InvalidMediaTypeException("x", "y"),
                new HttpMessageNotReadableException("x", new MockHttpInputMessage(new byte[0])),
                new Ledger.LedgerBusy(new RuntimeException()),
                new Ledger.NotStored(new RuntimeException()),
                new OutcomeUnknown("x"),
                new NewerVersion(),
                new CannotCreateTransactionException("x"),
                new IllegalStateException(new SQLException("x", "57014")),
                new IllegalStateException("x"))) {
            MockHttpServletResponse got = new MockHttpServletResponse();
            mapper.handle(failure, new MockHttpServletRequest("GET", "/api/projects"), got);
            JsonNode said = Json.read(got.getContentAsString(StandardCharsets.UTF_8), JsonNode.class);
            String again = got.getHeader("Retry-After") == null ? "" : ", Retry-After: " + got.getHeader("Retry-After");
            all.append("%s: %d %s%s\n  %s\n"
                    .formatted(
                            failure.getClass().getSimpleName(),
                            got.getStatus(),
                            said.path("type").asString(),
                            again,
                            said.path("detail").asString()));
        }
        assertThat(all.toString()).isEqualTo(Files.readString(Path.of("src/test/resources/reviewed/problems.txt")));
    }

    /** What Tomcat refuses before any filter sees it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/a|b HTTP/1.1",
                "GET /api/%zz HTTP/1.1",
                "GET /api/../../x HTTP/1.1",
                "GET /x HTTP/1.1\r\nHost: a",
                "GET /%2e%2e/x%2 HTTP/1.1"
            })
    void nonsense_gets_a_problem_too(String line) throws IOException {
        String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "X-Request-Id:");
        assertThat(answer).contains("\"type\":\"urn:devledger:problem:unreadable\"");
        assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("<html", "Exception", "Server:");
    }

    /** What two servers in a row could read as two different requests, and methods that are no business of a resource. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | POST | Host: localhost; Content-Length: 2; Transfer-Encoding: chunked",
                "400 | POST | Host: localhost; Content-Length: 2; Content-Length: 3",
                "501 | POST | Host: localhost; Transfer-Encoding: xchunked",
                "400 | POST | Host: localhost; Transfer-Encoding : chunked",
                "400 | POST | Host: localhost; Content-Length: +2",
                "400 | POST | Host: localhost; Host: localhost; Content-Length: 2",
                "400 | POST | Content-Length: 2",
                "400 | POST | Host: localhost; Transfer-Encoding: chunked; LONG",
                "405 | TRACE | Host: localhost",
                "501 | CONNECT | Host: localhost"
            })
    void what_is_sent_oddly_is_refused(int status, String method, String headers) throws IOException {
        String before = http.get("/api/projects?limit=200").json().path("items").toString();
        boolean isLong = headers.endsWith("; LONG");
        String body = isLong ? "2;" + "x".repeat(20_000) + "\r\n{}\r\n0\r\n\r\n" : "{}";
        String answer =
                raw(method + " /api/projects HTTP/1.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + owner.secret() + "\r\n"
                        + headers.replace("; LONG", "").replace("; ", "\r\n") + "\r\n\r\n" + body);
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("<html", "Exception", "Server:");
        assertThat(answer.substring(10)).as("one answer").doesNotContain("HTTP/1.1 ");
        assertThat(http.get("/api/projects?limit=200").json().path("items").toString())
                .isEqualTo(before);
    }

    @Test
    void headers_without_end_get_a_problem_too() throws IOException {
        String answer = raw(
                "GET /api HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: " + "x".repeat(9_000) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("urn:devledger:problem:unreadable");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
