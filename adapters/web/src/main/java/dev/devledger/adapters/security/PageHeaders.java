package dev.devledger.adapters.security;

import dev.devledger.adapters.html.StaticFiles;
import dev.devledger.adapters.security.Network.SameMachine;
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

/** What a browser may do with a page of ours. */
final class PageHeaders {
    /** Nothing from elsewhere, nothing that stands in the page itself, and no page of ours within another one. */
    private static final String ALL =
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'; connect-src 'self'; ";

    private static final String PAGES = ALL + "style-src 'self'; img-src 'self'; form-action 'self'";

    /** The API's page draws with inline styles and images. */
    private static final String SWAGGER =
            ALL + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'";

    /** What a service sends back is shown there: nothing runs, whatever it is. */
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

    /** What the page at the end of a connection has too, which comes from another port; it holds nothing. */
    private static boolean isDress(String path) {
        return path.endsWith(".css") || path.startsWith("/favicon.");
    }

    /** An agent in a browser opens these in a window, and waits for what comes back from it. */
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
     * At the end of a session: nothing of it stays in the browser. Cookies do not tell ports apart, so on this machine all of
     * them would be those of every program here; ours are taken away by themselves.
     */
    static void clear(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication ended) {
        String rest = "\"cache\", \"storage\"";
        response.setHeader(CLEAR, SameMachine.isNamedBy(request) ? rest : "\"cookies\", " + rest);
    }
}
