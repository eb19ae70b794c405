package dev.devledger.adapters.sandbox.fault;

import dev.devledger.adapters.sandbox.fault.ArmedFaults.Armed;
import dev.devledger.adapters.sandbox.kernel.ConnectionCutter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets each request to the API of a sandbox meet the fault that a test has set for it. What the service itself says of
 * an error is the service's: {@link #refuse}.
 */
public abstract class FaultFilter extends OncePerRequestFilter {
    private static final String HTML = "<html><body>Just a moment…</body></html>";
    private static final String PAGE = "text/html;charset=utf-8";

    /** The fault that this request meets. */
    protected abstract Optional<Armed> take(HttpServletRequest request);

    /** Answers what this service says where nothing is done, or where it says so although it is. */
    protected abstract void refuse(Fault fault, HttpServletResponse response) throws IOException;

    /** Only where the service has {@link Fault#STALE_READ}. */
    protected void old(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Armed> fault = take(request);
        if (fault.isPresent()) meet(fault.get(), request, response, chain);
        else chain.doFilter(request, response);
    }

    private void meet(Armed armed, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (armed.fault()) {
            case IGNORED -> write(response, 200, "application/json", "{}");
            case EMPTY_LIST -> write(response, 200, "application/json", "[]");
            case NONSENSE -> write(response, 200, PAGE, HTML);
            case GATEWAY -> write(response, 502, PAGE, HTML);
            case ERROR_500, LIMIT, UNAUTHORIZED, NOT_GRANTED, FORBIDDEN, ERR_UNDER_200 ->
                refuse(armed.fault(), response);
            case STALE_READ -> old(request, response, chain);
            case IGNORE_FIELD -> chain.doFilter(new WithoutField(request, armed.field()), response);
            case SILENT_FIELD, RUBBISH -> {
                ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
                chain.doFilter(request, answer);
                byte[] whole = answer.getContentAsByteArray();
                byte[] body = armed.fault() == Fault.RUBBISH
                        ? RubbishAnswer.of(whole, armed.field().hashCode() * 31L + armed.times())
                        : WithoutField.of(whole, armed.field());
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
            case DROP_ANSWER, TRUNCATE, DELAY, CREATED, EMPTY_ANSWER, DONE_500, DONE_504, DONE_HTML -> {
                ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
                chain.doFilter(request, answer);
                spoil(armed, request, response, answer);
            }
        }
    }

    /** The change is done and kept. */
    private void spoil(
            Armed armed, HttpServletRequest request, HttpServletResponse response, ContentCachingResponseWrapper answer)
            throws IOException {
        switch (armed.fault()) {
            case DELAY -> {
                sleep(armed.millis());
                answer.copyBodyToResponse();
            }
            case CREATED -> {
                if (answer.getStatus() == HttpServletResponse.SC_OK) answer.setStatus(HttpServletResponse.SC_CREATED);
                answer.copyBodyToResponse();
            }
            case EMPTY_ANSWER -> response.setContentLength(0);
            case DONE_500 -> refuse(Fault.ERROR_500, response);
            case DONE_504 -> write(response, 504, PAGE, HTML);
            case DONE_HTML -> write(response, 200, PAGE, HTML);
            case TRUNCATE -> {
                byte[] body = answer.getContentAsByteArray();
                response.setContentLength(body.length);
                response.getOutputStream().write(body, 0, body.length / 2);
                response.flushBuffer();
                ConnectionCutter.cut(request);
            }
            default -> ConnectionCutter.cut(request);
        }
    }

    protected static void write(HttpServletResponse response, int status, String type, String body) throws IOException {
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
