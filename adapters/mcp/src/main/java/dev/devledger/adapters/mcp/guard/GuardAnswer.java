package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * The answer to one request. Every error is sent as an error of JSON-RPC: after an error, the output of other code,
 * such as the transport's exceptions with their stack traces, is dropped.
 */
final class GuardAnswer extends HttpServletResponseWrapper {
    private static final String ATTRIBUTE = GuardAnswer.class.getName();
    private static final String REQUEST_ID = "X-Request-Id";

    private JsonNode id = NullNode.getInstance();
    private @Nullable GuardRefusal refusal;
    private boolean asked;
    private boolean left;

    GuardAnswer(HttpServletResponse response) {
        super(response);
        super.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        super.setHeader("X-Accel-Buffering", "no");
    }

    void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Returns the answer to a request that has passed {@link ProtocolFilter}. */
    static GuardAnswer of(ServletRequest request) {
        return (GuardAnswer) Objects.requireNonNull(request.getAttribute(ATTRIBUTE));
    }

    /** Sets the id of the message that later refusals answer. */
    void isAbout(@Nullable JsonNode message) {
        id = message == null ? NullNode.getInstance() : message;
    }

    void refuse(GuardRefusal reason) {
        super.setStatus(reason.status());
        refusal = reason;
    }

    /** True if no code has begun an answer or has prepared to write one. */
    boolean isSilent() {
        return !asked && !isCommitted() && refusal == null && getStatus() == SC_OK;
    }

    /**
     * Sends a refusal, if any. Runs after all other code; for a stream it runs before the end of the stream, which may
     * still fail.
     */
    void leave() throws IOException {
        left = true;
        write();
    }

    private void write() throws IOException {
        GuardRefusal shown = refusal;
        if (shown == null || isCommitted()) {
            return;
        }
        byte[] bytes = shown.json(id);
        shown.headers().forEach(super::setHeader);
        super.setContentType(MediaType.APPLICATION_JSON_VALUE);
        super.setContentLength(bytes.length);
        super.getOutputStream().write(bytes);
        super.flushBuffer();
    }

    @Override
    public void setStatus(int status) {
        super.setStatus(status);
        refusal = status < SC_BAD_REQUEST ? null : GuardRefusal.of(status, String.valueOf(getHeader(REQUEST_ID)));
    }

    @Override
    public void sendError(int status) {
        setStatus(status);
    }

    @Override
    public void sendError(int status, String words) {
        setStatus(status);
    }

    /** Ignores Cache-Control, which is already set to no-store. */
    @Override
    public void setHeader(String name, String value) {
        if (!HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return isForOthers() ? super.getOutputStream() : new DiscardedBody();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return isForOthers() ? super.getWriter() : new PrintWriter(Writer.nullWriter());
    }

    private boolean isForOthers() throws IOException {
        asked |= refusal == null;
        if (refusal != null && left) {
            write();
        }
        return refusal == null;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (refusal == null) {
            super.flushBuffer();
        } else if (left) {
            write();
        }
    }

    /** Drops all output. */
    static final class DiscardedBody extends ServletOutputStream {
        private final OutputStream nowhere = OutputStream.nullOutputStream();

        @Override
        public void write(int one) throws IOException {
            nowhere.write(one);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("It takes everything at once; nobody has to listen.");
        }
    }
}
