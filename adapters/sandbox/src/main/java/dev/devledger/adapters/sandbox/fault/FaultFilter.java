package dev.devledger.adapters.sandbox.fault;

import dev.devledger.adapters.sandbox.fault.ArmedFaults.Armed;
import dev.devledger.adapters.sandbox.fault.ArmedFaults.Fault;
import dev.devledger.adapters.sandbox.fault.FaultFilter.SandboxFilters.ConnectionCutter;
import dev.devledger.adapters.sandbox.kernel.Answers;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies to each request to a sandbox's API the fault that a test has set for it, and records the request. The
 * services answer errors in different ways: {@link #refuse}.
 */
public abstract class FaultFilter extends OncePerRequestFilter {
    private static final String HTML = "<html><body>Just a moment…</body></html>";
    private static final String PAGE = "text/html;charset=utf-8";

    private static final int LONGEST = 1 << 20;

    private final ArmedFaults faults;
    private final Journal journal;

    protected FaultFilter(FaultControl control) {
        this.faults = control.faults();
        this.journal = control.journal();
    }

    /** Returns the path in the form that tests use. */
    protected abstract String path(String uri);

    /** Returns a name of the caller, never a token. */
    protected String who(HttpServletRequest request) {
        return "";
    }

    /** True if the query and the body are secret, so that they are not recorded. */
    protected boolean isSecret(String path) {
        return false;
    }

    protected boolean concerns(Armed fault, String method, String path) {
        return fault.path().matcher(method + " " + path).find();
    }

    /** Answers with the service's error, also if the change was stored. */
    protected abstract void refuse(Fault fault, HttpServletResponse response) throws IOException;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingRequestWrapper read = new ContentCachingRequestWrapper(request, LONGEST);
        String path =
                path(request.getRequestURI().substring(request.getContextPath().length()));
        journal.began();
        try {
            Optional<Armed> fault = faults.take(each -> concerns(each, request.getMethod(), path));
            if (fault.isPresent()) meet(fault.get(), read, response, chain);
            else chain.doFilter(read, response);
        } finally {
            journal.wrote(entry(read, path, response));
        }
    }

    private Journal.Entry entry(ContentCachingRequestWrapper request, String path, HttpServletResponse response) {
        String query = request.getQueryString();
        boolean secret = isSecret(path);
        return new Journal.Entry(
                request.getMethod(),
                path,
                secret || query == null ? "" : query,
                secret ? "" : new String(request.getContentAsByteArray(), StandardCharsets.UTF_8),
                who(request),
                response.getStatus());
    }

    private void meet(Armed armed, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (armed.fault()) {
            case IGNORED -> Answers.write(response, 200, "application/json", "{}");
            case EMPTY_LIST -> Answers.write(response, 200, "application/json", "[]");
            case NONSENSE -> Answers.write(response, 200, PAGE, HTML);
            case GATEWAY -> Answers.write(response, 502, PAGE, HTML);
            case ERROR_500, LIMIT, UNAUTHORIZED, NOT_GRANTED, FORBIDDEN, ERR_UNDER_200 ->
                refuse(armed.fault(), response);
            case STALE_READ -> faults.old(() -> chain.doFilter(request, response));
            case IGNORE_FIELD -> chain.doFilter(new WithoutField(request, armed.field()), response);
            case SILENT_FIELD, RUBBISH -> {
                ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
                chain.doFilter(request, answer);
                byte[] whole = answer.getContentAsByteArray();
                byte[] body = armed.fault() == Fault.RUBBISH
                        ? RubbishAnswer.of(whole, armed.field().hashCode() * 31L + armed.times())
                        : WithoutField.of(whole, armed.field());
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
            case DROP_ANSWER, TRUNCATE, DELAY, CREATED, EMPTY_ANSWER, DONE_500, DONE_504, DONE_HTML -> {
                ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
                chain.doFilter(request, answer);
                spoil(armed, request, response, answer);
            }
        }
    }

    /** Spoils the answer to a change that is already stored. */
    private void spoil(
            Armed armed, HttpServletRequest request, HttpServletResponse response, ContentCachingResponseWrapper answer)
            throws IOException {
        switch (armed.fault()) {
            case DELAY -> {
                sleep(armed.millis());
                answer.copyBodyToResponse();
            }
            case CREATED -> {
                if (answer.getStatus() == HttpServletResponse.SC_OK) answer.setStatus(HttpServletResponse.SC_CREATED);
                answer.copyBodyToResponse();
            }
            case EMPTY_ANSWER -> response.setContentLength(0);
            case DONE_500 -> refuse(Fault.ERROR_500, response);
            case DONE_504 -> Answers.write(response, 504, PAGE, HTML);
            case DONE_HTML -> Answers.write(response, 200, PAGE, HTML);
            case TRUNCATE -> {
                byte[] body = answer.getContentAsByteArray();
                response.setContentLength(body.length);
                response.getOutputStream().write(body, 0, body.length / 2);
                response.flushBuffer();
                ConnectionCutter.cut(request);
            }
            default -> ConnectionCutter.cut(request);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** An answer in which one value is of a kind that the documentation excludes. */
    static final class RubbishAnswer {
        private static final JsonMapper JSON = JsonMapper.builder().build();
        private static final List<String> VALUES = List.of(
                "null",
                "true",
                "0",
                "-1",
                "7.5",
                "1e400",
                "9223372036854775807",
                "-2209161600000",
                "253402300800000",
                "\"\"",
                "\" \"",
                "\"NaN\"",
                "\"-1\"",
                "\"1899-12-30\"",
                "\"1753-01-01T00:00:00.000+0000\"",
                "\"0001-01-01 00:00:00\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"-2209161600000\"",
                "\"99999999999999999999\"",
                "\"two\\nlines\"",
                "\"a null \\u0000 character\"",
                "\"half \\ud83d a sign\"",
                "\"" + "long ".repeat(200) + "\"",
                "{}",
                "[]",
                "[null]",
                "[[]]",
                "{\"id\": null}",
                "{\"id\": 7}");

        private RubbishAnswer() {}

        /** Spoils one value. The same seed and answer give the same result. A body that is not JSON is not changed. */
        static byte[] of(byte[] json, long seed) {
            try {
                Random random = new Random(seed);
                JsonNode tree = JSON.readTree(json);
                List<Consumer<@Nullable JsonNode>> places = new ArrayList<>();
                collect(tree, places);
                if (places.isEmpty()) return json;
                JsonNode value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
                places.get(random.nextInt(places.size())).accept(random.nextInt(8) == 0 ? null : value);
                return tree.toString().getBytes(StandardCharsets.UTF_8);
            } catch (JacksonException notJson) {
                return json;
            }
        }

        /** Collects the places of values; each place takes another value, or null to remove the value. */
        private static void collect(JsonNode in, List<Consumer<@Nullable JsonNode>> places) {
            if (in instanceof ObjectNode object) {
                for (String name : object.propertyNames()) {
                    places.add(value -> {
                        if (value == null) object.remove(name);
                        else object.set(name, value);
                    });
                    collect(object.path(name), places);
                }
            } else if (in instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    int place = i;
                    places.add(value -> {
                        if (value == null) array.remove(place);
                        else array.set(place, value);
                    });
                    collect(array.path(i), places);
                }
            }
        }
    }

    /** A request without one of its fields. */
    static final class WithoutField extends HttpServletRequestWrapper {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        private final byte[] body;

        WithoutField(HttpServletRequest request, String field) throws IOException {
            super(request);
            this.body = of(request.getInputStream().readAllBytes(), field);
        }

        /** Removes the field from the outermost objects that have an id, or from the root if no object has one. */
        static byte[] of(byte[] json, String field) {
            try {
                JsonNode tree = JSON.readTree(json);
                if (!remove(tree, field) && tree instanceof ObjectNode object) object.remove(field);
                return tree.toString().getBytes(StandardCharsets.UTF_8);
            } catch (JacksonException notJson) {
                return json;
            }
        }

        private static boolean remove(JsonNode in, String field) {
            if (in instanceof ObjectNode thing && thing.has("id")) {
                thing.remove(field);
                return true;
            }
            boolean found = false;
            for (JsonNode each : in) found |= remove(each, field);
            return found;
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("it is read at once");
                }
            };
        }
    }

    /** The filters before the calls of a sandbox. */
    public static final class SandboxFilters {
        private static final int FAULTS_FIRST = 10;

        private SandboxFilters() {}

        public static <F extends Filter> FilterRegistrationBean<F> gate(F gate, String name, String... paths) {
            return filter(gate, FAULTS_FIRST + 1, name, paths);
        }

        /** Registers a filter for faults, which runs before the gate. */
        public static <F extends Filter> FilterRegistrationBean<F> faults(F faults, String name, String... paths) {
            return filter(faults, FAULTS_FIRST, name, paths);
        }

        private static <F extends Filter> FilterRegistrationBean<F> filter(
                F each, int order, String name, String... paths) {
            var filter = new FilterRegistrationBean<>(each);
            filter.setName(name);
            filter.addUrlPatterns(paths);
            filter.setOrder(order);
            return filter;
        }

        /** Adds the connection cutter once for all sandboxes. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnProperty("devledger.sandbox.faults")
        public static class Cutter {
            @Bean
            WebServerFactoryCustomizer<TomcatServletWebServerFactory> sandboxConnectionCutter() {
                return factory -> factory.addContextValves(new ConnectionCutter());
            }
        }

        /**
         * Closes the connection during an answer. A servlet cannot do that: an exception in it becomes a 500, a return a
         * 200.
         */
        public static final class ConnectionCutter extends ValveBase {
            private static final String CUT = ConnectionCutter.class.getName();

            public ConnectionCutter() {
                super(true);
            }

            public static void cut(HttpServletRequest request) {
                request.setAttribute(CUT, true);
            }

            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                getNext().invoke(request, response);
                if (request.getAttribute(CUT) == null) return;
                // Several sandboxes may add a cutter; without the attribute the next one does nothing.
                request.removeAttribute(CUT);
                response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("Cut as a test wished"));
            }
        }
    }
}
