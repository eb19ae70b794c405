package dev.devledger.adapters.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/** The table of all routes that a token may be used for, {@code routes.txt} beside this class. */
final class RouteRules {
    private static final String API = "/api";

    /** By how their paths begin, so that a request is compared with a few. */
    private final Map<String, List<RouteRule>> byArea;

    private RouteRules(List<RouteRule> rules) {
        this.byArea = rules.stream()
                .sorted(Comparator.comparing(RouteRule::path, PathPattern.SPECIFICITY_COMPARATOR))
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
                .map(RouteRule::of)
                .toList());
    }

    /** That of the route, the most exact where several fit; empty where it has none, and so is the owner's alone. */
    Optional<RouteRule> of(String method, PathContainer path) {
        return byArea.getOrDefault(area(path), List.of()).stream()
                .filter(rule -> rule.fits(method, path))
                .findFirst();
    }

    /** Such as {@code /api/projects} or {@code /oauth}. What is written in another way than the table's fits no rule. */
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
}
