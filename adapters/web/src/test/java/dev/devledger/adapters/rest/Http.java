package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client that sends what it is told and follows nothing. */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String base;
    private final Map<String, String> always;

    public Http(int port, Map<String, String> always) {
        this.base = "http://localhost:" + port;
        this.always = always;
    }

    public record Got(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(text());
        }

        public String field(String pointer) {
            JsonNode value = json().at(pointer);
            return value.isNull() || value.isMissingNode() ? null : value.asString();
        }

        /** Every problem is of this shape, and tells nothing of the inside. */
        public Got isProblem(int status, String code) {
            assertThat(status()).as(text()).isEqualTo(status);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(field("/type")).isEqualTo("urn:devledger:problem:" + code);
            assertThat(json().path("status").asInt()).isEqualTo(status);
            assertThat(field("/title")).isNotBlank();
            assertThat(field("/detail")).isNotBlank();
            assertThat(field("/requestId")).isNotBlank().isEqualTo(header("X-Request-Id"));
            assertThat(text())
                    .doesNotContainPattern(
                            "Exception|\\bat [a-z]+\\.|dev\\.devledger|springframework|tools\\.jackson|Tomcat");
            return this;
        }

        public Got names(String field) {
            assertThat(json().path("errors").valueStream().map(error -> error.path("field")
                            .asString()))
                    .as(text())
                    .contains(field);
            return this;
        }
    }

    public Got get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Got post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Got patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    /** Headers are name, value, name, value. A body is JSON unless a header says otherwise. */
    public Got send(String method, String path, String body, String... headers) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return send(method, path, publisher, body != null, headers);
    }

    public Got send(String method, String path, HttpRequest.BodyPublisher body, boolean json, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        always.forEach(request::setHeader);
        if (json) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return new Got(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
