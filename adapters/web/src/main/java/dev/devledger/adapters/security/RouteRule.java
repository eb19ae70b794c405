package dev.devledger.adapters.security;

import dev.devledger.domain.access.Scope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What a route takes.
 *
 * @param method {@code *} for any
 * @param scope null where any token is enough
 */
record RouteRule(String method, PathPattern path, @Nullable Scope scope) {
    private static final String ANY = "any";
    private static final Pattern LINE = Pattern.compile("([A-Z]+|\\*) +(/\\S*) +([a-z]+)");

    /** Of a line of the table. */
    static RouteRule of(String line) {
        Matcher words = LINE.matcher(line);
        if (!words.matches()) {
            throw new IllegalArgumentException("A rule has a method, a path and a scope: " + line);
        }
        String scope = words.group(3);
        return new RouteRule(
                words.group(1),
                PathPatternParser.defaultInstance.parse(words.group(2)),
                scope.equals(ANY) ? null : new Scope(scope));
    }

    /** HEAD is a GET whose answer nobody reads. */
    boolean fits(String asked, PathContainer at) {
        return (method.equals("*") || method.equals(asked) || (asked.equals("HEAD") && method.equals("GET")))
                && path.matches(at);
    }
}
