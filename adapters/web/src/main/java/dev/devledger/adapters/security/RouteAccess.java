package dev.devledger.adapters.security;

import dev.devledger.application.access.AccessRefused;
import dev.devledger.application.access.BrowserSession;
import dev.devledger.application.access.RecentLogin;
import dev.devledger.domain.access.Access;
import dev.devledger.domain.access.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.ServletRequestPathUtils;

/** Whether a caller may use a route: the owner any, others what {@link RouteRules} has for it. */
record RouteAccess(RouteRules rules, RecentLogin login) implements AuthorizationManager<RequestAuthorizationContext> {
    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> asked, RequestAuthorizationContext context) {
        if (!(asked.get() instanceof CallerAuthentication authentication)) {
            return new AuthorizationDecision(false);
        }
        Access access = authentication.caller().access();
        if (!(access instanceof Access.Everything)) {
            check(access, context.getRequest());
        } else if (authentication.session() != null) {
            check(authentication.session(), context.getRequest());
        }
        return new AuthorizationDecision(true);
    }

    private void check(BrowserSession browser, HttpServletRequest request) {
        boolean asks = rules.of(request.getMethod(), path(request))
                .filter(RouteRules.Rule::login)
                .isPresent();
        if (asks) {
            try {
                login.require(browser);
            } catch (AccessRefused tooOld) {
                throw denied(tooOld);
            }
        }
    }

    private void check(Access access, HttpServletRequest request) {
        String method = request.getMethod();
        RouteRules.Rule rule = rules.of(method, path(request))
                .orElseThrow(() -> denied(AccessRefused.ownerOnly(method + " at this path")));
        Scope needed = rule.scope();
        if (needed != null && !access.may(needed)) {
            throw denied(AccessRefused.without(needed, access));
        }
        if (access.project() != null && !rule.inProject()) {
            throw denied(AccessRefused.heldToProject(method + " at this path"));
        }
    }

    /** As the one who looks for the resource reads it: both have to mean the same. */
    private static PathContainer path(HttpServletRequest request) {
        return ServletRequestPathUtils.parse(request).pathWithinApplication();
    }

    private static AccessDeniedException denied(AccessRefused why) {
        return new AccessDeniedException(why.sentence(), why);
    }
}
