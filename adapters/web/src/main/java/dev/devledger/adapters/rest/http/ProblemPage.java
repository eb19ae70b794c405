package dev.devledger.adapters.rest.http;

import dev.devledger.adapters.html.Templates;
import dev.devledger.domain.shared.Rejection.Violation;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A problem as a person with a browser sees it: in plain words, with where to go.
 *
 * @param mayPass whether the same request may succeed later
 * @param query of what was asked for; null without one
 */
public record ProblemPage(
        Problem problem, boolean mayPass, @Nullable String query, String requestId) {

    /** Programs call these; a page would not help them. */
    private static final List<String> PROGRAMS = List.of("/api", "/mcp", "/actuator");

    /** Well below what the headers of an answer may have together. */
    private static final int LONGEST = 4_000;

    /** @param text what it means and what to do */
    record Words(String title, String text) {}

    public static boolean isFor(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && prefersHtml(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))
                && PROGRAMS.stream().noneMatch(path -> isBelow(path(request), path));
    }

    /** By quality; of the same quality the first, and what names a type before what takes any. */
    private static boolean prefersHtml(List<String> accepted) {
        try {
            return MediaType.parseMediaTypes(accepted).stream()
                    .filter(type -> type.getQualityValue() > 0)
                    .filter(type -> type.includes(MediaType.TEXT_HTML) || isJson(type))
                    .sorted(Comparator.comparingDouble(MediaType::getQualityValue)
                            .reversed()
                            .thenComparing(MediaType::isWildcardType))
                    .findFirst()
                    .filter(type -> !isJson(type))
                    .isPresent();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private static boolean isJson(MediaType type) {
        return type.includes(MediaType.APPLICATION_JSON) || type.includes(MediaType.APPLICATION_PROBLEM_JSON);
    }

    /** Where the caller can log in and then sees what was asked for. */
    static String login(HttpServletRequest request) {
        String query = request.getQueryString();
        String wanted = path(request) + (query == null ? "" : "?" + query);
        String login = "/login?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
        return login.length() > LONGEST ? "/login" : login;
    }

    static boolean isRead(HttpServletRequest request) {
        return List.of("GET", "HEAD").contains(request.getMethod());
    }

    private static boolean isBelow(String uri, String path) {
        return uri.equals(path) || uri.startsWith(path + "/");
    }

    /** What was asked for; an error is told by a request of its own. */
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
    }

    static byte[] html(Problem problem, HttpServletRequest request, String requestId) {
        boolean mayPass = problem.status() >= 500 && isRead(request);
        return Templates.render(
                "rest/http/problem.jte", new ProblemPage(problem, mayPass, request.getQueryString(), requestId));
    }

    boolean isLoginMissing() {
        return problem.code() == ProblemCode.UNAUTHORIZED;
    }

    Words words() {
        return switch (problem.code()) {
            case UNAUTHORIZED -> new Words("You are not logged in", "Log in, then do it again.");
            case FORBIDDEN ->
                new Words(
                        "This is not allowed",
                        "If you sent a form, it may be too old: go back, reload the page and send the form again.");
            case NOT_FOUND -> new Words("This page does not exist", "Check the address for a typing error.");
            case UNREADABLE ->
                new Words(
                        "This request cannot be read",
                        "The address or the form has something in it that is not allowed.");
            case INTERNAL ->
                new Words(
                        "Something went wrong",
                        "The error is in Devledger, not in what you did. Its log has the details under the request id"
                                + " below.");
            case INVALID ->
                wrongMoment()
                        .map(why -> new Words("There is no such moment", "The moment in the address " + why + "."))
                        .orElseGet(this::asTold);
            default -> asTold();
        };
    }

    /** What is wrong with the moment that a page is asked for; the words begin with "is". */
    private Optional<String> wrongMoment() {
        return problem.errors().stream()
                .filter(error -> error.field().equals("asOf"))
                .map(Violation::message)
                .findFirst();
    }

    /** The address of the same page as it is now, from where this one is; null where its moment is not what is wrong. */
    @Nullable
    String now() {
        return query == null || wrongMoment().isEmpty()
                ? null
                : Stream.of(query.split("&", -1))
                        .filter(each -> !each.startsWith("asOf="))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private Words asTold() {
        return new Words(problem.code().title(), problem.detail());
    }
}
