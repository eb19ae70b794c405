package dev.devledger.adapters.html;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/** What a form of ours carries, so that nobody else's passes for one. */
public record CsrfField(String name, String value) {
    /** Null where there is no session that it would guard. */
    public static @Nullable CsrfField of(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf
                ? new CsrfField(csrf.getParameterName(), csrf.getToken())
                : null;
    }
}
