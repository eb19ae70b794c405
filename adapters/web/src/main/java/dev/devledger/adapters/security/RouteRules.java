package dev.devledger.adapters.security;

import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.BrowserSessions.BrowserSession;
import dev.devledger.application.access.BrowserSessions.RecentLogin;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The table of all routes for which a token may be used; the file {@code routes.txt} beside this class contains it. */
final class RouteRules {
    private static final String API = "/api";

    /** The rules by the beginning of their paths, so that a request is compared with only a few rules. */
    private final Map<String, List<Rule>> byArea;

    private RouteRules(List<Rule> rules) {
        this.byArea = rules.stream()
                .sorted(Comparator.comparing(Rule::path, PathPattern.SPECIFICITY_COMPARATOR))
                .collect(Collectors.groupingBy(
                        rule -> area(PathContainer.parsePath(rule.path().getPatternString()))));
    }

    static RouteRules read() {
        try {
            return of(new ClassPathResource("routes.txt", RouteRules.class).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static RouteRules of(String table) {
        return new RouteRules(table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Rule::of)
                .toList());
    }

    /** Returns the most exact rule of the route; empty without a rule, which leaves the route to the owner. */
    Optional<Rule> of(String method, PathContainer path) {
        return byArea.getOrDefault(area(path), List.of()).stream()
                .filter(rule -> rule.fits(method, path))
                .findFirst();
    }

    /**
     * Returns the beginning of a path, such as {@code /api/projects} or {@code /oauth}. A path in another spelling fits
     * no rule.
     */
    private static String area(PathContainer path) {
        String first = begin(path, 2);
        return first.equals(API) ? begin(path, 4) : first;
    }

    private static String begin(PathContainer path, int elements) {
        return path.subPath(0, Math.min(elements, path.elements().size())).value();
    }

    int size() {
        return byArea.values().stream().mapToInt(List::size).sum();
    }

    /**
     * The requirements of a route.
     *
     * @param method the HTTP method; {@code *} for any
     * @param scope the needed scope; null if any token is enough
     * @param inProject true if a token for one project is enough, as the route stays within the project
     * @param login true if a browser needs a recent login
     */
    record Rule(String method, PathPattern path, @Nullable Scope scope, boolean inProject, boolean login) {
        private static final String ANY = "any";
        private static final Pattern LINE = Pattern.compile("([A-Z]+|\\*) +(/\\S*) +([a-z]+)( +project)?( +login)?");

        /** Parses a line of the table. */
        static Rule of(String line) {
            Matcher words = LINE.matcher(line);
            if (!words.matches()) {
                throw new IllegalArgumentException(
                        "A rule has a method, a path, a scope, and may have the words project and login: " + line);
            }
            String scope = words.group(3);
            return new Rule(
                    words.group(1),
                    PathPatternParser.defaultInstance.parse(words.group(2)),
                    scope.equals(ANY) ? null : new Scope(scope),
                    words.group(4) != null,
                    words.group(5) != null);
        }

        /** True if the rule applies to the request. A rule for GET applies to HEAD too. */
        boolean fits(String asked, PathContainer at) {
            return (method.equals("*") || method.equals(asked) || (asked.equals("HEAD") && method.equals("GET")))
                    && path.matches(at);
        }
    }

    /** Decides on access to a route: the owner may use any route, other callers follow {@link RouteRules}. */
    record RouteAccess(RouteRules rules, RecentLogin login)
            implements AuthorizationManager<RequestAuthorizationContext> {
        @Override
        public AuthorizationResult authorize(
                Supplier<? extends Authentication> asked, RequestAuthorizationContext context) {
            if (!(asked.get() instanceof CallerAuthentication authentication)) {
                return new AuthorizationDecision(false);
            }
            Access access = authentication.caller().access();
            if (!(access instanceof Access.FullAccess)) {
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

        /**
         * Parses the path like the framework does for the resource, as both must interpret the path in the same way.
         */
        private static PathContainer path(HttpServletRequest request) {
            return ServletRequestPathUtils.parse(request).pathWithinApplication();
        }

        private static AccessDeniedException denied(AccessRefused why) {
            return new AccessDeniedException(why.sentence(), why);
        }
    }
}
