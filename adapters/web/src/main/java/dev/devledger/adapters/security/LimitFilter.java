package dev.devledger.adapters.security;

import dev.devledger.application.limit.Admission;
import dev.devledger.application.limit.Admission.TooMany;
import dev.devledger.application.limit.Admissions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in what the limits of the caller allow, once it is known who that is. A stream has its place while it is opened, and
 * not while it is open.
 */
final class LimitFilter extends OncePerRequestFilter {
    private final Admissions admissions;
    private final LimitSettings settings;
    private final SecurityProblems refusals;

    LimitFilter(Admissions admissions, LimitSettings settings, SecurityProblems refusals) {
        this.admissions = admissions;
        this.settings = settings;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String caller = limited();
        if (caller == null) {
            chain.doFilter(request, response);
            return;
        }
        switch (admissions.admit(caller)) {
            case TooMany refused -> refusals.refuse(request, response, refusal(refused));
            case Admission.In place -> {
                try (place) {
                    chain.doFilter(request, response);
                }
            }
        }
    }

    /** Null where there are no limits for them. */
    private @Nullable String limited() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication caller
                        && (settings.owner() || !caller.isOwner())
                ? caller.limitKey()
                : null;
    }

    private static TooManyRequests refusal(TooMany refused) {
        String words =
                switch (refused.kind()) {
                    case REQUESTS ->
                        "This token has sent its " + refused.limit()
                                + " requests of a minute (devledger.limits.requests).";
                    case AT_ONCE ->
                        refused.limit() + " requests of this token are being answered, and more are not allowed at a"
                                + " time (devledger.limits.at-once).";
                };
        return new TooManyRequests(words, refused.after());
    }
}
