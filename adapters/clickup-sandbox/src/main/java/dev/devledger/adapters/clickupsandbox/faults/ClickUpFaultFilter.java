package dev.devledger.adapters.clickupsandbox.faults;

import dev.devledger.adapters.clickupsandbox.api.CallLimit;
import dev.devledger.adapters.clickupsandbox.api.GateFilter;
import dev.devledger.adapters.clickupsandbox.common.Caller;
import dev.devledger.adapters.clickupsandbox.common.PagePaths;
import dev.devledger.adapters.clickupsandbox.common.Refusal;
import dev.devledger.adapters.clickupsandbox.faults.ClickUpFaults.Armed;
import dev.devledger.adapters.clickupsandbox.faults.ClickUpFaults.Entry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Lets each request to the API meet the fault that a test has set for it, and writes it down. */
public final class ClickUpFaultFilter extends OncePerRequestFilter {
    private static final int LONGEST = 1 << 20;
    private static final String HTML = "<html><body>Just a moment…</body></html>";

    private final ClickUpFaults faults;
    private final CallLimit limit;

    public ClickUpFaultFilter(ClickUpFaults faults, CallLimit limit) {
        this.faults = faults;
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingRequestWrapper read = new ContentCachingRequestWrapper(request, LONGEST);
        String path = path(request);
        Optional<Armed> fault = faults.take(request.getMethod() + " " + path);
        try {
            if (fault.isPresent()) meet(fault.get(), read, response, chain);
            else chain.doFilter(read, response);
        } finally {
            faults.wrote(entry(read, response, path));
        }
    }

    /** Below the version: {@code /task/86abc12}, or {@code /v3/workspaces/…}. */
    private static String path(HttpServletRequest request) {
        String uri = request.getRequestURI().substring(request.getContextPath().length());
        return uri.startsWith(PagePaths.V2 + "/")
                ? uri.substring(PagePaths.V2.length())
                : uri.substring(PagePaths.CONSENT.length());
    }

    private static Entry entry(ContentCachingRequestWrapper request, HttpServletResponse response, String path) {
        boolean secret = path.startsWith("/oauth");
        String query = request.getQueryString();
        String token = request.getAttribute(Caller.class.getName()) instanceof Caller caller ? caller.token() : "";
        return new Entry(
                request.getMethod(),
                path,
                secret || query == null ? "" : query,
                secret ? "" : new String(request.getContentAsByteArray(), StandardCharsets.UTF_8),
                token,
                response.getStatus());
    }

    private void meet(Armed armed, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (armed.fault()) {
            case ERROR_500 -> refuse(response, new Refusal(500, "APP_000", "Internal Server Error"));
            case GATEWAY -> html(response, 502);
            case NONSENSE -> html(response, 200);
            case LIMIT -> exceeded(response);
            case UNAUTHORIZED -> refuse(response, new Refusal(401, "OAUTH_025", "Token invalid"));
            case NOT_GRANTED -> refuse(response, Refusal.notAuthorized());
            case FORBIDDEN -> refuse(response, new Refusal(403, "ACCESS_083", "You do not have access to this"));
            case ERR_UNDER_200 ->
                GateFilter.write(response, 200, new Refusal(500, "ITEM_000", "Something went wrong").body());
            case DELAY -> {
                ContentCachingResponseWrapper answer = answered(request, response, chain);
                sleep(armed.millis());
                answer.copyBodyToResponse();
            }
            case EMPTY_ANSWER -> {
                answered(request, response, chain);
                response.setContentLength(0);
            }
            case DONE_500 -> {
                answered(request, response, chain);
                refuse(response, new Refusal(500, "APP_000", "Internal Server Error"));
            }
            case DROP_ANSWER -> {
                answered(request, response, chain);
                ClickUpCutter.cut(request);
            }
            case TRUNCATE -> {
                byte[] body = answered(request, response, chain).getContentAsByteArray();
                response.setContentLength(body.length);
                response.getOutputStream().write(body, 0, body.length / 2);
                response.flushBuffer();
                ClickUpCutter.cut(request);
            }
        }
    }

    private void exceeded(HttpServletResponse response) throws IOException {
        CallLimit.State state = limit.count("nobody", 0);
        response.setHeader("X-RateLimit-Limit", String.valueOf(state.limit()));
        response.setHeader("X-RateLimit-Remaining", "0");
        response.setHeader("X-RateLimit-Reset", String.valueOf(state.reset()));
        refuse(response, new Refusal(429, "APP_002", "Rate limit reached"));
    }

    private static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        GateFilter.write(response, refusal.status(), refusal.body());
    }

    private static void html(HttpServletResponse response, int status) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write(HTML.getBytes(StandardCharsets.UTF_8));
    }

    private static ContentCachingResponseWrapper answered(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        return answer;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
