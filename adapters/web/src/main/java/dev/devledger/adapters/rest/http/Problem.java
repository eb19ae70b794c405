package dev.devledger.adapters.rest.http;

import dev.devledger.adapters.html.Templates;
import dev.devledger.domain.shared.Rejection.Violation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * An error as callers see it (RFC 9457).
 *
 * @param extras the members in addition to the usual members
 */
public record Problem(
        Problem.ProblemCode code,
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

    /** Returns the problem with a status that has no code of its own. */
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

    /**
     * Writes the problem as JSON, or as a page for a browser. A person who is not logged in is redirected to the login.
     */
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

    /** The kinds of problems, each with its status. Their names are the names of docs/contract.md, section 4. */
    public enum ProblemCode {
        UNREADABLE(400, "The request cannot be read"),
        UNAUTHORIZED(401, "Not authenticated"),
        FORBIDDEN(403, "Not allowed"),
        LOGIN_TOO_OLD(403, "The login is too old for this"),
        NOT_FOUND(404, "Not found"),
        METHOD_NOT_ALLOWED(405, "Method not allowed"),
        NOT_ACCEPTABLE(406, "Not acceptable"),
        CONFLICT_STATE(409, "Not allowed in this state"),
        LATER_EDITS(409, "Changed later"),
        CLAIMED(409, "Claimed by another agent"),
        CLAIM_ENDED(409, "The claim has ended"),
        DEPENDENCY_CYCLE(409, "Tasks would wait for each other"),
        STALE(412, "Changed since you read it"),
        TOO_LARGE(413, "Too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "Unsupported content type"),
        INVALID(422, "Invalid values"),
        IDEMPOTENCY_MISMATCH(422, "The idempotency key belongs to another request"),
        RATE_LIMITED(429, "Too many requests"),
        INTERNAL(500, "Unexpected error"),
        TICKTICK_REFUSED(502, "TickTick refused it"),
        CLICKUP_REFUSED(502, "ClickUp refused it"),
        TRACKINGTIME_REFUSED(502, "TrackingTime refused it"),
        WRITE_NOT_APPLIED(502, "ClickUp said yes and holds something else"),
        UNAVAILABLE(503, "Not available right now"),
        TICKTICK_UNAVAILABLE(503, "TickTick is not available right now"),
        CLICKUP_UNAVAILABLE(503, "ClickUp is not available right now"),
        TRACKINGTIME_UNAVAILABLE(503, "TrackingTime is not available right now");

        private final int status;
        private final String title;

        ProblemCode(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }

        /** Returns the type URN of this kind, which never changes. */
        String type() {
            return "urn:devledger:problem:" + name().toLowerCase(Locale.ROOT);
        }

        /** Returns the detail for a problem of which only the kind is known. */
        public String detail() {
            return switch (this) {
                case NOT_FOUND -> "There is nothing at this path.";
                case METHOD_NOT_ALLOWED ->
                    "This path does not support this method; the header Allow lists the supported ones.";
                case NOT_ACCEPTABLE -> "This path answers application/json only.";
                case UNREADABLE -> "The request is not readable.";
                case INTERNAL ->
                    "Something unexpected went wrong in Devledger. The server's log has the reason under"
                            + " the request id.";
                default -> title + ".";
            };
        }

        /** Returns the kind that fits a status chosen by the framework or container. */
        public static ProblemCode of(int status) {
            for (ProblemCode code : values()) {
                if (code.status == status) {
                    return code;
                }
            }
            return status < 500 ? UNREADABLE : INTERNAL;
        }
    }

    /** Thrown to end a request with a problem. */
    public static final class ProblemException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never leaves the request that it ends
        private final Problem problem;

        public ProblemException(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    /** Limits the concurrent work of one kind on this node. Work above the limit is refused. */
    public static final class ConcurrencyLimit {
        private static final Duration WAIT = Duration.ofSeconds(10);

        private final Semaphore free;
        private final String refusal;

        /** @param what the name of the work, in the plural */
        public ConcurrencyLimit(int most, String what) {
            free = new Semaphore(most);
            refusal = most + " " + what
                    + " are already running, and more are not allowed at a time. Try again when one is done.";
        }

        public void enter() {
            if (!free.tryAcquire()) {
                throw new ProblemException(new Problem(ProblemCode.RATE_LIMITED, refusal).retryAfter(WAIT));
            }
        }

        public void leave() {
            free.release();
        }
    }
}
