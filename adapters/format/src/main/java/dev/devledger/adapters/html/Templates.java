package dev.devledger.adapters.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Renders templates. They are compiled into classes, so no compiler and no template file is needed at run time. */
public final class Templates {
    public static final String TYPE = "text/html;charset=UTF-8";

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "dev.devledger.adapters");

    private Templates() {}

    /**
     * @param template the template's path below {@code src/main/jte}
     * @param page the template's parameter, with all data already read: if rendering fails, the template is wrong
     */
    public static byte[] render(String template, Object page) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        ENGINE.render(template, page, html);
        return html.toByteArray();
    }

    /** Renders a page that is always the same. */
    public static byte[] render(String template) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        ENGINE.render(template, Map.of(), html);
        return html.toByteArray();
    }

    public static void write(byte[] html, HttpServletResponse response) throws IOException {
        response.setContentType(TYPE);
        response.getOutputStream().write(html);
    }

    /** The hidden field of Devledger's forms, without which a form of another site could be sent in their place. */
    public record CsrfField(String name, String value) {
        /** Returns the field; null if the request has no session to protect. */
        public static @Nullable CsrfField of(HttpServletRequest request) {
            return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf
                    ? new CsrfField(csrf.getParameterName(), csrf.getToken())
                    : null;
        }
    }

    /**
     * The choice between light and dark pages. The browser stores it in a cookie, so that a page is right from its
     * first byte.
     */
    public static final class Theme {
        /** The name of the cookie. It contains the product's name, as cookies are shared by all ports of a machine. */
        public static final String COOKIE = "devledger-theme";

        private static final Set<String> CHOICES = Set.of("light", "dark");

        private Theme() {}

        /**
         * Returns the theme of the current request; null for the system's theme, and if there is no request of a
         * browser.
         */
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

    /**
     * The address under which a request reached this server, such as {@code https://ledger.example}. What a proxy says
     * about the address counts only if the container is configured to trust the proxy.
     */
    public static final class BaseAddress {
        private BaseAddress() {}

        public static String of(HttpServletRequest request) {
            String scheme = request.getScheme().toLowerCase(Locale.ROOT);
            int port = request.getServerPort();
            boolean usual = port == (scheme.equals("https") ? 443 : 80);
            return scheme + "://" + request.getServerName() + (usual ? "" : ":" + port);
        }
    }
}
