package dev.devledger.adapters.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a caller who is not let in is told in {@code WWW-Authenticate} (RFC 6750, section 3, and RFC 9728, section 5.1). */
final class BearerChallenge {
    /** Of a request, where tokens are to be had: the address of what says so, the scopes that are usual, what each begins with. */
    private static final String METADATA = "devledger.metadata";

    private static final String USUAL = "devledger.usual-scopes";

    private static final String PREFIX = "devledger.scope-prefix";

    private BearerChallenge() {}

    /** To who brings nothing that is known. */
    static String plain(HttpServletRequest request) {
        return of(request, null, null, text(request, USUAL));
    }

    /** To who brings a token that opens nothing. */
    static String invalid(HttpServletRequest request, String words) {
        return of(request, "invalid_token", words, text(request, USUAL));
    }

    /** To who may not do this. */
    static String insufficient(HttpServletRequest request, String scope) {
        String prefix = text(request, PREFIX);
        return of(request, "insufficient_scope", null, prefix == null ? scope : prefix + scope);
    }

    private static String of(
            HttpServletRequest request, @Nullable String error, @Nullable String words, @Nullable String scope) {
        Map<String, String> parts = new LinkedHashMap<>();
        put(parts, "error", error);
        put(parts, "error_description", words);
        put(parts, "resource_metadata", text(request, METADATA));
        put(parts, "scope", scope);
        return parts.isEmpty()
                ? "Bearer"
                : parts.entrySet().stream()
                        .map(part -> part.getKey() + "=\"" + part.getValue() + "\"")
                        .collect(Collectors.joining(", ", "Bearer ", ""));
    }

    private static void put(Map<String, String> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.put(name, value.replace("\"", "'"));
        }
    }

    private static @Nullable String text(HttpServletRequest request, String attribute) {
        return request.getAttribute(attribute) instanceof String text ? text : null;
    }
}
