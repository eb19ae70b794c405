package dev.devledger.adapters.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Templates are classes when this runs: no compiler is needed, and no file is read. */
public final class Templates {
    public static final String TYPE = "text/html;charset=UTF-8";

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "dev.devledger.adapters");

    private Templates() {}

    /**
     * @param template its path below {@code src/main/jte}
     * @param page its parameter. Whatever can fail was read before: a failure in here is a fault of the template.
     */
    public static byte[] render(String template, Object page) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        ENGINE.render(template, page, html);
        return html.toByteArray();
    }

    /** A page that is always the same. */
    public static byte[] render(String template) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        ENGINE.render(template, Map.of(), html);
        return html.toByteArray();
    }

    public static void write(byte[] html, HttpServletResponse response) throws IOException {
        response.setContentType(TYPE);
        response.getOutputStream().write(html);
    }

    /** What a form of ours carries, so that nobody else's passes for one. */
    public record CsrfField(String name, String value) {
        /** Null where there is no session that it would guard. */
        public static @Nullable CsrfField of(HttpServletRequest request) {
            return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf
                    ? new CsrfField(csrf.getParameterName(), csrf.getToken())
                    : null;
        }
    }

    /** Whether pages are light or dark. The browser keeps the choice in a cookie, so that the first byte of a page has it. */
    public static final class Theme {
        /** A name of its own, as cookies do not tell ports apart. */
        public static final String COOKIE = "devledger-theme";

        private static final Set<String> CHOICES = Set.of("light", "dark");

        private Theme() {}

        /** That of the request which is answered; null for that of the system, and where nothing is asked for by a browser. */
        public static @Nullable String asked() {
            return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                    ? of(request.getRequest().getCookies())
                    : null;
        }

        private static @Nullable String of(Cookie @Nullable [] cookies) {
            return cookies == null
                    ? null
                    : Arrays.stream(cookies)
                            .filter(each -> COOKIE.equals(each.getName()) && CHOICES.contains(each.getValue()))
                            .map(Cookie::getValue)
                            .findFirst()
                            .orElse(null);
        }
    }
}
