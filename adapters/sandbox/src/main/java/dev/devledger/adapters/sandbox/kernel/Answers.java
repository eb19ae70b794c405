package dev.devledger.adapters.sandbox.kernel;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Makes answers in JSON and pages, and reads the fields of forms. */
public final class Answers {
    private static final MediaType PAGE = MediaType.parseMediaType(Templates.TYPE);
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private Answers() {}

    public static ServerResponse json(int status, String body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes an answer from a filter, outside of any route. */
    public static void write(HttpServletResponse response, int status, String type, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] body(ServerRequest request) throws IOException {
        return request.servletRequest().getInputStream().readAllBytes();
    }

    /** @param sources the content security policy for more than this server's styles and pictures */
    public static ServerResponse page(int status, byte[] html, String sources) {
        return ServerResponse.status(status)
                .contentType(PAGE)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; " + sources
                                + "; base-uri 'none'; frame-ancestors 'none'")
                .cacheControl(CacheControl.noStore())
                .body(html);
    }

    /** Answers with a file from the package of the class {@code beside}. */
    public static ServerResponse file(Class<?> beside, String name, String type) {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType(type + ";charset=utf-8"))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource(name, beside));
    }

    public static ServerResponse to(String address) {
        return ServerResponse.seeOther(URI.create(address)).build();
    }

    public static @Nullable CsrfField csrf(ServerRequest request) {
        return CsrfField.of(request.servletRequest());
    }

    /** Reads a form field. Browsers send line ends as CR LF; they are turned into LF. */
    public static String sent(ServerRequest request, String name) {
        return request.param(name).orElse("").replace("\r\n", "\n");
    }

    /** True if an address is on this machine. */
    public static boolean isLocal(String address, ServerRequest request) {
        try {
            URI uri = URI.create(address);
            String host = String.valueOf(uri.getHost());
            return List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && (LOOPBACK.contains(host)
                            || host.equals(request.servletRequest().getServerName()));
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    /** The forms of a sandbox's pages. Each is one change, and webhooks are told of it. */
    public record PageForms(SandboxDatabase database, DeliveryQueue deliveries) {
        /** Makes a change, and returns the address of the page that shows it. */
        public interface Deed {
            String of(ServerRequest request);
        }

        public HandlerFunction<ServerResponse> deed(Deed deed) {
            return request -> {
                String next = database.change(() -> deed.of(request));
                deliveries.ring();
                return Answers.to(next);
            };
        }
    }

    /** The answer of a service to a call that it refuses. */
    public abstract static class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        protected Refused(String message) {
            super(message, null, false, false);
        }

        public final String message() {
            return String.valueOf(getMessage());
        }
    }
}
