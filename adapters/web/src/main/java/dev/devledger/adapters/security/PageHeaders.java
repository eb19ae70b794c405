package dev.devledger.adapters.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What a browser may do with a page of ours. */
final class PageHeaders {
    private static final String SELF =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** The API's page draws with inline styles and images. */
    private static final String SWAGGER = SELF + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    /** What a service sends back is shown there: nothing runs, whatever it is. */
    private static final String OAUTH =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private PageHeaders() {}

    static void write(HeadersConfigurer<HttpSecurity> headers) {
        headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(PageHeaders::writePolicy);
    }

    private static void writePolicy(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", policy(request.getRequestURI()));
    }

    private static String policy(String path) {
        if (path.startsWith("/oauth/")) {
            return OAUTH;
        }
        return path.startsWith("/swagger-ui/") ? SWAGGER : SELF;
    }
}
