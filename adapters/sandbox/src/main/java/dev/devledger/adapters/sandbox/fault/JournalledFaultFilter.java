package dev.devledger.adapters.sandbox.fault;

import dev.devledger.adapters.sandbox.kernel.Journal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.util.ContentCachingRequestWrapper;

/** Beside letting requests meet their faults, it writes each request down. */
public abstract class JournalledFaultFilter extends FaultFilter {
    private static final int LONGEST = 1 << 20;

    private final ArmedFaults faults;
    private final Journal journal;

    protected JournalledFaultFilter(ArmedFaults faults, Journal journal) {
        this.faults = faults;
        this.journal = journal;
    }

    /** As tests name it. */
    protected abstract String path(String uri);

    /** Whose call it was; a name, and no token. */
    protected abstract String who(HttpServletRequest request);

    /** Whether what is sent there is not to be written down. */
    protected boolean isSecret(String path) {
        return false;
    }

    @Override
    protected final void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingRequestWrapper read = new ContentCachingRequestWrapper(request, LONGEST);
        journal.began();
        try {
            super.doFilterInternal(read, response, chain);
        } finally {
            journal.wrote(entry(read, response));
        }
    }

    @Override
    protected final Optional<ArmedFaults.Armed> take(HttpServletRequest request) {
        String call = request.getMethod() + " " + path(request);
        return faults.take(fault -> fault.path().matcher(call).find());
    }

    private String path(HttpServletRequest request) {
        return path(request.getRequestURI().substring(request.getContextPath().length()));
    }

    private Journal.Entry entry(ContentCachingRequestWrapper request, HttpServletResponse response) {
        String path = path(request);
        String query = request.getQueryString();
        boolean secret = isSecret(path);
        return new Journal.Entry(
                request.getMethod(),
                path,
                secret || query == null ? "" : query,
                secret ? "" : new String(request.getContentAsByteArray(), StandardCharsets.UTF_8),
                who(request),
                response.getStatus());
    }
}
