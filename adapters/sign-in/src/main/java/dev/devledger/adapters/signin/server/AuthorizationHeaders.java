package dev.devledger.adapters.signin.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What a browser may do with the page on which the owner confirms: show it, in no frame, and send its form. */
final class AuthorizationHeaders {
    private static final String PAGE = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; form-action 'self'";

    private AuthorizationHeaders() {}

    /** No site that comes afterwards is told the address of the page, which has the state in it. */
    static void write(HeadersConfigurer<HttpSecurity> headers) {
        headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter(AuthorizationHeaders::writePolicy);
    }

    /** Where a form leads on with a redirect, browsers ask for that place too. */
    private static void writePolicy(HttpServletRequest request, HttpServletResponse response) {
        Object leadsTo = request.getAttribute(ConfirmPage.LEADS_TO);
        response.setHeader("Content-Security-Policy", leadsTo == null ? PAGE : PAGE + " " + leadsTo);
    }
}
