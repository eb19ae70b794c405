package dev.devledger.adapters.sandbox.faults;

import dev.devledger.adapters.sandbox.api.StaleView;
import dev.devledger.adapters.sandbox.common.Answer;
import dev.devledger.adapters.sandbox.common.Call;
import dev.devledger.adapters.sandbox.common.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Lets each request to the sandbox's API meet the fault that a test has set for it. */
public final class FaultFilter extends OncePerRequestFilter {
    private final SandboxFaults faults;
    private final StaleView staleView;

    public FaultFilter(SandboxFaults faults, StaleView staleView) {
        this.faults = faults;
        this.staleView = staleView;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<SandboxFaults.Armed> fault = faults.take(Call.of(request.getMethod(), path));
        if (fault.isPresent()) meet(fault.get(), request, response, chain);
        else chain.doFilter(request, response);
    }

    private void meet(
            SandboxFaults.Armed armed, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (armed.fault()) {
            case ERROR_500 ->
                write(response, 500, "application/json", Answer.body(Refusal.invalid("Unknown exception")));
            case LIMIT -> write(response, 500, "application/json", Answer.body(Refusal.limit()));
            case UNAUTHORIZED -> write(response, 401, "application/json", Answer.UNAUTHORIZED);
            case FORBIDDEN -> write(response, 403, "application/json", "");
            case NONSENSE -> write(response, 200, "text/html", "<html><body>Just a moment…</body></html>");
            case STALE_READ -> {
                staleView.during(() -> chain.doFilter(request, response));
                if (!faults.expects(SandboxFaults.Fault.STALE_READ)) staleView.drop();
            }
            case DELAY -> {
                ContentCachingResponseWrapper answer = answered(request, response, chain);
                sleep(armed.millis());
                answer.copyBodyToResponse();
            }
            case CREATED -> {
                ContentCachingResponseWrapper answer = answered(request, response, chain);
                if (answer.getStatus() == HttpServletResponse.SC_OK) answer.setStatus(HttpServletResponse.SC_CREATED);
                answer.copyBodyToResponse();
            }
            case EMPTY_ANSWER -> {
                answered(request, response, chain);
                response.setContentLength(0);
            }
            case DROP_ANSWER -> {
                answered(request, response, chain);
                ConnectionCutter.cut(request);
            }
            case TRUNCATE -> {
                byte[] body = answered(request, response, chain).getContentAsByteArray();
                response.setContentLength(body.length);
                response.getOutputStream().write(body, 0, body.length / 2);
                response.flushBuffer();
                ConnectionCutter.cut(request);
            }
        }
    }

    private static ContentCachingResponseWrapper answered(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        return answer;
    }

    private static void write(HttpServletResponse response, int status, String type, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
