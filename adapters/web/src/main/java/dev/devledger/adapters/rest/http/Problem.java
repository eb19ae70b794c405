package dev.devledger.adapters.rest.http;

import dev.devledger.adapters.html.Templates;
import dev.devledger.domain.shared.Rejection.Violation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * An error as callers see it (RFC 9457).
 *
 * @param extras members beside the usual ones
 */
public record Problem(
        ProblemCode code,
        int status,
        String detail,
        List<Violation> errors,
        Map<String, String> headers,
        Map<String, Object> extras) {

    public Problem(ProblemCode code, String detail) {
        this(code, code.status(), detail, List.of(), Map.of(), Map.of());
    }

    public Problem withErrors(List<Violation> violations) {
        return new Problem(code, status, detail, violations, headers, extras);
    }

    public Problem withDetail(String other) {
        return new Problem(code, status, other, errors, headers, extras);
    }

    /** For a status that has no code of its own. */
    public Problem withStatus(int other) {
        return new Problem(code, other, detail, errors, headers, extras);
    }

    public Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(code, status, detail, errors, more, extras);
    }

    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return with(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    public Problem withMember(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extras);
        more.put(name, value);
        return withMembers(more);
    }

    Problem withMembers(Map<String, ?> members) {
        return new Problem(code, status, detail, errors, headers, Map.copyOf(members));
    }

    /** As JSON, or as a page to a person, who is led to the login first. */
    public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String requestId = RequestId.of(request);
        response.setHeader(RequestId.HEADER, requestId);
        boolean page = ProblemPage.isFor(request);
        boolean askWho = code == ProblemCode.UNAUTHORIZED || code == ProblemCode.LOGIN_TOO_OLD;
        if (page && askWho && ProblemPage.isRead(request)) {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, ProblemPage.login(request));
            return;
        }
        response.setStatus(status);
        headers.forEach(response::setHeader);
        byte[] body = page ? ProblemPage.html(this, request, requestId) : Json.bytes(body(requestId));
        response.setContentType(page ? Templates.TYPE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private Map<String, Object> body(String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", code.type());
        body.put("title", code.title());
        body.put("status", status);
        body.put("detail", detail);
        body.put("requestId", requestId);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        body.putAll(extras);
        return body;
    }
}
