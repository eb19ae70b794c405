package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as it is to be understood: with another method, or some other headers, than it came with. */
final class NormalizedRequest extends HttpServletRequestWrapper {
    private final String method;

    /** What is null is not there. */
    private final Map<String, @Nullable String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    NormalizedRequest(HttpServletRequest request, String method) {
        super(request);
        this.method = method;
    }

    NormalizedRequest(HttpServletRequest request) {
        this(request, request.getMethod());
    }

    NormalizedRequest with(String header, @Nullable String value) {
        headers.put(header, value);
        return this;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.containsKey(name) ? headers.get(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!headers.containsKey(name)) {
            return super.getHeaders(name);
        }
        String value = headers.get(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = new ArrayList<>(Collections.list(super.getHeaderNames()));
        names.removeIf(headers::containsKey);
        headers.forEach((name, value) -> {
            if (value != null) {
                names.add(name);
            }
        });
        return Collections.enumeration(names);
    }
}
