package dev.devledger.adapters.rest.http;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.domain.shared.Rejection.Violation;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * A problem as a page in a browser: in plain words, with links to continue.
 *
 * @param mayPass true if the same request may succeed later
 * @param query the query of the failed request; null without a query
 */
public record ProblemPage(
        Problem problem, boolean mayPass, @Nullable String query, String requestId) {

    /** The paths that programs call, for which a page would be of no use. */
    private static final List<String> PROGRAMS = List.of("/api", "/mcp", "/actuator");

    /** The longest address of a login, well below the limit of all headers of an answer. */
    private static final int LONGEST = 4_000;

    /** @param text the meaning of the problem and the next step */
    record Words(String title, String text) {}

    public static boolean isFor(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && prefersHtml(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))
                && PROGRAMS.stream().noneMatch(path -> isBelow(path(request), path));
    }

    /**
     * True if the caller prefers HTML. Compares media types by quality; with equal quality, a named type precedes a
     * wildcard, and otherwise the first type wins.
     */
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

    /** Returns the address of the login, from which the login returns to the requested page. */
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

    /** Returns the path that the caller requested. An error page is a separate dispatch with another path. */
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
            case UNAUTHORIZED -> new Words("You are not logged in", "Log in, then try again.");
            case FORBIDDEN ->
                new Words(
                        "This is not allowed",
                        "If you sent a form, it may be too old: go back, reload the page and send the form again.");
            case NOT_FOUND -> new Words("This page does not exist", "Check the address for a typing error.");
            case UNREADABLE ->
                new Words(
                        "Devledger cannot read this request",
                        "The address or the form contains something that is not allowed.");
            case INTERNAL ->
                new Words(
                        "Something went wrong",
                        "The error is in Devledger, not in what you did. Its log has the details under the request id"
                                + " below.");
            case INVALID ->
                wrongMoment()
                        .map(why -> new Words("There is no such past time", "The time in the address " + why + "."))
                        .orElseGet(this::asTold);
            default -> asTold();
        };
    }

    /** Returns the error of the page's moment, whose words begin with "is". */
    private Optional<String> wrongMoment() {
        return problem.errors().stream()
                .filter(error -> error.field().equals("asOf"))
                .map(Violation::message)
                .findFirst();
    }

    /** Returns the address of the same page as of now, relative to this page; null if the moment is not the error. */
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

    /**
     * Reports errors that Tomcat finds before the application sees the request, such as a URL with characters that are
     * not allowed. It also cuts answers that must not look complete.
     */
    public static final class ProblemValve extends ErrorReportValve {
        private static final String CUT = ProblemValve.class.getName() + ".cut";

        /** Closes the connection after the bytes sent so far, without the regular end of the answer. */
        static void cut(HttpServletRequest request) {
            request.setAttribute(CUT, true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            super.invoke(request, response);
            if (request.getAttribute(CUT) != null) {
                response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            }
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            ProblemCode code = ProblemCode.of(status);
            try {
                new Problem(code, code.detail()).withStatus(status).write(request, response);
            } catch (IOException gone) {
                getContainer().getLogger().debug("The caller left before the answer", gone);
            }
        }
    }

    /** Answers a request that failed outside of any resource, such as in a filter. */
    @Controller
    public static final class ErrorPage implements ErrorController {
        private static final Logger LOG = LoggerFactory.getLogger(ErrorPage.class);

        /**
         * The detail for an IOException, for which Tomcat dispatches to this page even if a resource has handled it.
         */
        private static final String BROKEN_OFF = "The body is incomplete, came too slowly, or is not valid HTTP.";

        @RequestMapping("${server.error.path:/error}")
        void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
            // A caller who requests this path directly gets a 404.
            int status =
                    request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code && code >= 400
                            ? code
                            : 404;
            Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            ProblemCode code = ProblemCode.of(status);
            String detail = code.detail();
            if (failure instanceof Exception unexpected && status >= 500) {
                LOG.error("Unexpected failure of a request", unexpected);
            } else if (failure instanceof IOException) {
                detail = BROKEN_OFF;
            }
            new Problem(code, detail).withStatus(status).write(request, response);
        }
    }
}
