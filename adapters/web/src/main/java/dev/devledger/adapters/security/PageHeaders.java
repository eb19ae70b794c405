package dev.devledger.adapters.security;

import dev.devledger.adapters.html.StaticFiles;
import dev.devledger.adapters.security.ClientAddress.SameMachine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/** The headers that restrict Devledger's pages in a browser. */
final class PageHeaders {
    /** Allows no content from other sites, no inline content, and no frame around a page. */
    private static final String ALL =
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'; connect-src 'self'; ";

    private static final String PAGES =
            ALL + "style-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'";

    /** Allows inline styles and images, which the page of the API uses. */
    private static final String SWAGGER =
            ALL + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'";

    /** Allows no scripts, as the page shows text of a service. */
    private static final String OAUTH =
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'self'; img-src 'self';"
                    + " form-action 'none'";

    private static final HeaderWriter NOT_KEPT = new CacheControlHeadersWriter();

    private static final HeaderWriter KEPT =
            new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable");

    private static final String CLEAR = "Clear-Site-Data";

    private PageHeaders() {}

    static void write(HeadersConfigurer<HttpSecurity> headers) {
        headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(PageHeaders::writePolicy)
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(PageHeaders::writeCaching);
    }

    private static void writePolicy(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI();
        response.setHeader("Content-Security-Policy", policy(path));
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        response.setHeader("Cross-Origin-Resource-Policy", isDress(path) ? "cross-origin" : "same-origin");
        if (!isOnTheWayBack(path)) {
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        }
    }

    private static void writeCaching(HttpServletRequest request, HttpServletResponse response) {
        boolean isError = response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
        (StaticFiles.isForEver(request) && !isError ? KEPT : NOT_KEPT).writeHeaders(request, response);
    }

    /** True for files without data that the result page of connecting also loads from another port. */
    private static boolean isDress(String path) {
        return path.endsWith(".css") || path.startsWith("/favicon.");
    }

    /** True for pages that an agent in a browser opens in a window whose message it waits for. */
    private static boolean isOnTheWayBack(String path) {
        return path.startsWith("/login") || path.startsWith("/oauth2/");
    }

    private static String policy(String path) {
        if (path.startsWith("/oauth/")) {
            return OAUTH;
        }
        return path.startsWith("/swagger-ui/") ? SWAGGER : PAGES;
    }

    /**
     * Clears the browser's data at the end of a session. On the server's own machine cookies are not cleared, as
     * cookies do not distinguish ports and may belong to other programs; Devledger's own cookies are removed one by
     * one.
     */
    static void clear(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication ended) {
        String rest = "\"cache\", \"storage\"";
        response.setHeader(CLEAR, SameMachine.isNamedBy(request) ? rest : "\"cookies\", " + rest);
    }
}
